package dev.maat.reference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Ranks;
import dev.maat.reference.packet.ViewRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildrenTest {
    private static final int SELF = 5;
    private static final long SILENCE = 100;

    private final Children children = new Children(SELF);

    private boolean heard(int from, long held, long now, Ranks... covered) {
        return children.heard(from, new Packet.Report(ViewRef.of(1, "v"), 0, held, held, List.of(covered)), now);
    }

    private Children.Sum sum(long here, long now) {
        return children.sum(here, here, now, SILENCE);
    }

    @Test
    void aPeerWithoutChildrenCoversItself() {
        assertThat(sum(7, 0)).isEqualTo(new Children.Sum(7, 7, List.of(new Ranks(SELF, SELF)), Alarm.NEVER));
    }

    @Test
    void theSumIsWhatAllHoldAndCoversAll() {
        children.expect(new int[] {6, 9});
        heard(9, 4, 1, new Ranks(9, 11));
        heard(6, 3, 2, new Ranks(6, 8));

        Children.Sum sum = sum(5, 3);

        assertThat(sum.held()).isEqualTo(3);
        assertThat(sum.covered()).containsExactly(new Ranks(5, 11));
        assertThat(sum.changesAt()).as("both are behind since 3").isEqualTo(3 + SILENCE);
    }

    @Test
    void aChildThatIsExpectedAndWasNeverHeardHoldsNothing() {
        children.expect(new int[] {6});

        assertThat(sum(5, 0).held()).isZero();
    }

    @Test
    void aChildThatIsBehindAndSilentIsLeftOutUntilItIsHeardAgain() {
        children.expect(new int[] {6, 7});
        heard(6, 5, 0, new Ranks(6, 6));
        heard(7, 4, 0, new Ranks(7, 7));
        assertThat(sum(5, 0).held()).isEqualTo(4);

        Children.Sum without = sum(5, SILENCE);
        assertThat(without.held()).isEqualTo(5);
        assertThat(without.covered()).containsExactly(new Ranks(5, 6));

        heard(7, 5, SILENCE + 1, new Ranks(7, 7));
        Children.Sum again = sum(5, SILENCE + 1);
        assertThat(again.held()).isEqualTo(5);
        assertThat(again.covered()).containsExactly(new Ranks(5, 7));
    }

    @Test
    void aPeerThatIsNoChildCountsWhileItKeepsUpAndIsForgottenWhenItFallsSilent() {
        children.expect(new int[] {6});
        heard(6, 5, 0, new Ranks(6, 6));
        heard(2, 5, 0, new Ranks(2, 2));
        assertThat(sum(5, 0).covered()).containsExactly(new Ranks(2, 2), new Ranks(5, 6));

        heard(6, 6, 1, new Ranks(6, 6));
        sum(6, 1);
        assertThat(sum(6, 1 + SILENCE).covered()).containsExactly(new Ranks(5, 6));

        assertThat(heard(2, 5, 500, new Ranks(2, 2)))
                .as("a forgotten peer is news")
                .isTrue();
    }

    @Test
    void aReportThatRepeatsItselfIsNoNews() {
        assertThat(heard(6, 5, 0, new Ranks(6, 6))).isTrue();
        assertThat(heard(6, 5, 1, new Ranks(6, 6))).isFalse();
        assertThat(heard(6, 5, 2, new Ranks(6, 7))).isTrue();
    }

    @Test
    void aCoverThatWasReportedNeverChanges() {
        children.expect(new int[] {6});
        heard(6, 5, 0, new Ranks(6, 6));
        List<Ranks> reported = sum(5, 0).covered();

        heard(6, 5, 1, new Ranks(6, 9));

        assertThat(sum(5, 1).covered()).containsExactly(new Ranks(5, 9));
        assertThat(reported).containsExactly(new Ranks(5, 6));
    }

    @Test
    void moreChildrenThanTheFirstRoomAreKeptInTheOrderOfTheirRanks() {
        int[] ranks = {40, 6, 30, 8, 20, 10, 7, 9, 12, 11};
        children.expect(ranks);
        for (int rank : ranks) {
            heard(rank, rank, 0, new Ranks(rank, rank));
        }

        Children.Sum sum = sum(50, 0);

        assertThat(sum.held()).isEqualTo(6);
        assertThat(sum.covered())
                .containsExactly(new Ranks(5, 12), new Ranks(20, 20), new Ranks(30, 30), new Ranks(40, 40));
    }
}

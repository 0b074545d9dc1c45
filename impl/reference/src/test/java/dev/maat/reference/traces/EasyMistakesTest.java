package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.ACCEPT;
import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.packet.PacketKind.DECISION;
import static dev.maat.reference.packet.PacketKind.PREPARE;
import static dev.maat.reference.packet.PacketKind.PROMISE;
import static dev.maat.reference.packet.PacketKind.PROPOSE;
import static dev.maat.reference.traces.Flights.ballot;
import static dev.maat.reference.traces.Flights.between;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;
import static dev.maat.reference.traces.Flights.view;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Easy mistakes in a view change, beside the numbered traces. */
final class EasyMistakesTest {
    @Test
    void noFailedBallotThawsAMember() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.found("ABC");
        stage.crash("A");
        // B opens ballots, C promises in the first and hears of nothing more; B's earlier message is still on its way.
        Network.Rule late = stage.hold(kind(DATA).and(to("C")));
        stage.multicast("B", "m1");
        Network.Rule noAgreement = stage.drop(kind(PROMISE, PROPOSE, DECISION));
        stage.until(
                "C has promised",
                () -> !stage.sent(kind(PROMISE).and(from("C")).and(view(1))).isEmpty());
        late.release();

        stage.never(
                4_000, "C delivers in a frozen view", () -> stage.process("C").delivered("m1"));
        assertThat(stage.sent(kind(PREPARE).and(view(1))).stream()
                        .map(Flight::ballot)
                        .distinct()
                        .count())
                .as("ballots that failed")
                .isGreaterThan(2);
        noAgreement.discard();

        stage.untilInstalled("BC", "2[BC]");
        assertThat(stage.process("C").deliveredIn(1)).containsExactly("m1");
        Safety.holds(stage);
    }

    @Test
    void noMemberInstallsOnItsOwnAcceptance() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.found("ABC");
        Network.Rule undecided = stage.drop(kind(ACCEPT));
        stage.crash("C");
        stage.until(
                "B has accepted",
                () -> !stage.sent(kind(ACCEPT).and(from("B")).and(view(1))).isEmpty());

        stage.never(3_000, "view 2 is installed without acceptances of a quorum", () -> stage.anyInstalled(2));
        undecided.discard();

        stage.untilInstalled("AB", "2[AB]");
        Safety.holds(stage);
    }

    @Test
    void halfOfAViewGoesOnOnlyWithItsFirstMember() {
        Stage stage = Stages.fifo("ABCD", "ABCD");
        stage.found("ABCD");
        Network.Rule cut = stage.drop(between(List.of("A", "B"), List.of("C", "D")));
        stage.untilInstalled("AB", "2[AB]");

        stage.never(
                5_000,
                "the half without the first member goes on",
                () -> stage.process("C").views.size() > 1
                        || stage.process("D").views.size() > 1);
        assertThat(stage.process("C").lostQuorum && stage.process("D").lostQuorum)
                .isTrue();
        assertThat(stage.process("A").lostQuorum).isFalse();
        cut.discard();

        stage.until("C and D are excluded", () -> stage.process("C").excluded && stage.process("D").excluded);
        Safety.holds(stage);
    }

    @Test
    void theCutCoversHeldMessagesNotOnlyDeliveredOnes() {
        Stage stage = Stages.total("ABC", "ABC");
        stage.found("ABC");
        Network.Rule noPlaces = stage.drop(from("A"));
        stage.multicast("B", "m1");
        stage.run(50);
        assertThat(stage.process("B").delivered("m1")).isFalse();
        stage.crash("A");
        stage.untilInstalled("BC", "2[BC]");
        noPlaces.discard();

        for (String name : List.of("B", "C")) {
            assertThat(stage.process(name).deliveredIn(1)).containsExactly("m1");
            assertThat(stage.process(name).deliveries.getFirst().place()).isEqualTo(Effect.NO_PLACE);
        }
        Safety.holds(stage);
    }

    @Test
    void theDecisionOfACutOffCoordinatorIsProposedAgainUnchanged() {
        Stage stage = Stages.fifo("ABCDE", "ABCDE");
        stage.found("ABCDE");
        stage.crash("E");
        Network.Rule onlyBAndC = stage.drop(kind(PROPOSE).and(from("A")).and(to("D")));
        Network.Rule untold = stage.drop(kind(DECISION).and(from("A")));
        stage.untilInstalled("A", "2[ABCD]");
        stage.crashSilently("A");
        onlyBAndC.discard();
        untold.discard();

        stage.untilInstalled("BCD", "2[ABCD]");

        stage.untilInstalled("BCD", "3[BCD]");
        assertThat(stage.process("B").views.get(1).id())
                .isEqualTo(stage.process("A").views.get(1).id());
        Safety.holds(stage);
    }

    @Test
    void promisesOfAnotherBallotDoNotCount() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.found("ABC");
        stage.crash("C");
        // B's promise of A's first ballot comes when A has opened its next one.
        Network.Rule onlyA = stage.drop(kind(PREPARE).and(from("B")));
        Network.Rule late = stage.hold(kind(PROMISE).and(from("B")).and(to("A")));
        Network.Rule rejected = stage.hold(kind(PREPARE).and(from("A")).and(not(ballot(1, 0))));
        stage.until("B has promised A's first ballot", () -> late.stopped() > 0);
        onlyA.discard();
        Network.Rule noneOfA = stage.drop(kind(PREPARE, PROPOSE).and(from("A")));
        stage.until(
                "A promises B's ballot and so gives up its own",
                () -> stage.hasArrived(kind(PROMISE).and(from("A")).and(to("B")).and(view(1))));
        late.release();

        stage.never(
                100,
                "A proposes",
                () -> !stage.sent(kind(PROPOSE).and(from("A")).and(view(1))).isEmpty());
        assertThat(stage.hasArrived(kind(PROMISE).and(from("B")).and(to("A")).and(view(1))))
                .isTrue();
        noneOfA.discard();
        rejected.discard();

        stage.untilInstalled("AB", "2[AB]");
        Safety.holds(stage);
    }
}

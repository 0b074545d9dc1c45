package dev.maat.reference.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.reference.options.Options;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.ReferenceParts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class EpochProgressTest {
    private static final int JOINER = 1;
    /** The bytes that a joiner must store to make progress. */
    private static final long STEP = 1 << 14;

    private final Epoch epoch = epoch();

    private static Epoch epoch() {
        ProcessId self = new ProcessId("A", 0);
        Input.Start start = new Input.Start(
                self, "g", true, List.of("A"), List.of("B"), Map.of(), Limits.DEFAULT, (stream, a, b) -> 0);
        Group group = new Group(new Host(start, Options.parse(Map.of())), ReferenceParts.STANDARD);
        Membership membership =
                new Membership(ViewRef.of(2, "2"), "2", List.of(self, new ProcessId("B", 0)), 1, 0, new TreeMap<>());
        return Epoch.installed(membership, group);
    }

    @Test
    void aJoinerThatStoresSomeOfItsStateMakesProgress() {
        epoch.reportStored(JOINER, STEP, 70);
        epoch.reportStored(JOINER, 2 * STEP - 1, 80);
        assertThat(epoch.progressAt(JOINER)).isEqualTo(70);

        epoch.reportStored(JOINER, 2 * STEP, 90);

        assertThat(epoch.progressAt(JOINER)).isEqualTo(90);
    }

    @Test
    void aJoinerThatBeginsAnewMakesProgressFromThere() {
        epoch.reportStored(JOINER, 8 * STEP, 70);
        epoch.reportStored(JOINER, 10, 80);
        assertThat(epoch.progressAt(JOINER)).as("to begin anew is no progress").isEqualTo(70);

        epoch.reportStored(JOINER, 10 + STEP, 90);

        assertThat(epoch.progressAt(JOINER)).isEqualTo(90);
    }

    @Test
    void aJoinerThatBeginsAnewAgainAndAgainMakesNoProgress() {
        epoch.reportStored(JOINER, 8 * STEP, 70);
        for (int again = 1; again <= 8; again++) {
            epoch.reportStored(JOINER, 0, 70);
            epoch.reportStored(JOINER, STEP, 70 + again);
        }
        assertThat(epoch.progressAt(JOINER)).isEqualTo(78);

        epoch.reportStored(JOINER, 0, 80);
        epoch.reportStored(JOINER, STEP, 90);

        assertThat(epoch.progressAt(JOINER)).isEqualTo(78);
    }

    @Test
    void inAFrozenViewAJoinerIsGivenNoMoreTime() {
        epoch.reportStored(JOINER, STEP, 70);
        epoch.freeze();

        epoch.reportStored(JOINER, 5 * STEP, 90);

        assertThat(epoch.progressAt(JOINER)).isEqualTo(70);
    }
}

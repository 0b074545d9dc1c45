package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.ACCEPT;
import static dev.maat.reference.packet.PacketKind.PREPARE;
import static dev.maat.reference.packet.PacketKind.PROMISE;
import static dev.maat.reference.packet.PacketKind.PROPOSE;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;
import static dev.maat.reference.traces.Flights.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.ProcessId;
import org.junit.jupiter.api.Test;

/** Traces 1 and 10: how a group is founded. */
final class FoundingTracesTest {
    /** Trace 1. The dangerous state: view 1 is decided as AB, known to A alone, and A's node is back. */
    @Test
    void aRestartedFounderDoesNotVoteAgainInView0() {
        Stage stage = Stages.fifo("ABC", "ABC");
        Network.Rule unaware = stage.drop(to("C").or(from("C")));
        stage.start("A", "B", "C");
        stage.untilInstalled("A", "1[AB]");
        assertThat(stage.installed("B", "1[AB]")).isFalse();
        assertThat(stage.hasArrived(kind(ACCEPT).and(from("B")).and(to("A")).and(view(0))))
                .as("B accepted 1[AB]")
                .isTrue();
        stage.crashSilently("A");
        stage.start("A");
        unaware.discard();

        stage.untilInstalled("B", "1[AB]");
        stage.run(10_000);

        assertThat(stage.sent(kind(PREPARE, PROMISE, PROPOSE, ACCEPT)
                        .and(view(0))
                        .and(flight -> flight.from().equals(new ProcessId("A", 1)))))
                .as("packets of A.1 in the agreement of view 0")
                .isEmpty();
        assertThat(stage.process("A.1").views).isEmpty();
        assertThat(stage.process("C").views).isEmpty();
        Safety.holds(stage);
    }

    /** Trace 1 with enough founders to go on: B, C, D, E decide without A, whose node joins as a new process. */
    @Test
    void aRestartedFounderJoinsTheGroupThatTheOthersFounded() {
        Stage stage = Stages.fifo("ABCDE", "ABCDE");
        stage.start("A", "B", "C", "D", "E");
        stage.until("A has prepared", () -> stage.hasArrived(kind(PREPARE).and(from("A"))));
        stage.crashSilently("A");
        stage.start("A");

        stage.until("A.1 is in a view", () -> !stage.process("A.1").views.isEmpty());
        stage.run(1_000);

        assertThat(stage.sent(kind(PREPARE, PROMISE, PROPOSE, ACCEPT)
                        .and(view(0))
                        .and(flight -> flight.from().equals(new ProcessId("A", 1)))))
                .isEmpty();
        assertThat(stage.process("A.1").views.getFirst().members())
                .as("A.1 comes after the founders, as every joiner")
                .doesNotContain(new ProcessId("A", 0))
                .endsWith(new ProcessId("A", 1));
        Safety.holds(stage);
    }

    /** Trace 10. */
    @Test
    void aFounderThatTheOthersDidNotWaitForJoinsAsTheSameProcess() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.start("B", "C");
        stage.untilInstalled("BC", "1[BC]");
        stage.start("A");

        stage.untilInstalled("ABC", "2[BCA]");

        assertThat(stage.process("A").excluded).isFalse();
        stage.multicast("A", "m1");
        stage.until("all deliver m1", () -> stage.actors().stream().allMatch(actor -> actor.delivered("m1")));
        Safety.holds(stage);
    }

    /** Trace 10, as a member of view 0 that is told late: A has promised before it hears of the decision. */
    @Test
    void aFounderThatPromisedInView0AndWasLeftOutJoinsAsTheSameProcess() {
        Stage stage = Stages.fifo("ABC", "ABC");
        Network.Rule cut = stage.drop(from("A").or(to("A")));
        stage.start("A", "B", "C");
        stage.untilInstalled("BC", "1[BC]");
        assertThat(stage.process("A").views).isEmpty();
        cut.discard();

        stage.untilInstalled("ABC", "2[BCA]");

        assertThat(stage.process("A").excluded).isFalse();
        Safety.holds(stage);
    }
}

package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.ACCEPT;
import static dev.maat.reference.packet.PacketKind.DECISION;
import static dev.maat.reference.packet.PacketKind.HEARTBEAT;
import static dev.maat.reference.packet.PacketKind.PREPARE;
import static dev.maat.reference.packet.PacketKind.PROMISE;
import static dev.maat.reference.packet.PacketKind.PROPOSE;
import static dev.maat.reference.traces.Flights.between;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;
import static dev.maat.reference.traces.Flights.view;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces 2, 3, 5 and 16: a process that leaves or is left out goes on until the others can do without it. */
final class LeavingTracesTest {
    /** Trace 2. The dangerous state: A leaves, 2[BC] is decided, C has installed it, B, its first member, knows nothing. */
    @Test
    void aLeaverStaysUntilAQuorumOfTheNextViewHasInstalledIt() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.found("ABC");
        Network.Rule untold = stage.hold(kind(DECISION).and(to("B")));
        Network.Rule slow = stage.hold(kind(PROPOSE).and(to("C")));
        stage.leave("A");
        stage.untilInstalled("C", "2[BC]");
        slow.discard();
        assertThat(stage.installed("B", "2[BC]")).isFalse();

        stage.never(
                3_000, "A goes though only C, no quorum of 2[BC], has installed it", () -> !stage.process("A").running);
        stage.crashSilently("C");
        untold.discard();

        stage.untilInstalled("B", "2[BC]");
        stage.until("A has left", () -> stage.process("A").left);
        stage.until("B goes on alone", () -> stage.installed("B", "3[B]"));
        Safety.holds(stage);
    }

    /** Trace 3. The dangerous state: 2[BDE] is decided, E installed it and died, A and C, left out, were told, B and D not. */
    @Test
    void aProcessThatIsLeftOutStaysUntilAQuorumOfTheNextViewHasInstalledIt() {
        Stage stage = Stages.fifo("ABCDE", "ABCDE");
        stage.found("ABCDE");
        Network.Rule othersDoNotCoordinate = stage.hold(kind(PREPARE).and(not(from("E"))));
        Network.Rule noPromiseOfAOrC = stage.hold(kind(PREPARE).and(from("E")).and(to("A", "C")));
        Network.Rule deaf = stage.drop(from("A", "C").and(to("E")).and(kind(HEARTBEAT)));
        Network.Rule aDoesNotAccept = stage.hold(kind(PROPOSE).and(from("E")).and(to("A")));
        Network.Rule untold = stage.drop(kind(DECISION).and(to("B", "D")));
        stage.untilInstalled("E", "2[BDE]");
        stage.until(
                "E has told A and C",
                () -> stage.hasArrived(kind(DECISION).and(from("E")).and(to("A")))
                        && stage.hasArrived(kind(DECISION).and(from("E")).and(to("C"))));
        stage.crashSilently("E");
        deaf.discard();
        othersDoNotCoordinate.discard();
        noPromiseOfAOrC.discard();
        aDoesNotAccept.discard();

        stage.never(
                3_000,
                "A or C goes though only E has installed 2[BDE]",
                () -> !stage.process("A").running || !stage.process("C").running);
        assertThat(stage.installed("B", "2[BDE]") || stage.installed("D", "2[BDE]"))
                .isFalse();
        untold.discard();

        stage.untilInstalled("BD", "2[BDE]");
        stage.untilInstalled("BD", "3[BD]");
        stage.until("A and C are excluded", () -> stage.process("A").excluded && stage.process("C").excluded);
        Safety.holds(stage);
    }

    /** Trace 5. The dangerous state: 2[B] is decided by A, C and D, of which A and C leave, and B knows nothing. */
    @Test
    void leaversStayUntilTheOnlyMemberOfTheNextViewHasInstalledIt() {
        Stage stage = Stages.fifo("ABCD", "ABCD");
        stage.found("ABCD");
        Network.Rule noPromiseOfD = stage.hold(kind(PREPARE).and(to("D")));
        Network.Rule bDoesNotAccept = stage.hold(kind(PROPOSE).and(to("B")));
        Network.Rule untold = stage.drop(kind(DECISION).and(to("B", "D")));
        Network.Rule coordinator = stage.hold(kind(PREPARE).and(from("A", "B")));
        stage.leave("C");
        stage.leave("A");
        stage.until(
                "C knows that 2[B] is decided and has told A",
                () -> stage.hasArrived(
                        kind(DECISION).and(from("C")).and(to("A")).and(view(1))));
        assertThat(stage.arrived(kind(ACCEPT).and(to("C")).and(from("A", "D"))))
                .extracting(flight -> flight.from().node())
                .contains("A", "D");
        assertThat(stage.process("B").views).hasSize(1);

        stage.never(
                3_000,
                "a leaver goes before B has installed 2[B]",
                () -> stage.process("A").left || stage.process("C").left);
        noPromiseOfD.discard();
        bDoesNotAccept.discard();
        coordinator.discard();
        untold.discard();

        stage.untilInstalled("B", "2[B]");
        stage.until("A and C have left", () -> stage.process("A").left && stage.process("C").left);
        stage.until("D is excluded", () -> stage.process("D").excluded);
        Safety.holds(stage);
    }

    /** Trace 16. The dangerous state: A leaves and is the only one that promised; B is slow and not suspected. */
    @Test
    void aLeaverDoesNotEndTheGroupWhileAnotherMemberIsSlow() {
        Stage stage = Stages.fifo("AB", "AB");
        stage.found("AB");
        Network.Rule slow = stage.hold(kind(PREPARE, PROMISE).and(between(List.of("A"), List.of("B"))));
        stage.leave("A");
        stage.until("A waits for B's promise", () -> slow.stopped() > 0);

        stage.never(
                8_000,
                "A ends the group",
                () -> stage.process("A").left
                        || stage.sent(kind(PROPOSE)).stream().anyMatch(view(1)));
        slow.release();

        stage.untilInstalled("B", "2[B]");
        stage.until("A has left", () -> stage.process("A").left);
        stage.multicast("B", "m1");
        stage.until("B goes on alone", () -> stage.process("B").delivered("m1"));
        Safety.holds(stage);
    }

    /** The other side of trace 16: no other member is alive that a last leaver could leave the group to. */
    @Test
    void theLastMemberCanLeave() {
        Stage stage = Stages.fifo("AB", "AB");
        stage.found("AB");
        stage.crash("B");
        stage.leave("A");

        stage.until("A has left", () -> stage.process("A").left);

        Safety.holds(stage);
    }
}

package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.ACCEPT;
import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.packet.PacketKind.DECISION;
import static dev.maat.reference.packet.PacketKind.FETCHED;
import static dev.maat.reference.packet.PacketKind.FETCH_STABLE;
import static dev.maat.reference.packet.PacketKind.HEARTBEAT;
import static dev.maat.reference.packet.PacketKind.PREPARE;
import static dev.maat.reference.packet.PacketKind.PROMISE;
import static dev.maat.reference.packet.PacketKind.PROPOSE;
import static dev.maat.reference.packet.PacketKind.SNAPSHOT_PIECE;
import static dev.maat.reference.traces.Flights.between;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;
import static dev.maat.reference.traces.Flights.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Effect;
import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Tags;
import dev.maat.reference.packet.ViewRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces 4, 6, 7, 11, 14, 15 and 17: joiners. */
final class JoiningTracesTest {
    /** Somebody sends the notice for a process of the past to a node on which another one asks to join. */
    @Test
    void aNoticeToOneProcessEndsNoOther() {
        Stage stage = Stages.fifo("ABCD", "ABC");
        stage.found("ABC");
        Network.Rule unheard = stage.drop(from("D"));
        stage.start("D");
        Envelope notice = new Envelope(
                Tags.of("g"),
                new ProcessId("A", 0),
                ViewRef.of(1, "1@A.0/1"),
                new Packet.Gone(ViewRef.NONE, new ProcessId("D", 7)));
        for (byte[] bytes : PacketCodec.encode(notice, 1_400, new Checksum())) {
            stage.inject("A", "D", bytes);
        }
        assertThat(stage.process("D").excluded).isFalse();
        unheard.discard();

        stage.untilInstalled("ABCD", "2[ABCD]");
    }

    /** Trace 4. The dangerous state: 2[ACD] is installed by A and D, B stopped, A dies; of m1's holders only the joiner D is left. */
    @Test
    void aJoinerFetchesTheUnstablePartOfTheCutAndServesIt() {
        Stage stage = Stages.fifo("ABCD", "ABC");
        stage.found("ABC");
        Network.Rule onlyA = stage.drop(from("B").and(to("C")));
        stage.multicast("B", "m1");
        stage.until("A has m1", () -> stage.process("A").delivered("m1"));
        // A waits no longer than its time-out for B's promise, and B is not suspected: B is left out because it is
        // slow.
        Network.Rule cGetsNothing = stage.hold(kind(PROPOSE, DECISION, FETCHED).and(to("C")));
        Network.Rule bDoesNotPromise = stage.hold(kind(PREPARE, PROMISE).and(between(List.of("A", "C"), List.of("B"))));
        stage.start("D");
        stage.untilInstalled("AD", "2[ACD]");
        stage.until("B is told and stops", () -> stage.process("B").excluded);
        assertThat(stage.process("C").delivered("m1")).isFalse();
        assertThat(stage.installed("C", "2[ACD]")).isFalse();
        stage.until("D has the state", () -> !stage.process("D").loaded.isEmpty());
        stage.crashSilently("A");
        cGetsNothing.discard();
        bDoesNotPromise.discard();
        onlyA.discard();

        stage.untilInstalled("C", "2[ACD]");
        stage.untilInstalled("CD", "3[CD]");

        assertThat(stage.process("C").deliveredIn(1)).containsExactly("m1");
        assertThat(stage.process("D").deliveries).isEmpty();
        assertThat(stage.process("D").state).containsExactly("m1");
        Safety.holds(stage);
    }

    /** Trace 6. The dangerous state: A and the joiner C are in view 2, C has not loaded, and D asks to join. */
    @Test
    void aJoinerDoesNotPromiseBeforeItHasLoadedTheState() {
        Stage stage = Stages.fifo("ABCD", "AB");
        stage.found("AB");
        stage.multicast("A", "m1");
        stage.until(
                "m1 is delivered",
                () -> stage.process("A").delivered("m1") && stage.process("B").delivered("m1"));
        stage.run(200);
        Network.Rule bIsSlow =
                stage.hold(kind(PREPARE, PROMISE, PROPOSE, ACCEPT).and(between(List.of("A"), List.of("B"))));
        Network.Rule noState = stage.hold(kind(SNAPSHOT_PIECE).and(to("C")));
        stage.start("C");
        stage.untilInstalled("AC", "2[AC]");
        assertThat(stage.process("C").loaded).isEmpty();
        stage.start("D");

        // Past the time-out of the state transfer as well: then A, alone a quorum, may go on, but without C.
        stage.never(
                8_000,
                "C takes part in the agreement of view 2 without the state",
                () -> !stage.sent(kind(PREPARE, PROMISE, ACCEPT).and(view(2)).and(from("C")))
                        .isEmpty());
        assertThat(stage.process("A").views.stream().filter(view -> view.seq() == 3))
                .as("view 3, if there is one, has no member without the state")
                .allSatisfy(view -> assertThat(view.members()).doesNotContain(new ProcessId("C", 0)));
        bIsSlow.discard();
        noState.discard();
        Safety.holds(stage);
    }

    /** Trace 6 to its end: C has loaded, 3[ACD] is installed by A and D, A dies. */
    @Test
    void aJoinerThatHasLoadedCarriesTheStateOn() {
        Stage stage = Stages.fifo("ABCD", "AB");
        stage.found("AB");
        stage.multicast("A", "m1");
        stage.until(
                "m1 is delivered",
                () -> stage.process("A").delivered("m1") && stage.process("B").delivered("m1"));
        stage.crash("B");
        stage.start("C");
        stage.until("C has loaded", () -> !stage.process("C").loaded.isEmpty());
        Network.Rule noState = stage.hold(kind(SNAPSHOT_PIECE).and(to("D")));
        stage.start("D");
        stage.until(
                "A and D are in a view with C",
                () -> stage.last("D") != null && !stage.process("D").views.isEmpty());
        assertThat(stage.process("D").views.getFirst().members())
                .containsExactly(new ProcessId("A", 0), new ProcessId("C", 0), new ProcessId("D", 0));
        assertThat(stage.process("D").loaded).isEmpty();
        stage.crashSilently("A");
        noState.discard();

        stage.until("D has loaded", () -> !stage.process("D").loaded.isEmpty());
        stage.until(
                "C and D go on",
                () -> stage.process("C").views.getLast().members().size() == 2
                        && stage.process("D")
                                .views
                                .getLast()
                                .equals(stage.process("C").views.getLast()));

        assertThat(stage.process("D").state).containsExactly("m1");
        Safety.holds(stage);
    }

    /** Trace 7. The dangerous state: 2[AC] is installed by A, and C, named by it, still asks to join. */
    @Test
    void aProcessOnceNamedIsNeverAJoinerAgain() {
        Stage stage = Stages.fifo("ABC", "AB");
        stage.found("AB");
        stage.start("C");
        Network.Rule cHearsNothing = stage.hold(to("C"));
        stage.leave("B");
        stage.untilInstalled("A", "2[AC]");
        assertThat(stage.process("C").views).isEmpty();

        stage.until("A has given C up", () -> stage.anyInstalled(3));
        assertThat(stage.process("A").views.getLast().members()).containsExactly(new ProcessId("A", 0));
        stage.multicast("C", "m1");
        cHearsNothing.release();
        stage.until("C stops", () -> !stage.process("C").running);
        stage.start("C");

        stage.until("C's next process is in", () -> !stage.process("C.1").views.isEmpty());
        assertThat(stage.process("C").views)
                .as("C is in view 2 at most")
                .allSatisfy(view -> assertThat(view.seq()).isEqualTo(2));
        assertThat(stage.process("A").views)
                .as("C is a joiner of view 2 and of no other")
                .filteredOn(view -> view.members().contains(new ProcessId("C", 0)))
                .hasSize(1);
        Safety.holds(stage);
    }

    /** Trace 11, at its sharpest: A dies between deciding 2[AC] and installing it. */
    @Test
    void noJoinerInstallsAViewThatIsOnlyDecided() {
        Stage stage = Stages.fifo("ABC", "AB");
        stage.found("AB");
        stage.process("A")
                .crashBefore(effect -> effect instanceof Effect.InstallView install
                        && install.view().seq() == 2);
        stage.start("C");
        stage.until("A decided and died", () -> !stage.process("A").running);
        assertThat(stage.installed("A", "1[AB]") && !stage.anyInstalled(2)).isTrue();

        stage.never(
                5_000,
                "C installs a view that no survivor has installed",
                () -> !stage.process("C").views.isEmpty()
                        && stage.process("B").views.size() == 1);
        Safety.holds(stage);
    }

    /** Trace 11 with a member that knows the decision and cannot install it yet: it lacks a message of the cut. */
    @Test
    void aMemberThatLacksTheCutDoesNotTellJoinersOfTheNextView() {
        Stage stage = Stages.fifo("ABCD", "ABC");
        stage.found("ABC");
        Network.Rule lost = stage.drop(from("A", "C").and(to("B")).and(kind(DATA, FETCHED)));
        stage.multicast("A", "m1");
        stage.until("C has m1", () -> stage.process("C").delivered("m1"));
        Network.Rule dHearsOnlyB = stage.drop(from("A", "C").and(to("D")));
        stage.start("D");
        stage.until(
                "B knows the decision",
                () -> stage.hasArrived(kind(DECISION).and(to("B")).and(view(1))));
        assertThat(stage.installed("A", "2[ABCD]")).isTrue();
        stage.never(
                2_000,
                "D is told by B, which has not installed it",
                () -> !stage.process("D").views.isEmpty());
        assertThat(stage.process("B").views).hasSize(1);
        lost.discard();

        stage.untilInstalled("BD", "2[ABCD]");

        dHearsOnlyB.discard();
        Safety.holds(stage);
    }

    /**
     * Trace 14. A frozen member of the reference frees nothing, so A keeps m1 once it has promised; but B, which promises
     * later, has freed it. The dangerous state: m1 is in the cut of 2[ABC] and not called stable there, and B, whom alone C
     * can ask, has freed it.
     */
    @Test
    void aMemberThatHasFreedAMessageAnswersAFetchWithStable() {
        Stage stage = Stages.fifo("ABC", "AB");
        stage.found("AB");
        Network.Rule aDoesNotKnow = stage.drop(kind(HEARTBEAT).and(from("B")).and(to("A")));
        Network.Rule cHearsOnlyB = stage.drop(from("A").and(to("C")));
        stage.multicast("A", "m1");
        stage.until("B has m1", () -> stage.process("B").delivered("m1"));
        stage.run(150);
        stage.start("C");
        stage.untilInstalled("AB", "2[ABC]");
        aDoesNotKnow.discard();
        stage.until(
                "B has freed m1 and says so",
                () -> stage.hasArrived(kind(FETCH_STABLE).and(from("B")).and(to("C"))));

        stage.untilInstalled("C", "2[ABC]");

        cHearsOnlyB.discard();
        stage.until("C has loaded", () -> !stage.process("C").loaded.isEmpty());
        assertThat(stage.process("C").state).containsExactly("m1");
        Safety.holds(stage);
    }

    /** Trace 15. The dangerous state: C is told of 2[AC] when A has gone on to 3[A] and dropped the messages that C needs for it. */
    @Test
    void aJoinerThatIsToldTooLateReturnsAsANewProcess() {
        Stage stage = Stages.fifo("ABC", "AB");
        stage.found("AB");
        Network.Rule cutOff = stage.drop(between(List.of("A"), List.of("B")));
        stage.multicast("A", "m1");
        stage.until("A delivered m1", () -> stage.process("A").delivered("m1"));
        Network.Rule cHearsNothing = stage.hold(to("C"));
        stage.start("C");
        stage.untilInstalled("A", "2[AC]");
        stage.untilInstalled("A", "3[A]");
        assertThat(stage.process("C").views).isEmpty();
        cHearsNothing.release();

        stage.until("C stops instead of waiting without end", () -> !stage.process("C").running);
        stage.start("C");
        stage.untilInstalled("A C.1", "4[AC.1]");

        stage.until("C.1 has loaded", () -> !stage.process("C.1").loaded.isEmpty());
        assertThat(stage.process("C").views).isEmpty();
        assertThat(stage.process("C.1").state).containsExactly("m1");
        cutOff.discard();
        Safety.holds(stage);
    }

    /** Trace 17. The dangerous state: C is in view 2 and has not loaded when D asks to join. */
    @Test
    void aLoadingJoinerIsNotExcludedByTheNext() {
        Stage stage = Stages.fifo("ABCD", "AB");
        stage.found("AB");
        Network.Rule slow = stage.hold(kind(SNAPSHOT_PIECE).and(to("C")));
        stage.start("C");
        stage.untilInstalled("ABC", "2[ABC]");
        stage.until("the state is on its way to C", () -> slow.stopped() > 0);
        stage.start("D");

        stage.never(
                1_500,
                "a ballot is opened only to admit D",
                () -> !stage.sent(kind(PREPARE).and(view(2))).isEmpty());
        slow.release();

        stage.untilInstalled("ABCD", "3[ABCD]");
        Safety.holds(stage);
    }

    /** Trace 17 where the ballot has another reason: C dies while D loads. */
    @Test
    void aBallotForAnotherReasonWaitsForALoadingJoiner() {
        Stage stage = Stages.fifo("ABCD", "ABC");
        stage.found("ABC");
        Network.Rule slow = stage.hold(kind(SNAPSHOT_PIECE).and(to("D")));
        stage.start("D");
        stage.untilInstalled("ABCD", "2[ABCD]");
        stage.until("the state is on its way to D", () -> slow.stopped() > 0);
        stage.crash("C");
        stage.until(
                "A has prepared",
                () -> stage.hasArrived(kind(PREPARE).and(from("A")).and(view(2))));

        stage.never(
                800,
                "a view is proposed without D",
                () -> !stage.sent(kind(PROPOSE).and(view(2))).isEmpty());
        slow.release();

        stage.untilInstalled("ABD", "3[ABD]");
        Safety.holds(stage);
    }
}

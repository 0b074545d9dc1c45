package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.packet.PacketKind.DECISION;
import static dev.maat.reference.packet.PacketKind.HEARTBEAT;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.stream;
import static dev.maat.reference.traces.Flights.to;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Causal order: no process delivers a message before what its sender had delivered, nor without it. */
final class CausalTracesTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "uniform"})
    void anAnswerWaitsForTheMessageThatItAnswers(String delivery) {
        anAnswerArrivesFirst(Stages.causal("ABC", "ABC", delivery));
    }

    static void anAnswerArrivesFirst(Stage stage) {
        stage.found("ABC");
        Network.Rule late = stage.hold(from("A").and(to("C")).and(kind(DATA)));
        stage.multicast("A", "question");
        stage.until("B delivers the question", () -> stage.process("B").delivered("question"));
        stage.multicast("B", "answer");
        stage.until(
                "the answer reaches C",
                () -> stage.hasArrived(kind(DATA).and(from("B")).and(to("C"))));
        assertThat(stage.process("C").deliveries).isEmpty();
        late.release();

        stage.until("C delivers the answer", () -> stage.process("C").delivered("answer"));
        assertThat(stage.process("C").deliveredIn(1)).containsExactly("question", "answer");
        Safety.holds(stage);
    }

    @Test
    void messagesThatDoNotDependOnEachOtherDoNotWait() {
        Stage stage = Stages.causal("ABC", "ABC", "plain");
        stage.found("ABC");
        Network.Rule late = stage.hold(from("A").and(to("B", "C")).and(kind(DATA)));
        stage.multicast("A", "a1");
        stage.multicast("B", "b1");
        stage.run(10);

        assertThat(stage.process("C").deliveredIn(1)).containsExactly("b1");
        late.release();
        stage.until("C delivers a1", () -> stage.process("C").delivered("a1"));
        Safety.holds(stage);
    }

    /** A sender does not tell a delivery of long ago again; a receiver without it asks for it all the same. */
    @Test
    void aChainOfAnswersArrivesInItsOrderWhereItsBeginningIsLost() {
        Stage stage = Stages.causal("ABCD", "ABCD", "plain");
        stage.found("ABCD");
        Network.Rule lost = stage.drop(from("A").and(to("D")).and(kind(DATA)));
        stage.multicast("A", "1");
        stage.until("B delivers 1", () -> stage.process("B").delivered("1"));
        stage.multicast("B", "2");
        stage.until("C delivers 2", () -> stage.process("C").delivered("2"));
        stage.multicast("C", "3");
        stage.multicast("C", "4");
        lost.discard();

        stage.until("D delivers 4", () -> stage.process("D").delivered("4"));
        assertThat(stage.process("D").deliveredIn(1)).containsExactly("1", "2", "3", "4");
        Safety.holds(stage);
    }

    /** Trace 8: m1 of D reaches only C, which answers with m2; m2 reaches B, and A and B go on without C and D. */
    @Test
    void theCutLeavesOutAMessageWhoseCauseLiesBeyondIt() {
        aCauseLiesBeyondTheCut(Stages.causal("ABCD", "ABCD", "plain"));
    }

    static void aCauseLiesBeyondTheCut(Stage stage) {
        stage.found("ABCD");
        stage.drop(kind(DATA).and(from("D")).and(to("A", "B")));
        stage.drop(kind(DATA).and(from("C")).and(to("A")));
        stage.multicast("D", "m1");
        stage.until("C delivers m1", () -> stage.process("C").delivered("m1"));
        stage.multicast("C", "m2");
        stage.multicast("C", "m3");
        stage.multicast("B", "b1");
        stage.until(
                "m3 reaches B",
                () -> stage.arrived(kind(DATA).and(from("C")).and(to("B"))).size() >= 2);
        stage.crashSilently("C");
        stage.crashSilently("D");

        stage.untilInstalled("AB", "2[AB]");

        assertThat(stage.process("A").deliveredIn(1)).containsExactly("b1");
        assertThat(stage.process("B").deliveredIn(1)).containsExactly("b1");
        stage.multicast("B", "b2");
        stage.until("A delivers b2", () -> stage.process("A").delivered("b2"));
        Safety.holds(stage);
    }

    /**
     * All hold m2, but only C and D hold m1, which it answers. Those that go on without C and D can deliver neither; so C may tell m2 safe
     * only when all hold m1.
     */
    @Test
    void aMessageIsNotSafeBeforeItsCausesAre() {
        allHoldAnAnswerAndFewTheQuestion(Stages.causal("ABCDE", "ABCDE", "plain"));
    }

    static void allHoldAnAnswerAndFewTheQuestion(Stage stage) {
        stage.found("ABCDE");
        stage.drop(kind(DATA).and(from("D")).and(to("A", "B", "E")));
        stage.multicast("D", "m1");
        stage.until("C delivers m1", () -> stage.process("C").delivered("m1"));
        stage.drop(kind(DATA).and(from("C")).and(stream(3)));
        stage.multicast("C", "m2");
        stage.multicast("B", "b1");
        stage.until("C is told that b1 is safe", () -> stage.process("C").toldSafe("b1"));
        stage.run(300);
        stage.crashSilently("C");
        stage.crashSilently("D");

        stage.untilInstalled("ABE", "2[ABE]");

        assertThat(stage.process("A").deliveredIn(1)).containsExactly("b1");
        Safety.holds(stage);
    }

    @Test
    void aMessageIsSafeOnceAllHoldItAndItsCauses() {
        Stage stage = Stages.causal("ABC", "ABC", "plain");
        stage.found("ABC");
        stage.multicast("A", "question");
        stage.until("B delivers the question", () -> stage.process("B").delivered("question"));
        stage.multicast("B", "answer");

        stage.until(
                "all are told that the answer is safe",
                () -> stage.actors().stream().allMatch(each -> each.toldSafe("question") && each.toldSafe("answer")));
        Safety.holds(stage);
    }

    /** The same with uniform delivery: C may not deliver m1 yet, so m2 is no answer to it, and those that go on have it. */
    @Test
    void aMessageIsNoAnswerToWhatItsSenderHasNotDeliveredYet() {
        Stage stage = Stages.causal("ABCD", "ABCD", "uniform");
        stage.found("ABCD");
        stage.drop(kind(DATA).and(from("D")).and(to("A", "B")));
        stage.drop(kind(DATA).and(from("C")).and(to("A")));
        stage.multicast("D", "m1");
        stage.until(
                "m1 reaches C", () -> stage.hasArrived(kind(DATA).and(from("D")).and(to("C"))));
        stage.multicast("C", "m2");
        stage.until(
                "m2 reaches B", () -> stage.hasArrived(kind(DATA).and(from("C")).and(to("B"))));
        stage.crashSilently("C");
        stage.crashSilently("D");

        stage.untilInstalled("AB", "2[AB]");

        assertThat(stage.process("C").deliveries).isEmpty();
        assertThat(stage.process("A").deliveredIn(1)).containsExactly("m2");
        assertThat(stage.process("B").deliveredIn(1)).containsExactly("m2");
        Safety.holds(stage);
    }

    /** A process that goes on has delivered the cut, causes first, before it delivers an answer that was sent in the next view. */
    @Test
    void anAnswerOfTheNextViewComesAfterTheCutThatHasTheQuestion() {
        Stage stage = Stages.causal("ABCD", "ABCD", "plain");
        stage.found("ABCD");
        stage.drop(kind(DATA).and(from("A")).and(to("C")).and(Flights.view(1)));
        Network.Rule unrepaired =
                stage.drop(kind(DATA).and(from("B")).and(to("C")).and(Flights.view(1)));
        stage.multicast("A", "question");
        stage.until("B delivers the question", () -> stage.process("B").delivered("question"));
        stage.crash("D");
        Network.Rule undecided = stage.hold(kind(DECISION, HEARTBEAT).and(to("C")));
        stage.untilInstalled("B", "2[ABC]");
        stage.multicast("B", "answer");
        stage.until(
                "the answer reaches C",
                () -> stage.hasArrived(kind(DATA).and(from("B")).and(to("C")).and(Flights.view(2))));
        assertThat(stage.process("C").delivered("answer")).isFalse();
        unrepaired.discard();
        undecided.release();

        stage.until("C delivers the answer", () -> stage.process("C").delivered("answer"));
        assertThat(stage.process("C").deliveredIn(1)).containsExactly("question");
        assertThat(stage.process("C").deliveredIn(2)).containsExactly("answer");
        Safety.holds(stage);
    }
}

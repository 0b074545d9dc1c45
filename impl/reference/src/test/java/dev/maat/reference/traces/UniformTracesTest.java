package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.traces.Flights.between;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uniform delivery: no process delivers a message that the members that go on may lack, or may deliver in another order. */
final class UniformTracesTest {
    @ParameterizedTest
    @ValueSource(strings = {"fifo", "causal", "total", "agreed"})
    void aMinorityDeliversNothingThatTheOthersMayGoOnWithout(String ordering) {
        aMinorityHoldsAMessage(Stages.uniform("ABCDE", "ABCDE", ordering));
    }

    static void aMinorityHoldsAMessage(Stage stage) {
        stage.found("ABCDE");
        Network.Rule cut = stage.drop(between(List.of("A", "B"), List.of("C", "D", "E")));
        stage.multicast("A", "m1");
        stage.never(200, "A or B delivers m1", () -> anyDelivered(stage, "m1", "A", "B"));

        stage.untilInstalled("CDE", "2[CDE]");
        cut.discard();

        stage.until("A and B are excluded", () -> stage.process("A").excluded && stage.process("B").excluded);
        assertThat(anyDelivered(stage, "m1", "A", "B", "C", "D", "E")).isFalse();
        Safety.holds(stage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "causal", "total"})
    void aMessageThatAQuorumHoldsIsDeliveredAndSurvivesTheDeathOfItsOtherHolders(String ordering) {
        Stage stage = Stages.uniform("ABCDE", "ABCDE", ordering);
        stage.found("ABCDE");
        Network.Rule notToDOrE = stage.drop(kind(DATA).and(to("D", "E")));
        stage.multicast("B", "m1");
        stage.until("A delivers m1", () -> stage.process("A").delivered("m1"));
        stage.until("B delivers m1", () -> stage.process("B").delivered("m1"));
        stage.crashSilently("A");
        stage.crashSilently("B");
        notToDOrE.discard();

        stage.untilInstalled("CDE", "2[CDE]");

        for (String name : List.of("C", "D", "E")) {
            assertThat(stage.process(name).deliveredIn(1)).containsExactly("m1");
        }
        Safety.holds(stage);
    }

    @Test
    void noSequencerDeliversAMessageWhosePlaceItAloneKnows() {
        theSequencerAloneKnowsAPlace(Stages.uniform("ABC", "ABC", "total"));
    }

    static void theSequencerAloneKnowsAPlace(Stage stage) {
        stage.found("ABC");
        Network.Rule noPlaces = stage.drop(kind(DATA).and(from("A")));
        stage.multicast("B", "m1");
        stage.never(400, "A delivers m1", () -> stage.process("A").delivered("m1"));
        stage.crash("A");

        stage.untilInstalled("BC", "2[BC]");
        noPlaces.discard();

        for (String name : List.of("B", "C")) {
            assertThat(stage.process(name).deliveredIn(1)).containsExactly("m1");
            assertThat(stage.process(name).deliveries.getFirst().place()).isEqualTo(Effect.NO_PLACE);
        }
        Safety.holds(stage);
    }

    /** All are past m1, since they have heard of b2, which is later; but only A and B hold m1. */
    @Test
    void aMessageThatEveryMemberIsPastWaitsForAQuorumToHoldIt() {
        Stage stage = Stages.uniform("ABCDE", "ABCDE", "agreed");
        stage.found("ABCDE");
        Network.Rule onlyB = stage.drop(kind(DATA).and(from("A")).and(to("C", "D", "E")));
        stage.multicast("A", "m1");
        stage.multicast("B", "b1");
        stage.multicast("B", "b2");
        stage.until(
                "b2 reaches C, D and E",
                () -> stage.arrived(kind(DATA).and(from("B")).and(to("C", "D", "E")))
                                .size()
                        == 6);
        Network.Rule unrepaired = stage.drop(kind(DATA).and(from("A", "B")).and(to("C", "D", "E")));
        stage.never(300, "A or B delivers m1", () -> anyDelivered(stage, "m1", "A", "B"));
        stage.crashSilently("A");
        stage.crashSilently("B");
        onlyB.discard();
        unrepaired.discard();

        stage.untilInstalled("CDE", "2[CDE]");

        for (String name : List.of("C", "D", "E")) {
            assertThat(stage.process(name).deliveredIn(1)).containsExactly("b1", "b2");
        }
        Safety.holds(stage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "causal", "total", "agreed"})
    void acknowledgementsArriveWithinMillisecondsThoughTheirSendersHaveNothingToSend(String ordering) {
        Stage stage = Stages.uniform("ABCDE", "ABCDE", ordering);
        stage.found("ABCDE");
        stage.multicast("B", "m1");

        stage.run(10);

        for (String name : List.of("A", "B", "C", "D", "E")) {
            assertThat(stage.process(name).delivered("m1"))
                    .as("%s delivers m1", name)
                    .isTrue();
        }
    }

    @Test
    void inAViewOfTwoTheFirstMemberDeliversAloneAndTheSecondWaitsForIt() {
        Stage stage = Stages.uniform("AB", "AB", "fifo");
        stage.found("AB");
        Network.Rule cut = stage.drop(kind(DATA));
        stage.multicast("A", "a1");
        stage.multicast("B", "b1");
        assertThat(stage.process("A").delivered("a1")).isTrue();
        stage.never(200, "B delivers b1", () -> stage.process("B").delivered("b1"));
        cut.discard();

        stage.until(
                "both deliver both",
                () -> anyDelivered(stage, "b1", "B")
                        && anyDelivered(stage, "a1", "B")
                        && anyDelivered(stage, "b1", "A"));
        Safety.holds(stage);
    }

    /** A joiner's acknowledgement counts though it has no state yet; the joiner itself delivers when it has loaded. */
    @Test
    void aJoinerThatLoadsDeliversWhatAQuorumHolds() {
        Stage stage = Stages.uniform("ABC", "AB", "total");
        stage.found("AB");
        stage.start("C");
        stage.untilInstalled("ABC", "2[ABC]");
        stage.multicast("B", "m1");

        stage.until(
                "all deliver m1",
                () -> List.of("A", "B", "C").stream()
                        .allMatch(name -> stage.process(name).delivered("m1")));
        Safety.holds(stage);
    }

    private static boolean anyDelivered(Stage stage, String text, String... names) {
        for (String name : names) {
            if (stage.process(name).delivered(text)) {
                return true;
            }
        }
        return false;
    }
}

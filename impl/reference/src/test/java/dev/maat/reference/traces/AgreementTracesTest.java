package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.ACCEPT;
import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.packet.PacketKind.DECISION;
import static dev.maat.reference.packet.PacketKind.FETCHED;
import static dev.maat.reference.packet.PacketKind.HEARTBEAT;
import static dev.maat.reference.packet.PacketKind.NACK;
import static dev.maat.reference.packet.PacketKind.PREPARE;
import static dev.maat.reference.packet.PacketKind.PROMISE;
import static dev.maat.reference.packet.PacketKind.PROPOSE;
import static dev.maat.reference.packet.PacketKind.REJECT;
import static dev.maat.reference.traces.Flights.between;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;
import static dev.maat.reference.traces.Flights.view;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Effect;
import dev.maat.reference.packet.Ballot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces 9, 12 and 13: two coordinators, a sequencer that is left behind, the cost of an adopted value. */
final class AgreementTracesTest {
    /** Trace 9. The dangerous state: m2 is unplaced in the cut, and A, unaware of the change, gave place 1 to its own m1. */
    @Test
    void messagesWithoutAPlaceAtTheEndOfAViewAreDeliveredWithoutOne() {
        Stage stage = Stages.total("ABC", "ABC");
        stage.found("ABC");
        Network.Rule unaware = stage.drop(between(List.of("A"), List.of("B", "C")));
        stage.multicast("B", "m2");
        stage.multicast("A", "m1");
        stage.untilInstalled("BC", "2[BC]");
        assertThat(stage.process("A").deliveries)
                .extracting(Actor.Delivery::text, Actor.Delivery::view)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("m1", 1L));
        long placeOfM1 = stage.process("A").deliveries.getFirst().place();
        assertThat(placeOfM1).isNotEqualTo(Effect.NO_PLACE);

        for (String name : List.of("B", "C")) {
            assertThat(stage.process(name).deliveredIn(1)).containsExactly("m2");
            assertThat(stage.process(name).deliveries.getFirst().place()).isEqualTo(Effect.NO_PLACE);
        }
        unaware.discard();
        stage.until("A is excluded", () -> stage.process("A").excluded);
        stage.multicast("C", "m3");
        stage.until(
                "B and C deliver m3",
                () -> stage.process("B").delivered("m3") && stage.process("C").delivered("m3"));
        assertThat(stage.process("B").deliveries.getLast().place()).isNotEqualTo(Effect.NO_PLACE);
        Safety.holds(stage);
    }

    /** A waits for promises, which come only after the decision of B's ballot. */
    @Test
    void aCoordinatorThatLearnsAnotherBallotsDecisionIsNoneAnyMore() {
        Stage stage = Stages.fifo("ABCDE", "ABCDE");
        stage.found("ABCDE");
        stage.drop(kind(PREPARE).and(from("A")).and(to("B")));
        stage.drop(kind(PREPARE, PROPOSE, REJECT).and(to("A")));
        Network.Rule late = stage.hold(kind(PROMISE).and(to("A")));
        stage.crashSilently("E");
        stage.until("C and D have promised A's ballot", () -> late.stopped() >= 2);
        assertThat(stage.process("A").phases).contains("prepare");

        stage.until("A hears of B's decision", () -> stage.process("A").phases.contains("decided"));
        late.release();
        stage.run(20);
        assertThat(stage.hasArrived(kind(PROMISE).and(from("D")).and(to("A")))).isTrue();

        assertThat(stage.process("A").phases).containsExactlyInAnyOrder("flush", "decided");
        stage.untilInstalled("BCD", "2[BCD]");
        Safety.holds(stage);
    }

    /** Trace 12. The dangerous state: C has promised its own ballot when B's proposal in a lower one reaches it. */
    @Test
    void noMemberAcceptsABallotBelowItsPromise() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.found("ABC");
        Ballot lower = twoBallots(stage);
        Network.Rule proposal = stage.hold(kind(PROPOSE).and(from("B")));
        stage.until("B has proposed", () -> proposal.stopped() >= 2);
        Network.Rule bIsDone = stage.hold(kind(PREPARE).and(from("B")));
        Network.Rule others = stage.drop(to("B"));
        Ballot higher = untilCHasOpened(stage, lower);
        proposal.release();
        stage.until(
                "B's proposal reaches C",
                () -> stage.hasArrived(kind(PROPOSE).and(from("B")).and(to("C"))));

        stage.until("view 2 is decided", () -> stage.anyInstalled(2));
        others.discard();
        bIsDone.discard();
        stage.run(5_000);

        nothingAcceptedBelow(stage, lower, higher);
        Safety.holds(stage);
    }

    /** Trace 12, at the moment of acceptance: C begins to fetch for B's proposal, promises its own ballot, then has it all. */
    @Test
    void noMemberAcceptsABallotThatItOvertookWhileItFetched() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.found("ABC");
        Network.Rule onlyB = stage.drop(kind(DATA).and(from("B")));
        stage.multicast("B", "m1");
        Network.Rule undecided = stage.hold(kind(PROPOSE).and(from("B")).and(to("A")));
        Ballot lower = twoBallots(stage);
        Network.Rule fetched = stage.hold(kind(FETCHED).and(to("C")));
        stage.until(
                "B's proposal has C fetch m1",
                () -> stage.hasArrived(kind(PROPOSE).and(from("B")).and(to("C"))) && fetched.stopped() > 0);
        Network.Rule bIsDone = stage.hold(kind(PREPARE).and(from("B")));
        Ballot higher = untilCHasOpened(stage, lower);
        int acceptances = stage.sent(kind(ACCEPT).and(from("C")).and(view(1))).size();
        fetched.release();
        stage.until(
                "C has what it fetched", () -> stage.hasArrived(kind(FETCHED).and(to("C"))));

        stage.until("view 2 is decided", () -> stage.anyInstalled(2));
        undecided.discard();
        bIsDone.discard();
        onlyB.discard();
        stage.run(5_000);

        assertThat(acceptances).isZero();
        nothingAcceptedBelow(stage, lower, higher);
        Safety.holds(stage);
    }

    /**
     * B and C suspect A, A and B suspect each other, and B opens a ballot that C promises.
     *
     * @return B's ballot
     */
    private static Ballot twoBallots(Stage stage) {
        stage.drop(kind(HEARTBEAT, NACK).and(from("A")));
        stage.drop(kind(PREPARE).and(from("A")));
        stage.drop(kind(PREPARE).and(from("B")).and(to("A")));
        stage.until(
                "C has promised B's ballot",
                () -> stage.hasArrived(kind(PROMISE).and(from("C")).and(to("B")).and(view(1))));
        return stage.arrived(kind(PROMISE).and(from("C")).and(to("B")).and(view(1)))
                .getLast()
                .ballot();
    }

    private static Ballot untilCHasOpened(Stage stage, Ballot lower) {
        stage.until(
                "C has opened a ballot above " + lower,
                () -> stage.sent(kind(PREPARE).and(from("C")).and(view(1))).stream()
                        .anyMatch(flight -> flight.ballot().isAbove(lower)));
        return stage.sent(kind(PREPARE).and(from("C")).and(view(1))).getFirst().ballot();
    }

    private static void nothingAcceptedBelow(Stage stage, Ballot lower, Ballot higher) {
        assertThat(higher.isAbove(lower)).isTrue();
        long opened =
                stage.sent(kind(PREPARE).and(from("C")).and(view(1))).getFirst().number();
        assertThat(stage.sent(kind(ACCEPT).and(from("C")).and(view(1))))
                .as("acceptances of C after it has opened %s", higher)
                .filteredOn(flight -> flight.number() > opened)
                .allSatisfy(flight -> assertThat(lower.isAbove(flight.ballot()) || lower.equals(flight.ballot()))
                        .isFalse());
    }

    /** Trace 13. The admitted cost: B accepted 2[BDE], D and E are cut off, and A, B, C go on only when the cut heals. */
    @Test
    void anAdoptedValueWhoseMembersAreCutOffBlocksTheOthersUntilTheCutHeals() {
        Stage stage = Stages.fifo("ABCDE", "ABCDE");
        stage.found("ABCDE");
        Network.Rule dCoordinates = stage.drop(kind(PREPARE).and(not(from("D"))));
        Network.Rule noPromiseOfAOrC = stage.drop(kind(PREPARE).and(from("D")).and(to("A", "C")));
        Network.Rule deaf = stage.drop(from("A", "C").and(to("D")).and(kind(HEARTBEAT)));
        Network.Rule onlyBAccepts = stage.drop(kind(PROPOSE).and(from("D")).and(to("A", "C", "E")));
        Network.Rule undecided = stage.drop(kind(ACCEPT).and(to("D")));
        stage.until(
                "B has accepted D's value",
                () -> !stage.sent(kind(ACCEPT).and(from("B")).and(to("D"))).isEmpty());
        Network.Rule cut = stage.drop(between(List.of("D", "E"), List.of("A", "B", "C")));
        for (Network.Rule rule : List.of(dCoordinates, noPromiseOfAOrC, deaf, onlyBAccepts, undecided)) {
            rule.discard();
        }
        stage.untilInstalled("B", "2[BDE]");

        stage.never(
                10_000,
                "A or C goes on, or goes, though no quorum of 2[BDE] is there",
                () -> stage.anyInstalled(3)
                        || stage.process("A").views.size() > 1
                        || stage.process("C").views.size() > 1
                        || !stage.process("A").running
                        || !stage.process("C").running);
        assertThat(stage.process("B").lostQuorum).isTrue();
        cut.discard();

        stage.untilInstalled("BDE", "2[BDE]");
        stage.until("A and C are excluded", () -> stage.process("A").excluded && stage.process("C").excluded);
        stage.start("A", "C");
        stage.until(
                "all five are in one view",
                () -> stage.process("B").views.getLast().members().size() == 5);
        stage.multicast("E", "m1");
        stage.until("B delivers again", () -> stage.process("B").delivered("m1"));
        assertThat(stage.sent(kind(DECISION))).isNotEmpty();
        Safety.holds(stage);
    }
}

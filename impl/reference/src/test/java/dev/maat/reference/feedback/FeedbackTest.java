package dev.maat.reference.feedback;

import static dev.maat.reference.feedback.StaticGroup.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketKind;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of each strategy to the sender; none loses a message. */
class FeedbackTest {
    private static final int FAN_OUT = 8;
    private static final int MESSAGES = 50;
    private static final Reliability.Factory ACK = AckReliability::new;
    private static final Reliability.Factory NACK = NackReliability::new;
    private static final Reliability.Factory TREE = peers -> new TreeReliability(peers, FAN_OUT);
    private static final StaticGroup.Loss NO_LOSS = (from, to, packet) -> false;

    static Stream<Arguments> strategies() {
        return Stream.of(Arguments.of("ack", ACK), Arguments.of("nack", NACK), Arguments.of("tree", TREE));
    }

    private static StaticGroup.Loss share(long seed, double share) {
        Random random = new Random(seed);
        return (from, to, packet) -> random.nextDouble() < share;
    }

    /** Loses the first copy of every tenth message on its way out of the sender: all receivers have the same gap. */
    private static StaticGroup.Loss sharedByAll() {
        TreeSet<String> lost = new TreeSet<>();
        return (from, to, packet) -> from == SENDER
                && packet instanceof Packet.Data data
                && data.firstSeq() % 10 == 0
                && lost.add(data.firstSeq() + " to " + to);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void everyReceiverGetsEveryMessageAmidHeavyLoss(String name, Reliability.Factory strategy) {
        for (long seed = 1; seed <= 5; seed++) {
            StaticGroup group = new StaticGroup(30, seed, share(seed, 0.2), strategy);
            group.multicast(MESSAGES, 2_000);
            group.untilAllHoldAll();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void theLossOfALastMessageIsFound(String name, Reliability.Factory strategy) {
        StaticGroup group = new StaticGroup(10, 1, sharedByAll(), strategy);
        group.multicast(10, 2_000);
        assertThat(group.peers.get(1).log.held()).isEqualTo(9);
        group.untilAllHoldAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void anIdleGroupSendsNoFeedback(String name, Reliability.Factory strategy) {
        StaticGroup group = new StaticGroup(30, 1, NO_LOSS, strategy);
        group.multicast(MESSAGES, 2_000);
        group.untilAllHoldAll();
        group.runMillis(500);
        group.forgetCounts();

        group.runMillis(2_000);

        assertThat(group.sent).isEmpty();
    }

    @ParameterizedTest(name = "{0} receivers")
    @ValueSource(ints = {10, 50, 200})
    void acknowledgementsImplode(int receivers) {
        StaticGroup group = new StaticGroup(receivers, 1, NO_LOSS, ACK);
        group.multicast(MESSAGES, 2_000);
        group.untilAllHoldAll();

        assertThat(group.heardBySender).hasSize(receivers);
        assertThat(group.feedback() / MESSAGES).isBetween(receivers, receivers * 5 / 4);
    }

    @ParameterizedTest(name = "{0} receivers")
    @ValueSource(ints = {10, 50, 200})
    void ofALossThatAllReceiversShareFewRequestsReachTheSender(int receivers) {
        int losses = 20;
        StaticGroup group = new StaticGroup(receivers, 1, sharedByAll(), NACK);
        group.multicast(10 * losses, 10_000);
        group.untilAllHoldAll();

        double requests = (double) group.feedback() / losses;
        double repairs = (double) (group.sent(PacketKind.DATA) - 10 * losses) / losses;

        assertThat(requests).as("requests a loss").isBetween(1.0, 6.0);
        assertThat(repairs).as("repairs a loss").isBetween(1.0, 2.5);
    }

    @Test
    void aHolderRepairsWhereTheSenderCannot() {
        StaticGroup.Loss loss = (from, to, packet) -> from == SENDER && to == 3 && packet instanceof Packet.Data;
        StaticGroup group = new StaticGroup(20, 1, loss, NACK);
        group.multicast(MESSAGES, 10_000);
        group.untilAllHoldAll();

        int repairs = group.sent(PacketKind.DATA) - MESSAGES;
        int requests = group.sent(PacketKind.NACK);
        // The sender repairs in vain, and about one other peer does. Without suppression all 19 would.
        assertThat((double) repairs / requests).as("repairs a request").isBetween(1.0, 4.0);
    }

    @ParameterizedTest(name = "{0} receivers")
    @ValueSource(ints = {10, 50, 200})
    void theSenderOfATreeHearsNoMorePeersThanTheFanOut(int receivers) {
        StaticGroup group = new StaticGroup(receivers, 1, share(1, 0.01), TREE);
        group.multicast(MESSAGES, 10_000);
        group.untilAllHoldAll();

        assertThat(group.heardBySender).hasSizeLessThanOrEqualTo(FAN_OUT);
        assertThat((double) group.feedback() / MESSAGES)
                .as("packets of feedback a message")
                .isLessThan(2.0 * FAN_OUT);
    }

    @Test
    void coordinatorsThatDieAreReplacedAndNothingIsLost() {
        StaticGroup group = new StaticGroup(72, 1, share(1, 0.05), TREE);
        group.multicast(MESSAGES, 2_000);
        // The nine peers of a part are in rank order, and the first of them coordinates.
        for (int coordinator : new int[] {1, 10, 37}) {
            group.peers.get(coordinator).living = false;
        }
        group.multicast(MESSAGES, 2_000);
        group.runMillis(200);
        group.suspected.addAll(List.of(1, 10, 37));
        group.multicast(MESSAGES, 2_000);
        group.untilAllHoldAll();

        assertThat(group.heardBySender).hasSizeLessThanOrEqualTo(FAN_OUT + 3).contains(2, 11, 38);
    }

    @Test
    void deadCoordinatorsThatNoPeerSuspectsAreShunnedByTheirChildren() {
        StaticGroup group = new StaticGroup(72, 1, share(1, 0.05), TREE);
        group.multicast(MESSAGES, 2_000);
        group.peers.get(1).living = false;
        group.peers.get(10).living = false;
        group.multicast(MESSAGES, 2_000);
        group.untilAllHoldAll();
    }

    @Test
    void aChildThatItsCoordinatorCannotHearTurnsToAnother() {
        StaticGroup.Loss loss = (from, to, packet) -> from >= 3 && from <= 9 && to == 1;
        StaticGroup group = new StaticGroup(72, 1, loss, TREE);
        group.multicast(MESSAGES, 2_000);
        group.untilAllHoldAll();
    }

    /** The coordinator of peers 2 and 3 has left 3 out, and the report that has it again is lost: its other numbers are the same. */
    @Test
    void aReportThatOnlyCoversMorePeersIsRepeatedWhenItIsLost() {
        boolean[] cut = {true};
        int[] lost = {0};
        StaticGroup.Loss loss = (from, to, packet) -> (cut[0] && to == 3 && packet instanceof Packet.Data)
                || (from == 1
                        && to == SENDER
                        && packet instanceof Packet.Report report
                        && report.covered().stream().anyMatch(run -> run.first() <= 3 && 3 <= run.last())
                        && lost[0]++ == 0);
        StaticGroup group = new StaticGroup(6, 1, loss, peers -> new TreeReliability(peers, 2));
        group.multicast(1, 2_000);
        group.runMillis(400);
        assertThat(group.peers.get(3).log.held()).isZero();
        cut[0] = false;

        group.untilAllHoldAll();

        assertThat(lost[0]).as("reports that cover peer 3").isGreaterThan(1);
    }
}

package dev.maat.reference.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.FeedbackStudy.Figures;
import dev.maat.contract.FeedbackStudy.Losses;
import dev.maat.contract.FeedbackStudy.Setting;
import dev.maat.contract.SeededDraw;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The study measures what the field claims of each strategy. */
class ReferenceStudyTest {
    private static final int MESSAGES = 100;
    private static final double ONE_PERCENT = 0.01;

    private static Figures measure(String strategy, int receivers, double loss, Losses losses) {
        Setting setting = new Setting(strategy, receivers, MESSAGES, loss, losses, 1);
        Figures figures = ReferenceStudy.measure(setting, (done, total) -> true);
        assertThat(figures.complete()).as("%s", setting).isTrue();
        return figures;
    }

    private static double feedback(Figures figures) {
        return (double) figures.feedbackAtSender() / MESSAGES;
    }

    private static double requestsALoss(Figures figures) {
        assertThat(figures.lostMessages()).isPositive();
        return (double) figures.requests() / figures.lostMessages();
    }

    @ParameterizedTest(name = "{0} receivers")
    @ValueSource(ints = {10, 100, 1_000})
    void asManyAcknowledgementsOfAMessageReachTheSenderAsThereAreReceivers(int receivers) {
        Figures figures = measure("ack", receivers, ONE_PERCENT, Losses.INDEPENDENT);

        assertThat(feedback(figures)).isBetween(0.95 * receivers, 1.25 * receivers);
        assertThat(figures.peersHeard()).isEqualTo(receivers);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Losses.class)
    void requestsForALostMessageStayFewWhereAHundredTimesAsManyReceiversLoseIt(Losses losses) {
        double small = requestsALoss(measure("nack", 10, 0.1, losses));
        double large = requestsALoss(measure("nack", 1_000, 0.1, losses));

        // One request may name several messages.
        assertThat(small).isBetween(0.5, 2.0);
        assertThat(large).isBetween(0.5, Math.min(4.0, 4 * small));
    }

    @Test
    void withoutSuppressionRequestsGrowWithTheReceiversThatLostAMessage() {
        double suppressed = requestsALoss(measure("nack", 1_000, 0.1, Losses.INDEPENDENT));
        double unsuppressed = requestsALoss(measure("nack-unsuppressed", 1_000, 0.1, Losses.INDEPENDENT));

        // About a hundred receivers lose each message.
        assertThat(unsuppressed).isBetween(80.0, 250.0);
        assertThat(unsuppressed).isGreaterThan(10 * suppressed);
    }

    @ParameterizedTest(name = "{0} receivers, loss of {1}")
    @CsvSource({"10, 0.01", "100, 0.01", "1000, 0.01", "1000, 0.1"})
    void theSenderOfATreeHearsNoMoreReceiversThanTheFanOut(int receivers, double loss) {
        Figures figures = measure("tree", receivers, loss, Losses.INDEPENDENT);

        assertThat(figures.peersHeard()).isLessThanOrEqualTo(StudiedStrategy.FAN_OUT);
        assertThat(feedback(figures)).isLessThanOrEqualTo(StudiedStrategy.FAN_OUT + 3);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ack", "nack-unsuppressed", "nack", "tree"})
    void withoutLossNothingIsRepairedAndNoReceiverGetsAMessageTwice(String strategy) {
        Figures figures = measure(strategy, 100, 0, Losses.INDEPENDENT);

        assertThat(figures.lostMessages()).isZero();
        assertThat(List.of(figures.requests(), figures.repairs(), figures.duplicates()))
                .containsOnly(0L);
        assertThat(figures.maxLastNanos()).isLessThanOrEqualTo(10_000_000);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ack", "nack-unsuppressed", "nack", "tree"})
    void everyReceiverGetsEveryMessageAmidHeavySharedLoss(String strategy) {
        assertThat(measure(strategy, 50, 0.4, Losses.SHARED).repairs()).isPositive();
    }

    @Test
    void eachPathLosesTheShareOfItsPackets() {
        for (Losses losses : Losses.values()) {
            Setting setting = new Setting("nack", 400, 1, 0.1, losses, 7);
            StudyNetwork network = new StudyNetwork(setting, new SeededDraw(7));
            int packets = 5_000;
            int lost = 0;
            for (int i = 0; i < packets; i++) {
                long packet = network.newPacket();
                if (network.losesAtOnce(packet) || network.loses(packet, 123)) {
                    lost++;
                }
            }
            assertThat((double) lost / packets).as("%s", losses).isBetween(0.085, 0.115);
        }
    }

    @Test
    void equalSettingsGiveEqualFiguresAndOtherSeedsOthers() {
        Setting setting = new Setting("nack", 200, MESSAGES, 0.05, Losses.SHARED, 3);
        Setting other = new Setting("nack", 200, MESSAGES, 0.05, Losses.SHARED, 4);
        Figures figures = ReferenceStudy.measure(setting, (done, total) -> true);

        assertThat(ReferenceStudy.measure(setting, (done, total) -> true)).isEqualTo(figures);
        assertThat(ReferenceStudy.measure(other, (done, total) -> true)).isNotEqualTo(figures);
    }

    @Test
    void aMeasurementStopsWhenItIsTold() {
        Setting setting = new Setting("ack", 1_000, MESSAGES, ONE_PERCENT, Losses.INDEPENDENT, 1);

        assertThatThrownBy(() -> ReferenceStudy.measure(setting, (done, total) -> done < 10))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void anUnknownStrategyIsRefusedTogetherWithTheKnownOnes() {
        Setting setting = new Setting("fec", 10, 1, 0, Losses.INDEPENDENT, 1);

        assertThatThrownBy(() -> ReferenceStudy.measure(setting, (done, total) -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ack, nack-unsuppressed, nack, tree");
    }
}

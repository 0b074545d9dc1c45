package dev.maat.injectors.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.InjectionException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatagramRulesTest {
    private static final Link N1_N2 = new Link("n1", "n2");
    private static final Link N2_N1 = new Link("n2", "n1");
    private static final Link N1_N3 = new Link("n1", "n3");
    private static final int PACKETS = 1_000;
    private static final long MILLI = 1_000_000;

    private final DatagramRules rules = new DatagramRules(new SplittableRandom(7));
    private final long[] delays = new long[DatagramRules.MAX_COPIES];

    private int arrived(Link link) {
        return IntStream.range(0, PACKETS).map(i -> rules.route(link, delays)).sum();
    }

    private long dropped(FaultEffect effect, Link link) {
        return effect.counts().get("dropped").get(link.toString());
    }

    @Test
    void withoutAFaultEveryDatagramArrivesOnceAndAtOnce() {
        assertThat(rules.route(N1_N2, delays)).isEqualTo(1);
        assertThat(delays[0]).isZero();
    }

    @Test
    void aPartitionCutsBothDirectionsAcrossItAndNoOtherLinkAndCountsThem() {
        rules.add(1, new Fault.Partition(List.of(List.of("n1"), List.of("n2"))));

        assertThat(arrived(N1_N2)).isZero();
        assertThat(arrived(N2_N1)).isZero();
        assertThat(arrived(N1_N3)).isEqualTo(PACKETS);

        FaultEffect effect = rules.remove(1);
        assertThat(dropped(effect, N1_N2)).isEqualTo(PACKETS);
        assertThat(effect.counts().get("dropped")).containsOnlyKeys("n1>n2", "n2>n1");
        assertThat(arrived(N1_N2)).isEqualTo(PACKETS);
    }

    @Test
    void aOneWayCutLeavesTheOtherDirection() {
        rules.add(1, new Fault.OneWayCut(List.of(N1_N2)));
        assertThat(arrived(N1_N2)).isZero();
        assertThat(arrived(N2_N1)).isEqualTo(PACKETS);
    }

    @Test
    void lossDropsItsShareAndCountsExactlyWhatItDropped() {
        rules.add(1, new Fault.Loss(List.of(), 20));
        int arrived = arrived(N1_N2);
        assertThat(arrived).isBetween(700, 900);
        assertThat(dropped(rules.remove(1), N1_N2)).isEqualTo(PACKETS - arrived);
    }

    @Test
    void latencyHoldsEveryDatagramForItsTimeAndNoLongerThanTheJitterAllows() {
        rules.add(1, new Fault.Latency(List.of(N1_N2), 30, 20));
        for (int i = 0; i < PACKETS; i++) {
            assertThat(rules.route(N1_N2, delays)).isEqualTo(1);
            assertThat(delays[0]).isBetween(30 * MILLI, 50 * MILLI);
        }
        assertThat(rules.remove(1).counts().get("delayed")).containsEntry("n1>n2", (long) PACKETS);
    }

    @Test
    void reorderingHoldsItsShareAlone() {
        rules.add(1, new Fault.Reorder(List.of(), 30, 10));
        long held = IntStream.range(0, PACKETS)
                .filter(i -> rules.route(N1_N2, delays) == 1 && delays[0] > 0)
                .count();
        assertThat(held).isBetween(200L, 400L);
        assertThat(rules.remove(1).counts().get("reordered")).containsEntry("n1>n2", held);
    }

    @Test
    void duplicatesAreCountedAndTwoFaultsMakeNoThirdCopy() {
        rules.add(1, new Fault.Duplicate(List.of(), 100));
        rules.add(2, new Fault.Duplicate(List.of(), 100));
        assertThat(arrived(N1_N2)).isEqualTo(2 * PACKETS);
        assertThat(rules.remove(1).counts().get("duplicated")).containsEntry("n1>n2", (long) PACKETS);
    }

    @Test
    void burstsTakeRunsOfDatagramsAndCountThem() {
        rules.add(1, new Fault.BurstLoss(List.of(N1_N2), 20, 20));
        List<Integer> arrivals = IntStream.range(0, PACKETS)
                .filter(i -> rules.route(N1_N2, delays) == 1)
                .boxed()
                .toList();
        int longest = IntStream.range(1, arrivals.size())
                .map(i -> arrivals.get(i) - arrivals.get(i - 1) - 1)
                .max()
                .orElseThrow();

        assertThat(arrivals).hasSizeBetween(400, 900);
        assertThat(longest).isGreaterThan(10);
        assertThat(arrived(N1_N3)).isEqualTo(PACKETS);
        assertThat(dropped(rules.remove(1), N1_N2)).isEqualTo(PACKETS - arrivals.size());
    }

    @Test
    void aBitFlipsInTheShareOfDatagramsOfItsLinks() {
        rules.add(1, new Fault.Corrupt(List.of(N1_N2), 30));
        long flipped = IntStream.range(0, PACKETS)
                .mapToLong(i -> rules.flippedBit(N1_N2, 10))
                .filter(bit -> bit != DatagramRules.NONE)
                .peek(bit -> assertThat(bit).isBetween(0L, 79L))
                .count();

        assertThat(flipped).isBetween(200L, 400L);
        assertThat(rules.flippedBit(N1_N3, 10)).isEqualTo(DatagramRules.NONE);
        assertThat(rules.flippedBit(N1_N2, 0)).isEqualTo(DatagramRules.NONE);
        assertThat(rules.remove(1).counts().get("corrupted")).containsEntry("n1>n2", flipped);
    }

    @Test
    void aReplayedDatagramArrivesAtOnceAndAgainLater() {
        rules.add(1, new Fault.Replay(List.of(N1_N2), 100, 700));

        assertThat(rules.route(N1_N2, delays)).isEqualTo(2);
        assertThat(delays).containsExactly(0, 700 * MILLI);
        assertThat(rules.remove(1).counts().get("replayed")).containsEntry("n1>n2", 1L);
    }

    @Test
    void aFaultThatNoDatagramMetDidNothing() {
        rules.add(1, new Fault.Loss(List.of(N1_N2), 100));
        arrived(N1_N3);
        assertThat(rules.remove(1).bit()).isFalse();
        assertThat(rules.remove(1)).isNull();
    }

    @Test
    void aFaultThatIsNoneOfDatagramsIsRefusedAndSoIsAnIdInForce() {
        assertThatThrownBy(() -> rules.add(1, new Fault.Reset(List.of())))
                .isInstanceOf(UnsupportedFaultException.class)
                .hasMessageContaining("reset");
        rules.add(1, new Fault.Loss(List.of(), 1));
        assertThatThrownBy(() -> rules.add(1, new Fault.Loss(List.of(), 1))).isInstanceOf(InjectionException.class);
    }
}

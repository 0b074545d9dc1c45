package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Link;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bursts of loss, damaged packets, packets that come again much later, and clocks that jump. */
class PacketFaultsTest {
    private static final long MILLI = 1_000_000L;
    private static final NetworkModel PERFECT = new NetworkModel(100, 400, 0, 0, 0, 0, 0);
    private static final Link N1_N2 = new Link("n1", "n2");
    private static final long FROM_MILLIS = 500;
    private static final long LASTS_MILLIS = 1_500;
    private static final int JUMPS = 60;

    /** The packets that each node received, in order, with the time on its clock and the sender. */
    private final Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();

    private record Arrival(long nanos, String from, byte[] packet) {}

    /** Remembers what arrives, and the time on its clock at each timer. */
    private final class Witness extends NaiveBroadcast {
        private String self = "";

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            switch (input) {
                case Input.Start start -> self = start.self().node();
                case Input.Receive receive ->
                    arrivals.computeIfAbsent(self, node -> new ArrayList<>())
                            .add(new Arrival(
                                    nowNanos, receive.from(), receive.packet().clone()));
                default -> {}
            }
            super.step(nowNanos, input, effects);
        }
    }

    private static Scenario scenario(Fault fault) {
        Long lasts = fault.kind().lasting() ? LASTS_MILLIS : null;
        return Scenario.of("naive", "reliable", "fifo", 3, 5, new Workload(300, 32, 200, 3_000))
                .withNetwork(PERFECT)
                .withBudgets(new Budgets(5_000, 0, 2_000, 500, 5_000, 5_000))
                .withPlan(new FaultPlan(List.of(new PlannedFault(1, FROM_MILLIS, lasts, fault, true)), List.of()));
    }

    private Recorded run(Fault fault) {
        Recorded recorded = new Recorded();
        SimulationResult result = Simulation.run(scenario(fault), options -> new Witness(), recorded);
        assertThat(result.outcome().withoutBite()).isEmpty();
        return recorded;
    }

    private static long count(Recorded run, String word, Link link) {
        String line = run.lines("harness", "\"" + word + "\"").getFirst();
        return Long.parseLong(line.replaceAll(".*\"" + word + "\":\\{[^}]*\"" + link + "\":(\\d+).*", "$1"));
    }

    private static List<String> sentBy(Recorded run, String process) {
        return run.lines(process, "\"e\":\"sent\"");
    }

    private long arrived(String node, String from) {
        return arrivals.get(node).stream()
                .filter(one -> one.from().equals(from))
                .count();
    }

    @Test
    void burstsTakeRunsOfPacketsOnTheirLinkAndNoOthers() {
        Recorded run = run(new Fault.BurstLoss(List.of(N1_N2), 50, 10));
        long dropped = count(run, "dropped", N1_N2);
        int sent = sentBy(run, "n1.0").size();

        assertThat(dropped).isGreaterThan(10);
        assertThat(arrived("n2", "n1")).isEqualTo(sent - dropped);
        assertThat(arrived("n3", "n1")).isEqualTo(sent);
        assertThat(longestGap(run)).as("messages lost in a row").isGreaterThan(3);
    }

    /** The longest run of messages of n1 that n2 did not deliver. */
    private static long longestGap(Recorded run) {
        long last = 0;
        long longest = 0;
        for (String line : run.lines("n2.0", "\"e\":\"deliver\",\"m\":\"n1.0:")) {
            long number = Long.parseLong(line.replaceAll(".*n1\\.0:(\\d+).*", "$1"));
            longest = Math.max(longest, number - last - 1);
            last = number;
        }
        return longest;
    }

    @Test
    void aDamagedPacketDiffersInOneBit() {
        Recorded run = run(new Fault.Corrupt(List.of(N1_N2), 50));
        List<byte[]> whole = packets("n3");
        List<byte[]> perhapsDamaged = packets("n2");

        long damaged = 0;
        for (byte[] packet : perhapsDamaged) {
            int bits = whole.stream()
                    .filter(other -> other.length == packet.length)
                    .mapToInt(other -> distance(packet, other))
                    .min()
                    .orElseThrow();
            assertThat(bits).isBetween(0, 1);
            damaged += bits;
        }
        assertThat(damaged).isPositive().isEqualTo(count(run, "corrupted", N1_N2));
    }

    private List<byte[]> packets(String node) {
        return arrivals.get(node).stream()
                .filter(one -> one.from().equals("n1"))
                .map(Arrival::packet)
                .toList();
    }

    private static int distance(byte[] one, byte[] other) {
        int bits = 0;
        for (int i = 0; i < one.length; i++) {
            bits += Integer.bitCount((one[i] ^ other[i]) & 0xff);
        }
        return bits;
    }

    @Test
    void aReplayedPacketComesAgainLaterUnlessTheFaultIsHealedBefore() {
        long afterMillis = 900;
        Recorded run = run(new Fault.Replay(List.of(N1_N2), 100, afterMillis));

        long again = 0;
        List<Arrival> all = arrivals.get("n2");
        long latest = 0;
        for (int i = 0; i < all.size(); i++) {
            for (int k = 0; k < i; k++) {
                if (Arrays.equals(all.get(i).packet(), all.get(k).packet())) {
                    again++;
                    latest = Math.max(latest, all.get(i).nanos());
                    assertThat(all.get(i).nanos() - all.get(k).nanos()).isEqualTo(afterMillis * MILLI);
                }
            }
        }
        assertThat(again).isPositive().isEqualTo(count(run, "replayed", N1_N2));
        long began = all.getFirst().nanos();
        assertThat(latest - began).isLessThan((FROM_MILLIS + LASTS_MILLIS) * MILLI);
    }

    @Test
    void aClockThatJumpsAheadMakesTimersFireAtOnce() {
        List<Long> ticks = new ArrayList<>();
        CoreFactory ticking = options -> new NaiveBroadcast() {
            private String self = "";

            @Override
            public void step(long nowNanos, Input input, Effects effects) {
                self = input instanceof Input.Start start ? start.self().node() : self;
                super.step(nowNanos, input, effects);
            }

            @Override
            void tick(long nowNanos, Effects effects) {
                if (self.equals("n2")) {
                    ticks.add(nowNanos);
                }
            }
        };
        Recorded recorded = new Recorded();
        Simulation.run(scenario(new Fault.ClockJump("n2", 7_000)), ticking, recorded);

        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < ticks.size(); i++) {
            gaps.add((ticks.get(i) - ticks.get(i - 1)) / MILLI);
        }
        assertThat(gaps)
                .filteredOn(gap -> gap > 51)
                .singleElement()
                .satisfies(gap -> assertThat(gap).isBetween(7_000L, 7_050L));
        assertThat(gaps).filteredOn(gap -> gap < 50).isEmpty();
        assertThat(recorded.lines("harness", "\"jumpedMillis\":{\"n2\":7000}"))
                .singleElement()
                .asString()
                .contains("\"bit\":true");
    }

    @Test
    void aClockOfANodeThatIsDownCannotJump() {
        Scenario down = scenario(new Fault.ClockJump("n2", 50))
                .withPlan(new FaultPlan(
                        List.of(
                                new PlannedFault(1, 300, null, new Fault.Kill("n2"), false),
                                new PlannedFault(2, 800, null, new Fault.ClockJump("n2", 50), false)),
                        List.of()));
        Recorded recorded = new Recorded();
        Simulation.run(down, options -> new NaiveBroadcast(), recorded);

        assertThat(recorded.lines("harness", "n2 does not run"))
                .singleElement()
                .asString()
                .contains("\"bit\":false");
    }

    static List<Fault> ofPackets() {
        return List.of(
                new Fault.BurstLoss(List.of(), 10, 10),
                new Fault.Corrupt(List.of(), 10),
                new Fault.Replay(List.of(), 10, 1_000));
    }

    @ParameterizedTest
    @MethodSource("ofPackets")
    void overTcpTheyAreRefused(Fault fault) {
        assertThatThrownBy(() -> Simulation.run(
                        scenario(fault).withDeployment("simulation", "tcp"),
                        options -> new NaiveBroadcast(),
                        new Recorded()))
                .isInstanceOf(UnsupportedFaultException.class)
                .hasMessageContaining(fault.kind() + " (TCP hides it from its users)");
    }

    @ParameterizedTest
    @MethodSource("ofPackets")
    void theSameSeedGivesTheSameHistory(Fault fault) {
        assertThat(run(fault).texts()).isEqualTo(run(fault).texts());
    }

    @Test
    void manyJumpsOfAClockLeaveEachTimerOneEvent() {
        List<PlannedFault> jumps = new ArrayList<>();
        for (int id = 1; id <= JUMPS; id++) {
            jumps.add(new PlannedFault(id, 300 + id, null, new Fault.ClockJump("n2", 1), false));
        }
        Scenario jumping = scenario(new Fault.ClockJump("n2", 1)).withPlan(new FaultPlan(jumps, List.of()));
        Recorded recorded = new Recorded();
        Simulation.run(jumping, options -> new NaiveBroadcast(), recorded);

        // Were the events doubled by each jump, no memory would hold them.
        assertThat(recorded.lines("harness", "\"jumpedMillis\":{\"n2\":1}")).hasSize(JUMPS);
    }

    @Test
    void eventsThatAreTakenOutLeaveTheOthersInTheirOrder() {
        EventQueue queue = new EventQueue();
        Random random = new Random(7);
        for (int id = 0; id < 500; id++) {
            queue.add(new Event(random.nextInt(50), Event.Kind.TIMER, id % 3, 0, id, 0, null));
        }

        List<Event> removed = queue.remove(event -> event.node == 1);
        List<Event> left = new ArrayList<>();
        for (Event event = queue.poll(); event != null; event = queue.poll()) {
            left.add(event);
        }

        Comparator<Event> due =
                Comparator.comparingLong((Event event) -> event.atNanos).thenComparingLong(e -> e.order);
        assertThat(removed).hasSize(167).isSortedAccordingTo(due).allMatch(event -> event.node == 1);
        assertThat(left).hasSize(333).isSortedAccordingTo(due).noneMatch(event -> event.node == 1);
    }
}

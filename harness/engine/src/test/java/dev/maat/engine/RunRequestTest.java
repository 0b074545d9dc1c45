package dev.maat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.run.ArgumentException;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Flavour;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunRequestTest {
    private static final int SEEDS = 200;
    private static final Capabilities ALL = Capabilities.allBut("here", Map.of());

    private static Implementation implementation(String membership, String recovery) {
        return implementation(membership, recovery, List.of());
    }

    private static Implementation implementation(String membership, String recovery, List<String> reliabilities) {
        SequencedMap<String, SequencedMap<String, List<String>>> claims = new LinkedHashMap<>();
        SequencedMap<String, List<String>> plain = new LinkedHashMap<>();
        plain.put(Implementation.PLAIN, List.of("reliable"));
        claims.put("fifo", plain);
        return new Implementation(
                "one",
                "1",
                List.of("simulation", "containers"),
                List.of("udp"),
                membership,
                recovery,
                claims,
                reliabilities,
                new Program.Provider("x.Y"),
                Path.of("/nowhere"));
    }

    private static Implementation robust(Map<String, List<String>> drawn) {
        return surviving(Implementation.CORRUPTION, drawn);
    }

    private static Implementation surviving(String hardship, Map<String, List<String>> drawn) {
        Implementation one = implementation("primary", "none");
        return new Implementation(
                one.name(),
                one.version(),
                one.deployments(),
                one.transports(),
                one.membership(),
                one.recovery(),
                one.claims(),
                one.reliabilities(),
                List.of(hardship),
                new LinkedHashMap<>(drawn),
                one.program(),
                one.folder());
    }

    private static RunRequest request(String deployment, String faults) {
        return request(deployment, faults, null, null);
    }

    private static RunRequest request(
            String deployment, String faults, @Nullable String reliability, @Nullable Integer fanOut) {
        return request(deployment, faults, reliability, fanOut, null);
    }

    private static RunRequest request(
            String deployment,
            String faults,
            @Nullable String reliability,
            @Nullable Integer fanOut,
            @Nullable Integer stateBytes) {
        return new RunRequest(
                deployment,
                "udp",
                "fifo",
                Implementation.PLAIN,
                reliability,
                fanOut,
                5,
                faults,
                30_000,
                10,
                PayloadSizes.DEFAULT,
                stateBytes,
                null,
                null,
                "test");
    }

    private static Set<FaultKind> drawn(Implementation implementation) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = request("simulation", RunRequest.SWARM).draw(implementation, ALL, seed);
            assertThat(scenario.membership()).isEqualTo(implementation.membership());
            assertThat(scenario.recovery()).isEqualTo(implementation.recovery());
            if (implementation.isStatic()) {
                assertThat(scenario.founders()).isEqualTo(5);
            }
            kinds.addAll(scenario.plan().kinds());
        }
        return kinds;
    }

    @Test
    void aStaticGroupIsDrawnNoJoinsAndLeavesAndRestartsOnlyWhereItResumes() {
        assertThat(drawn(implementation("primary", "none")))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(FaultKind.CORRUPT)));
        assertThat(drawn(implementation("static", "none")))
                .isEqualTo(EnumSet.complementOf(
                        EnumSet.of(FaultKind.JOIN, FaultKind.LEAVE, FaultKind.RESTART, FaultKind.CORRUPT)));
        assertThat(drawn(implementation("static", "resume")))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(FaultKind.JOIN, FaultKind.LEAVE, FaultKind.CORRUPT)));
    }

    @Test
    void packetsAreDamagedOnlyWhereThatIsSurvivedOrAskedFor() {
        assertThat(drawn(robust(Map.of()))).isEqualTo(EnumSet.allOf(FaultKind.class));
        assertThat(request("simulation", "corrupt")
                        .draw(implementation("primary", "none"), ALL, 1)
                        .plan()
                        .kinds())
                .containsOnly(FaultKind.CORRUPT);
    }

    @Test
    void aSwarmSetsOptionsThatTheManifestLetsItSetAndNoOtherRunDoes() {
        Implementation implementation = robust(Map.of("window", List.of("16", "64")));
        List<String> values = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            String value = request("simulation", RunRequest.SWARM)
                    .draw(implementation, ALL, seed)
                    .options()
                    .get("window");
            if (value != null) {
                values.add(value);
            }
            assertThat(request("simulation", "loss")
                            .draw(implementation, ALL, seed)
                            .options())
                    .doesNotContainKey("window");
            assertThat(request("containers", RunRequest.SWARM)
                            .draw(implementation, ALL, seed)
                            .options())
                    .doesNotContainKey("window");
        }

        assertThat(values).contains("16", "64");
        assertThat(values.size()).isLessThan(SEEDS / 3);
    }

    @Test
    void aFaultThatMakesNoSenseForAStaticGroupIsRefusedWithTheReason() {
        Implementation fixed = implementation("static", "none");

        assertThatThrownBy(() -> request("simulation", "kill,join").draw(fixed, ALL, 1))
                .isInstanceOf(UnsupportedFaultException.class)
                .hasMessageContaining("join (the processes of a static group are fixed)");
        assertThatThrownBy(() -> request("simulation", "restart").draw(fixed, ALL, 1))
                .isInstanceOf(UnsupportedFaultException.class)
                .hasMessageContaining("\"recovery\": \"resume\"");
        assertThat(request("simulation", "kill").draw(fixed, ALL, 1).plan().kinds())
                .containsOnly(FaultKind.KILL);
    }

    @Test
    void noViewIsWaitedForInAStaticGroup() {
        assertThat(request("containers", "none")
                        .draw(implementation("primary", "none"), ALL, 1)
                        .budgets()
                        .gatherMillis())
                .isPositive();
        assertThat(request("containers", "none")
                        .draw(implementation("static", "none"), ALL, 1)
                        .budgets()
                        .gatherMillis())
                .isZero();
    }

    @Test
    void aFanOutIsAnOptionOfTheTreeWhetherItIsAskedForOrTheDefault() {
        Implementation treeFirst = implementation("primary", "none", List.of("tree", "nack"));
        Implementation nackFirst = implementation("primary", "none", List.of("nack", "tree"));

        assertThat(request("simulation", "none", null, 4)
                        .draw(treeFirst, ALL, 1)
                        .options())
                .containsEntry("fanOut", "4")
                .doesNotContainKey("reliability");
        assertThat(request("simulation", "none", "tree", 4)
                        .draw(nackFirst, ALL, 1)
                        .options())
                .containsEntry("fanOut", "4");
        assertThatThrownBy(() -> request("simulation", "none", null, 4).draw(nackFirst, ALL, 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("this run has nack reliability; give --reliability tree");
        assertThatThrownBy(() -> request("simulation", "none", "nack", 4).draw(treeFirst, ALL, 1))
                .hasMessageContaining("this run has nack reliability");
    }

    private static List<Long> bufferBytes(int stateBytes) {
        RunRequest request = request("simulation", RunRequest.SWARM, null, null, stateBytes);
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> request.draw(implementation("primary", "none"), ALL, seed))
                .map(scenario -> scenario.limits().maxBufferBytes())
                .toList();
    }

    private static Set<Integer> statesBytes(Implementation implementation, @Nullable Integer asked) {
        RunRequest request = request("simulation", RunRequest.SWARM, null, null, asked);
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed ->
                        request.draw(implementation, ALL, seed).workload().stateBytes())
                .collect(Collectors.toSet());
    }

    @Test
    void longStatesAreDrawnOnlyWhereTheyAreSurvivedAndNotAskedFor() {
        Implementation takesLong = surviving(Implementation.LONG_STATES, Map.of());

        assertThat(statesBytes(takesLong, null)).contains(0, 2_500, 30_000, 200_000);
        assertThat(statesBytes(takesLong, 0)).containsExactly(0);
        assertThat(statesBytes(takesLong, 700)).containsExactly(700);
        assertThat(statesBytes(implementation("primary", "none"), null)).containsExactly(0);
        assertThat(statesBytes(implementation("primary", "none"), 2_500)).containsExactly(2_500);
    }

    @Test
    void smallBuffersAreDrawnOnlyWhereTheStateIsASmallShareOfThem() {
        assertThat(bufferBytes(16_384)).contains(262_144L);
        assertThat(bufferBytes(16_385)).doesNotContain(262_144L);
        assertThat(bufferBytes(500_000)).allMatch(bytes -> bytes >= 16 * 500_000L);
    }

    @Test
    void aFanOutKeepsItsTreeInASwarmWhichElseDrawsTheReliability() {
        Implementation treeFirst = implementation("primary", "none", List.of("tree", "nack"));

        assertThat(LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed ->
                                request("simulation", RunRequest.SWARM, null, 4).draw(treeFirst, ALL, seed)))
                .allSatisfy(scenario -> assertThat(scenario.options())
                        .containsEntry("fanOut", "4")
                        .doesNotContainKey("reliability"));
        assertThat(LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(
                                seed -> request("simulation", RunRequest.SWARM).draw(treeFirst, ALL, seed)))
                .anySatisfy(scenario -> assertThat(scenario.options()).containsEntry("reliability", "nack"));
    }

    @Test
    void faultsThatNeedNotBeSurvivedOrMakeNoSenseAreNotAmongTheKindsThatMayBeAimed() {
        RunRequest swarm = request("simulation", RunRequest.SWARM);

        assertThat(swarm.kinds(ALL, implementation("primary", "none")))
                .contains(FaultKind.KILL, FaultKind.JOIN)
                .doesNotContain(FaultKind.CORRUPT);
        assertThat(swarm.kinds(ALL, implementation("static", "none"))).doesNotContain(FaultKind.JOIN);
        assertThat(swarm.kinds(ALL, robust(Map.of()))).contains(FaultKind.CORRUPT);
    }

    @Test
    void theBrinkRisksTheQuorumInSimulationAloneAndOnlyWhereItsFaultsArePossible() {
        Implementation one = implementation("primary", "none");
        Capabilities withoutCrashPoints = Capabilities.allBut("here", Map.of(FaultKind.CRASH_POINT, "for a test"));
        int brinks = 0;
        int withoutTheirFaults = 0;
        for (long seed = 1; seed <= 3 * SEEDS; seed++) {
            if (Flavour.of(seed) != Flavour.BRINK) {
                continue;
            }
            brinks++;
            RunRequest simulated = request("simulation", RunRequest.SWARM);
            Scenario real = request("containers", RunRequest.SWARM).draw(one, ALL, seed);
            assertThat(simulated.draw(one, ALL, seed).plan().mayLoseQuorum()).isTrue();
            assertThat(real.plan().mayLoseQuorum()).isFalse();
            assertThat(real.plan().kinds()).doesNotContain(FaultKind.ONE_WAY_CUT);
            Scenario tame = simulated.draw(one, withoutCrashPoints, seed);
            withoutTheirFaults += tame.plan().mayLoseQuorum() ? 1 : 0;
        }

        // A share of all simulated swarms risks the quorum.
        assertThat(brinks).isGreaterThan(10);
        assertThat(withoutTheirFaults).isLessThan(brinks / 3);
    }
}

package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Swarm;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.simulation.CoreFactory;
import dev.maat.simulation.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group of the reference with a key, whole runs in simulation. */
class KeyedGroupTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZg==";
    private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMA==";
    private static final int NODES = 5;
    private static final long WINDOW_MILLIS = 4_000;

    private static Scenario quiet(long seed) {
        return Scenario.of("reference", "atomic", "total", NODES, seed, Workload.of(40, WINDOW_MILLIS));
    }

    @ParameterizedTest
    @ValueSource(longs = {710_001, 710_002, 710_003, 710_004})
    void aGroupWithAKeyKeepsItsClaimUnderASwarm(long seed) {
        Set<FaultKind> kinds = Simulation.capabilities("udp").kinds();
        Swarm swarm = new Swarm(Scenario.nodeNames(NODES), NODES, WINDOW_MILLIS, kinds, Swarm.Presence.DRAWN);

        SimulatedRun run = SimulatedRun.of(
                quiet(seed).withPlan(swarm.draw(seed)), SimulatedRun.with("groupKey", KEY, SimulatedRun.REFERENCE));

        assertThat(run.judgement().verdict())
                .as(() -> run.judgement().reasons().toString())
                .isIn(Verdict.HOLDS, Verdict.NOT_EXERCISED);
        assertThat(run.result().viewChanges()).isPositive();
    }

    /** The last node has another key: whatever the run makes of that, no process of the others has a view with it or a message of it. */
    @Test
    void aNodeWithAnotherKeyIsInNoViewAndNothingOfItIsDelivered() {
        CoreFactory keys = options -> new KeyOfNode(options);

        SimulatedRun run = SimulatedRun.of(quiet(7).withPlan(FaultPlan.NONE), keys);

        for (String member : List.of("n1.0", "n2.0", "n3.0", "n4.0")) {
            String told = toldIn(run.history().get(member));
            assertThat(told).as(member).contains("n1.0", "n4.0").doesNotContain("n5.");
        }
        assertThat(toldIn(run.history().get("n5.0"))).doesNotContain("n1.", "n2.", "n3.", "n4.");
    }

    /** The lines of views and deliveries. */
    private static String toldIn(String log) {
        return log.lines()
                .filter(line -> line.contains("\"e\":\"view\"") || line.contains("\"e\":\"deliver\""))
                .collect(Collectors.joining("\n"));
    }

    /** Chooses its key by the node that it is started on. */
    private static final class KeyOfNode implements ProtocolCore {
        private final Map<String, String> options;
        private @Nullable ProtocolCore core;

        KeyOfNode(Map<String, String> options) {
            this.options = new TreeMap<>(options);
        }

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            if (input instanceof Input.Start start) {
                options.put("groupKey", start.self().node().equals("n" + NODES) ? OTHER_KEY : KEY);
                core = new ReferenceProvider().newCore(ReferenceProvider.NAME, options);
            }
            core.step(nowNanos, input, effects);
        }

        @Override
        public void flush(long nowNanos, Effects effects) {
            core.flush(nowNanos, effects);
        }
    }
}

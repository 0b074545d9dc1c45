package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import dev.maat.scenario.ScenarioJson;
import dev.maat.simulation.CoreFactory;
import org.junit.jupiter.api.Test;

/** A sender that is told to wait and never told to go on starves: the END that it owes shows it, and the run says why. */
class KeptBackpressureTest {
    private static final String SCENARIO = """
            {"format": "maat-scenario", "version": 1, "implementation": "reference", "claims": ["atomic"],
             "options": {"ordering": "total", "suspicionMillis": "5000"},
             "nodes": ["n1", "n2", "n3", "n4", "n5"], "seed": 1,
             "workload": {"messagesPerSecond": 150, "minPayloadBytes": 32, "maxPayloadBytes": 4000, "durationMillis": 5000},
             "limits": {"maxPayloadBytes": 8192, "maxBufferBytes": 262144},
             "plan": {"faults": [
               {"id": 1, "atMillis": 1500, "forMillis": 1500, "kind": "pause", "node": "n4"}]}}
            """;

    /** Whether the core under the faulty layer sees a multicast of the starved sender. */
    private enum Multicasts {
        PASSED_ON,
        QUEUED_FOR_EVER
    }

    private static CoreFactory keeping(String node, Multicasts multicasts) {
        return options -> {
            ProtocolCore core = SimulatedRun.REFERENCE.newCore(options);
            return new ProtocolCore() {
                private boolean starved;
                private boolean pressed;

                @Override
                public void step(long nowNanos, Input input, Effects effects) {
                    if (input instanceof Input.Start start) {
                        starved = start.self().node().equals(node);
                    }
                    if (input instanceof Input.Multicast && pressed && multicasts == Multicasts.QUEUED_FOR_EVER) {
                        return;
                    }
                    core.step(nowNanos, input, effect -> pass(effect, effects));
                }

                @Override
                public void flush(long nowNanos, Effects effects) {
                    core.flush(nowNanos, effect -> pass(effect, effects));
                }

                private void pass(Effect effect, Effects effects) {
                    if (effect instanceof Effect.Backpressure pressure && starved) {
                        pressed |= pressure.on();
                        if (!pressure.on()) {
                            return;
                        }
                    }
                    effects.add(effect);
                }
            };
        };
    }

    @Test
    void aSenderThatIsHeldBackForEverViolatesSendLiveness() {
        assertViolated(SimulatedRun.of(
                ScenarioJson.read("kept back-pressure", SCENARIO), keeping("n2", Multicasts.PASSED_ON)));
    }

    @Test
    void aSenderWhoseMulticastsNeverReturnViolatesSendLiveness() {
        assertViolated(SimulatedRun.of(
                ScenarioJson.read("kept back-pressure", SCENARIO), keeping("n2", Multicasts.QUEUED_FOR_EVER)));
    }

    private static void assertViolated(SimulatedRun run) {
        assertThat(run.result().outcome().end()).isEqualTo("timeout");
        assertThat(run.judgement().property("send-liveness").verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(run.judgement().verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(run.history().get("n2.0"))
                .contains("\"last\":true")
                .as("the END of the starved sender is invoked, and never returns");
        assertThat(run.result().outcome().standstill())
                .anySatisfy(line -> assertThat(line).matches("in phase back-pressure: n2.0 since .*"))
                .anySatisfy(line -> assertThat(line).matches("the END of n2.0, invoked at .* s, has not returned.*"));
    }

    @Test
    void theReferenceHoldsUnderTheSamePressure() {
        SimulatedRun run = SimulatedRun.of(ScenarioJson.read("passing back-pressure", SCENARIO));

        assertThat(run.judgement().verdict())
                .as(() -> run.judgement().reasons().toString())
                .isEqualTo(Verdict.HOLDS);
    }
}

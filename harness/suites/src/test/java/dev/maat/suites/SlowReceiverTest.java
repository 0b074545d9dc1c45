package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import dev.maat.scenario.ScenarioJson;
import dev.maat.simulation.CoreFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A member that keeps up with only half of the load makes the others wait, and no member's buffers grow for it. */
class SlowReceiverTest {
    private static final int EVERY_SECONDS = 4;

    /** A member's window is about 17 KiB of this; in one pause it has more than that to send. */
    private static final long BOUND_BYTES = 256 * 1024;

    private static String scenario(int seconds) {
        String pauses = IntStream.range(0, seconds / EVERY_SECONDS)
                .mapToObj(i -> """
                        {"id": %d, "atMillis": %d, "forMillis": 2000, "kind": "pause", "node": "n4", "mustBite": true}""".formatted(i + 1, 1_000 * EVERY_SECONDS * i + 1_500))
                .collect(Collectors.joining(",\n"));
        return """
                {"format": "maat-scenario", "version": 1, "implementation": "reference", "claims": ["atomic", "bounded-memory"],
                 "options": {"ordering": "total", "suspicionMillis": "5000"},
                 "nodes": ["n1", "n2", "n3", "n4"], "seed": 7,
                 "workload": {"messagesPerSecond": 14, "minPayloadBytes": 4000, "maxPayloadBytes": 8000,
                              "durationMillis": %d},
                 "limits": {"maxPayloadBytes": 8192, "maxBufferBytes": %d},
                 "plan": {"faults": [%s]}}
                """.formatted(1_000 * seconds, BOUND_BYTES, pauses);
    }

    @ParameterizedTest
    @CsvSource({"nack, 600", "ack, 60", "tree, 60"})
    void aSlowReceiverKeepsEveryBufferWithinItsBound(String reliability, int seconds) throws IOException {
        int pauses = seconds / EVERY_SECONDS;
        AtomicInteger heldBack = new AtomicInteger();

        SimulatedRun run = SimulatedRun.of(
                ScenarioJson.read("slow receiver", scenario(seconds)),
                SimulatedRun.over(reliability, counting(heldBack)));

        assertThat(run.judgement().verdict())
                .as(() -> run.judgement().reasons().toString())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.result().virtualNanos()).isGreaterThan(TimeUnit.SECONDS.toNanos(seconds));
        assertThat(run.result().outcome().faults())
                .hasSize(pauses)
                .allMatch(fault -> fault.effect().bit());
        assertThat(run.result().viewChanges()).as("the slow one stays a member").isZero();
        PropertyResult bounded = run.judgement().property("bounded-memory");
        assertThat(bounded.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(bounded.applicable()).as("samples").isGreaterThan(seconds);
        assertThat(heldBack).as("times that a sender was told to wait").hasValueGreaterThan(pauses);
        // With less in the buffers the bound would not have been tested.
        assertThat(maxBuffered(run)).isBetween(BOUND_BYTES / 10, BOUND_BYTES);
    }

    private static CoreFactory counting(AtomicInteger heldBack) {
        return options -> {
            ProtocolCore core = SimulatedRun.REFERENCE.newCore(options);
            return new ProtocolCore() {
                @Override
                public void step(long nowNanos, Input input, Effects effects) {
                    core.step(nowNanos, input, effect -> count(effect, effects));
                }

                @Override
                public void flush(long nowNanos, Effects effects) {
                    core.flush(nowNanos, effect -> count(effect, effects));
                }

                private void count(Effect effect, Effects effects) {
                    if (effect instanceof Effect.Backpressure pressure && pressure.on()) {
                        heldBack.incrementAndGet();
                    }
                    effects.add(effect);
                }
            };
        };
    }

    private static long maxBuffered(SimulatedRun run) throws IOException {
        ObjectMapper json = new ObjectMapper();
        long max = 0;
        for (String file : run.history().values()) {
            for (String line :
                    file.lines().filter(l -> l.contains("\"e\":\"sample\"")).toList()) {
                JsonNode sample = json.readTree(line);
                assertThat(sample.path("bound").asLong()).isEqualTo(BOUND_BYTES);
                max = Math.max(max, sample.path("buffered").asLong());
            }
        }
        return max;
    }
}

package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.PropertyId;
import dev.maat.checkers.history.History;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckersTest {
    @Test
    void whoListensIsToldOfEachPartOnceAndWhatItTook() {
        History history =
                Brief.history("n1: view 1 n1 n2, send 1, sent 1, deliver n1:1", "n2: view 1 n1 n2, deliver n1:1");
        Map<String, Long> parts = new LinkedHashMap<>();
        long began = System.nanoTime();
        Map<PropertyId, ?> results = Checkers.judge(
                history, (part, nanos) -> assertThat(parts.put(part, nanos)).isNull());
        long tookNanos = System.nanoTime() - began;

        assertThat(results).hasSameSizeAs(PropertyId.values());
        assertThat(parts).containsKeys("facts", "fifo", "evs-safe");
        results.keySet().forEach(property -> assertThat(parts).containsKey(property.id()));
        assertThat(parts.keySet())
                .filteredOn(part -> part.startsWith("facts: "))
                .isNotEmpty();
        assertThat(parts.values()).allMatch(nanos -> nanos >= 0 && nanos <= tookNanos);
    }
}

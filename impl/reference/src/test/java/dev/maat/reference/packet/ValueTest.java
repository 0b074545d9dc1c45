package dev.maat.reference.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.ProcessId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Value VALUE =
            new Value("2", List.of(new ProcessId("A", 0)), 1, Counts.of(5, 9), Counts.of(3, 8), new TreeMap<>());

    @Test
    void aShorterCutCallsNoMessageStableThatItLeavesOut() {
        Value shorter = VALUE.withCut(Counts.of(5, 6));

        assertThat(shorter.cut()).isEqualTo(Counts.of(5, 6));
        assertThat(shorter.stable()).isEqualTo(Counts.of(3, 6));
    }

    @Test
    void theSameCutLeavesTheValueUnchanged() {
        assertThat(VALUE.withCut(Counts.of(5, 9))).isSameAs(VALUE);
    }
}

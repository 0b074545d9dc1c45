package dev.maat.engine.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HarnessLabelsTest {
    private static Map<String, String> with(String label, String value) {
        Map<String, String> labels = new LinkedHashMap<>(HarnessLabels.of("run"));
        assertThat(labels).containsKey(label);
        labels.put(label, value);
        return labels;
    }

    @Test
    void aHarnessThatRunsIsNotDead() {
        assertThat(HarnessLabels.isOfDeadHarness(HarnessLabels.of("run"))).isFalse();
    }

    @Test
    void aProcessIdThatIsUsedAgainBelongsToADeadHarness() {
        assertThat(HarnessLabels.isOfDeadHarness(with("dev.maat.harness.started", "2001-01-01T00:00:00Z")))
                .isTrue();
    }

    @Test
    void aHarnessWhoseProcessIsGoneIsDead() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        assertThat(HarnessLabels.isOfDeadHarness(with("dev.maat.harness.pid", Long.toString(process.pid()))))
                .isTrue();
        assertThat(HarnessLabels.isOfDeadHarness(with("dev.maat.harness.pid", "none")))
                .isTrue();
    }

    @Test
    void aHarnessOfAnotherMachineIsNeverCalledDead() {
        Map<String, String> labels = with("dev.maat.harness.host", "elsewhere");
        labels.put("dev.maat.harness.pid", "none");

        assertThat(HarnessLabels.isOfDeadHarness(labels)).isFalse();
    }
}

package dev.maat.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessNamesTest {
    @Test
    void theEvidenceOfANodesProcessIsCalledByTheNodeAndDigits() {
        assertThat(ProcessNames.ofEvidence("n1", "n1.0.jsonl")).isEqualTo("n1.0");
        assertThat(ProcessNames.ofEvidence("n1", "n1.12.jsonl")).isEqualTo("n1.12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "harness.jsonl",
                "n2.0.jsonl",
                "n11.0.jsonl",
                "n1.jsonl",
                "n1..jsonl",
                "n1.0a.jsonl",
                "n1.-1.jsonl",
                "n1.0"
            })
    void everyOtherFileIsNoEvidenceOfTheNode(String fileName) {
        assertThat(ProcessNames.ofEvidence("n1", fileName)).isNull();
    }
}

package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Verdict;
import org.junit.jupiter.api.Test;

class EvsAgreedTest {
    @Test
    void whatIsOwedInAConfigurationMayBeMissingFromALog() {
        String n1 = "n1: view 1 n1 n2, send 1, sent 1, deliver n1:1, send 2, sent 2, deliver n1:2, closed";
        String n2 = "n2: view 1 n1 n2, deliver n1:2";
        assertThat(Brief.judge(n1, n2).property("evs-agreed").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Brief.judge(n1, n2 + ", closed").property("evs-agreed").verdict())
                .isEqualTo(Verdict.VIOLATED);
    }
}

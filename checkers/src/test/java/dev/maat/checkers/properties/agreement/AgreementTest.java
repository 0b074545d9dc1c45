package dev.maat.checkers.properties.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.properties.Brief;
import org.junit.jupiter.api.Test;

/**
 * Which deliveries oblige other processes in a partitionable group: a process whose log may lack a view may have gone
 * on without the others.
 */
class AgreementTest {
    private static final String N1 =
            "n1: start, view 1 n1 n2, send 1, sent 1, deliver n1:1, end 2, sent 2, deliver n1:2";
    private static final String N2 = "n2: start, view 1 n1 n2, deliver n1:2, closed";
    private static final String N3 = "n3: start, view 1 n1 n2 n3, deliver n1:1, deliver n1:2";

    private static PropertyResult judged(String membership, String... processes) {
        String text = Brief.text(processes).replace("\"claims\"", "\"membership\":\"" + membership + "\",\"claims\"");
        return Judge.judge(Histories.parse(text)).property("agreement");
    }

    @Test
    void anIncompleteLogObligesNoOtherProcessInAPartitionableGroup() {
        assertThat(judged("partitionable", N1, N2, Brief.QUIET).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aProcessWithACompleteLogObligesTheOthersInEveryGroup() {
        for (String membership : new String[] {"partitionable", "primary"}) {
            PropertyResult result = judged(membership, N1 + ", closed", N2, Brief.QUIET);
            assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
            assertThat(result.violations()).isEqualTo(1);
        }
    }

    @Test
    void oneDelivererWithACompleteLogIsEnough() {
        PropertyResult result = judged(
                "partitionable",
                N1.replace("n1 n2", "n1 n2 n3"),
                N2.replace("n1 n2", "n1 n2 n3"),
                N3 + ", closed",
                "quiet n1 n2 n3");
        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(result.sentence()).startsWith("n3.0 delivered n1.0:1 in view 1; n2.0");
    }
}

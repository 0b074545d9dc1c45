package dev.maat.checkers.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.Brief;
import dev.maat.checkers.witness.Witnesses;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static List<String> violated(String property, String... processes) {
        History history = Brief.history(processes);
        PropertyResult result = Judge.judge(history).property(property);
        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        History alone = Witnesses.alone(history, result.witness());
        assertThat(Judge.judge(alone).property(property).verdict()).as("alone").isEqualTo(Verdict.VIOLATED);
        return result.witness().stream().map(event -> event.line()).toList();
    }

    @Test
    void anEndThatMostOfTheCoreDeliveredProvesThatTheRunCameToItsEnd() {
        List<String> lines = violated(
                "agreement",
                "n1: start, view 1 n1 n2, send 1, sent 1, deliver n1:1, end 2, sent 2, deliver n1:2, deliver n2:1, closed",
                "n2: start, view 1 n1 n2, end 1, sent 1, deliver n2:1, closed",
                Brief.QUIET);
        assertThat(lines)
                .filteredOn(line -> line.contains("\"last\":true"))
                .singleElement()
                .asString()
                .contains("\"n2.0:1\"");
    }

    @Test
    void theWitnessShowsThatAProcessOutsideTheNewestViewWentOnFromTheViewItOwesFor() {
        List<String> lines = violated(
                "agreement",
                "n1: start, view 7 n1 n2 n3, send 1, sent 1, deliver n1:1, view 8 n1 n2 n3, view 9 n1 n2, end 2, sent 2,"
                        + " deliver n1:2, closed",
                "n2: start, view 7 n1 n2 n3, deliver n1:1, view 8 n1 n2 n3, view 9 n1 n2, deliver n1:2, closed",
                "n3: start, view 7 n1 n2 n3, view 8 n1 n2 n3, closed",
                "quiet n1 n2 n3");
        assertThat(lines).anyMatch(line -> line.contains("\"n3.0\"") && line.contains("\"id\":\"8\""));
    }

    @Test
    void aSenderWithoutALogThatIsInNoViewSentNothing() {
        List<String> lines = violated("delivery-integrity", "n1: view 1 n1 n2, deliver n9:1", "n2: view 1 n1 n2");
        assertThat(lines).singleElement().asString().contains("n9.0:1");
    }

    @Test
    void aMemberThatHasNoLogMayHaveSentAnything() {
        assertThat(Brief.judge("n1: view 1 n1 n9, deliver n9:1")
                        .property("delivery-integrity")
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }
}

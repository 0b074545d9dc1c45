package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The result of a run that was disturbed from outside, and of one that stood still. */
class DisturbedRunTest {
    /** A message is delivered twice. */
    private static final String HISTORY = """
            {"format":"maat-history","version":1,"implementation":"fake","claims":"atomic","nodes":["n1"]}
            {"p":"n1.0","t":1,"e":"start"}
            {"p":"n1.0","t":2,"e":"view","id":"1","seq":1,"members":["n1.0"]}
            {"p":"n1.0","t":3,"e":"send","m":"n1.0:1"}
            {"p":"n1.0","t":4,"e":"sent","m":"n1.0:1"}
            {"p":"n1.0","t":5,"e":"deliver","m":"n1.0:1"}
            {"p":"n1.0","t":6,"e":"deliver","m":"n1.0:1"}
            {"p":"n1.0","t":7,"e":"closed","events":7}
            {"t":8,"e":"end","reason":"timeout"}
            """;

    private static JudgedRun judged(List<String> standstill, List<String> unasked) {
        Scenario scenario = Scenario.of("fake", "atomic", "total", 1, 1, Workload.of(10, 1_000));
        RunOutcome outcome = new RunOutcome(
                "timeout", "", standstill, unasked, List.of(), List.of(), List.of(), List.of("n1"), true, true, 1, 1);
        DeploymentResult result = new DeploymentResult(outcome, "", new LinkedHashMap<>());
        return Runs.judge(scenario, result, Histories.parse(HISTORY), System.nanoTime());
    }

    @Test
    void aDisturbedRunIsInconclusiveAndNamesTheDisturbance() {
        JudgedRun run = judged(List.of(), List.of("n1.0 was told to leave, and not by this harness"));

        assertThat(run.judgement().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lead()).contains("disturbed from outside", "n1.0 was told to leave");
        assertThat(run.judgement().property("no-duplication").verdict())
                .as("the finding is reported all the same")
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void theLeadOfAViolatedRunIsTheFirstViolatedPropertyWithTheCauseOfTheStandstill() throws IOException {
        JudgedRun run = judged(List.of("in phase flush: n1.0 since 2.0 s"), List.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lead()).startsWith("no-duplication: ").endsWith("(in phase flush: n1.0 since 2.0 s)");
        StringWriter json = new StringWriter();
        RunJson.write(run, json);
        assertThat(json.toString()).contains("\"standstill\"", "in phase flush: n1.0 since 2.0 s", "\"faultsPlanned\"");
    }
}

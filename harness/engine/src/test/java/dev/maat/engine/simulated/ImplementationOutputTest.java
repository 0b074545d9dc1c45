package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.Deployments;
import dev.maat.engine.campaign.ComparedHistories;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.Runs;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The output of simulated implementations, and the place of a call that does not return. */
@Timeout(300)
class ImplementationOutputTest extends FakesUnderWatch {
    private Path run(String implementation, String folder) {
        try (LoadedImplementation loaded = implementations.find(implementation).load()) {
            Scenario scenario = Scenario.of(implementation, "membership", "fifo", 2, 7, new Workload(20, 32, 64, 500));
            RunDirectory directory = RunDirectory.create(temp.resolve(folder));
            Runs.run(scenario, Deployments.of(Deployments.SIMULATION, loaded), directory, Progress.SILENT);
            return directory.path();
        }
    }

    @Test
    void outputIsKeptInTheFolderOfItsRunUpToABound() throws IOException {
        Path log = run("fake:hostile-chatter", "a").resolve("logs/implementation.log");

        assertThat(log).content().startsWith("so much to say so much to say");
        assertThat(Files.size(log)).isEqualTo(BoundedOutput.MAX_BYTES);
    }

    @Test
    void aSilentImplementationHasNoLogs() {
        assertThat(run("fake", "a").resolve("logs")).doesNotExist();
    }

    @Test
    void theLastWordsOfACallThatEndsItsJvmAreKept() {
        Path logs = run("fake:hostile-testament", "a").resolve("logs");

        assertThat(logs.resolve("implementation-end-1.log")).content().contains("nothing is left to me");
        assertThat(logs.resolve("implementation-end-2.log")).content().contains("nothing is left to me");
    }

    @Test
    void theFramesOfACallThatDoesNotReturnAreInTheHistoryAndItsStackIsInTheLogs() throws IOException {
        Path first = run("fake:hostile-spin", "a");

        assertThat(Files.readString(first.resolve("history/harness.jsonl")))
                .contains("it used more than 2 s of processor time in one call (call: Multicast)\\u000a\\u0009at ")
                .contains("dev.maat.engine.fake.Hostility.act(Hostility.java")
                .doesNotContain("SimRun");
        assertThat(first.resolve("logs/implementation-end-1.log"))
                .content()
                .contains("the call that did not return:")
                .contains("dev.maat.engine.fake.Hostility.act(Hostility.java");
    }

    @Test
    void aRunWithACallThatDoesNotReturnComparesEqualWhereverTheCallWas() {
        Path first = run("fake:hostile-spin", "a");
        Path second = run("fake:hostile-spin", "b");

        assertThat(ComparedHistories.firstDifference(first.resolve("history"), second.resolve("history")))
                .isNull();
    }

    @Test
    void onlyTheFramesThatAllLooksShareArePartOfTheCause() {
        StackTraceElement step = new StackTraceElement("a.Core", "step", "Core.java", 10);
        StackTraceElement loop = new StackTraceElement("a.Core", "loop", "Core.java", 20);
        StackTraceElement laterInLoop = new StackTraceElement("a.Core", "loop", "Core.java", 21);
        StackTraceElement inner = new StackTraceElement("a.Core", "inner", "Core.java", 30);

        assertThat(CallWatch.inBoth(
                        new StackTraceElement[] {inner, loop, step}, new StackTraceElement[] {laterInLoop, step}))
                .extracting(StackTraceElement::toString)
                .containsExactly("a.Core.loop(Core.java)", "a.Core.step(Core.java:10)");
        assertThat(CallWatch.inBoth(
                        new StackTraceElement[] {inner, loop, step}, new StackTraceElement[] {inner, loop, step}))
                .containsExactly(inner, loop, step);
    }

    @Test
    void bytesThatGoPastSystemOutAreNoMessagesToTheJudge() throws IOException {
        Path first = run("fake:hostile-descriptor", "a");

        assertThat(Files.readString(first.resolve("history/harness.jsonl")))
                .contains("\"e\":\"end\",\"reason\":\"complete\"")
                .doesNotContain("\"e\":\"crash\"");
    }
}

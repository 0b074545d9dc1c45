package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.maat.faults.FaultPlan;
import dev.maat.scenario.Scenario;
import dev.maat.suites.SkippedSuites;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run leaves no container, network or rule behind, whether it ended well, was interrupted or was killed. */
@NeedsContainers
final class NothingStaysBehindTest {
    private static final long SHORT_MILLIS = 1_500;
    private static final long ENDLESS_MILLIS = 600_000;
    private static final String UNREADABLE_FIREWALL = "this user may not read the firewall, or there is none";

    @TempDir
    Path work;

    private static Scenario scenario(long durationMillis) {
        return Plans.of("reference", "virtually-synchronous", "fifo", "udp", FaultPlan.NONE, durationMillis);
    }

    @Test
    void theNextRunRemovesTheLeftoversOfAKilledHarnessAndLeavesNothingItself() throws Exception {
        Path first = Files.createDirectory(work.resolve("first"));
        Path second = Files.createDirectory(work.resolve("second"));
        long killed;
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), scenario(ENDLESS_MILLIS), first)) {
            run.awaitUntil("a delivery", it -> it.history().contains("\"deliver\""));
            run.killHard();
            killed = run.pid();
        }
        assertThat(Traces.of(killed)).as("leftovers of SIGKILL").hasSizeGreaterThanOrEqualTo(6);
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), scenario(SHORT_MILLIS), second)) {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            assertThat(run.output()).contains("a killed run had left");
            assertThat(Traces.of(run.pid())).isEmpty();
        }
        assertThat(Traces.of(killed)).isEmpty();
    }

    @Test
    void theHostsFirewallIsAfterwardsAsItWasBefore() throws Exception {
        String before = Traces.firewall();
        if (before.isEmpty()) {
            SkippedSuites.add("NothingStaysBehindTest", UNREADABLE_FIREWALL);
        }
        assumeTrue(!before.isEmpty(), UNREADABLE_FIREWALL);
        String during;
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), scenario(ENDLESS_MILLIS), work)) {
            run.awaitUntil("a delivery", it -> it.history().contains("\"deliver\""));
            during = Traces.firewall();
            run.interrupt();
            run.await();
        }
        assertThat(during).as("a run's own network shows in the firewall").isNotEqualTo(before);
        assertThat(Traces.firewall()).isEqualTo(before);
    }

    @Test
    void anInterruptedRunIsCleanedUpAndKeepsItsHistory() throws Exception {
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), scenario(ENDLESS_MILLIS), work)) {
            run.awaitUntil("a delivery", it -> it.history().contains("\"deliver\""));
            run.interrupt();
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.INTERRUPTED);
            assertThat(Traces.of(run.pid())).isEmpty();
            assertThat(run.harnessLines()).last().asString().contains("\"reason\":\"harness-failure\"");
            assertThat(run.history()).contains("\"deliver\"").contains("\"view\"");
            assertThat(run.verdict().path("verdict").asText()).isEqualTo("unknown");
            assertThat(run.verdict().path("reasons").path(0).asText()).contains("interrupted");
        }
    }
}

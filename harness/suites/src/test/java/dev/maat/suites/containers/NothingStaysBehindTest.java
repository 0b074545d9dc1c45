package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.maat.suites.SkippedSuites;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A run leaves no container, network or rule behind, whether it ended well, was interrupted or was killed. */
@NeedsContainers
final class NothingStaysBehindTest {
    private static final long SHORT_MILLIS = 1_500;
    private static final long ENDLESS_MILLIS = 600_000;
    private static final String UNREADABLE_FIREWALL = "this user may not read the firewall, or there is none";

    @TempDir
    Path work;

    @Test
    void theNextRunRemovesTheLeftoversOfAKilledHarnessAndLeavesNothingItself() throws Exception {
        Path first = Files.createDirectory(work.resolve("first"));
        Path second = Files.createDirectory(work.resolve("second"));
        long killed;
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), Plans.undisturbed(ENDLESS_MILLIS), first)) {
            run.awaitUntil("a delivery", it -> it.history().contains("\"deliver\""));
            run.killHard();
            killed = run.pid();
        }
        assertThat(Traces.of(killed))
                .as("its three containers and two networks")
                .hasSize(5);
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), Plans.undisturbed(SHORT_MILLIS), second)) {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            assertThat(run.output()).contains("a killed run had left");
            assertThat(Traces.of(run.pid())).isEmpty();
        }
        assertThat(Traces.of(killed)).isEmpty();
    }

    /** One run for both claims. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class OfAnInterruptedRun {
        private String firewallBefore = "";
        private String firewallDuring = "";
        private String firewallAfter = "";
        private HarnessRun run;

        @BeforeAll
        void interruptARun(@TempDir Path folder) throws Exception {
            firewallBefore = Traces.firewall();
            run = HarnessRun.start(HarnessRun.implementation("reference"), Plans.undisturbed(ENDLESS_MILLIS), folder);
            run.awaitUntil("a delivery", it -> it.history().contains("\"deliver\""));
            firewallDuring = Traces.firewall();
            run.interrupt();
            run.await();
            firewallAfter = Traces.firewall();
        }

        @AfterAll
        void end() throws InterruptedException {
            if (run != null) {
                run.close();
            }
        }

        @Test
        void theHostsFirewallIsAsItWasBefore() {
            if (firewallBefore.isEmpty()) {
                SkippedSuites.add("NothingStaysBehindTest", UNREADABLE_FIREWALL);
            }
            assumeTrue(!firewallBefore.isEmpty(), UNREADABLE_FIREWALL);
            assertThat(firewallDuring)
                    .as("a run's own network shows in the firewall")
                    .isNotEqualTo(firewallBefore);
            assertThat(firewallAfter).isEqualTo(firewallBefore);
        }

        @Test
        void allIsCleanedUpAndTheHistoryIsKept() throws Exception {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.INTERRUPTED);
            assertThat(Traces.of(run.pid())).isEmpty();
            assertThat(run.harnessLines()).last().asString().contains("\"reason\":\"harness-failure\"");
            assertThat(run.history()).contains("\"deliver\"").contains("\"view\"");
            assertThat(run.verdict().path("verdict").asText()).isEqualTo("unknown");
            assertThat(run.verdict().path("reasons").path(0).asText()).contains("interrupted");
        }
    }
}

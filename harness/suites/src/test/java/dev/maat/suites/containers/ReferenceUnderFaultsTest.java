package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.containers.needs.Need;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference keeps what it claims while real packets are dropped and real processes die. */
@NeedsContainers
final class ReferenceUnderFaultsTest {
    private static final long DURATION_MILLIS = 2_000;

    @TempDir
    Path work;

    @Test
    void theReferenceHoldsOverUdpUnicastUnderEveryFaultOfDatagrams() throws Exception {
        holds(Plans.of("reference", "virtually-synchronous", "fifo", "udp", Plans.ofDatagrams(), DURATION_MILLIS));
    }

    @Test
    void theReferenceHoldsOverIpMulticastUnderEveryFaultOfDatagrams() throws Exception {
        holds(Plans.of("reference", "atomic", "total", "multicast", Plans.ofDatagrams(), DURATION_MILLIS));
    }

    @Test
    @NeedsContainers(also = Need.Subject.TOXIPROXY_IMAGE)
    void theReferenceHoldsOverTcpUnderEveryFaultOfConnections() throws Exception {
        holds(Plans.of("reference", "atomic", "total", "tcp", Plans.ofConnections(), DURATION_MILLIS));
    }

    /** The way for users who are not root on the engine's host. */
    @Test
    @NeedsContainers(also = Need.Subject.HELPER_IMAGE)
    void theReferenceHoldsWhereHelperContainersSetTheRules() throws Exception {
        Scenario scenario = Plans.of(
                "reference", "virtually-synchronous", "fifo", "udp", Plans.ofRulesInNewNamespaces(), DURATION_MILLIS);
        JsonNode environment = holds(scenario, "-Dmaat.helper.always=true");
        assertThat(environment.path("netfilter").asText()).isEqualTo("by helper containers");
    }

    /** The way for machines without nft: dockerd needs iptables itself. */
    @Test
    @NeedsContainers(programs = {"iptables", "iptables-restore", "iptables-save"})
    void theReferenceHoldsOverUdpWhereIptablesSetsTheRules() throws Exception {
        Scenario scenario = Plans.of(
                "reference", "virtually-synchronous", "fifo", "udp", Plans.ofRulesInNewNamespaces(), DURATION_MILLIS);
        JsonNode environment = holds(scenario, "-Dmaat.netfilter=iptables");
        assertThat(environment.path("netfilterTool").asText()).isEqualTo("iptables");
    }

    @Test
    @NeedsContainers(
            also = Need.Subject.TOXIPROXY_IMAGE,
            programs = {"iptables", "iptables-restore", "iptables-save"})
    void theReferenceHoldsOverTcpWhereIptablesSetsTheRules() throws Exception {
        Scenario scenario =
                Plans.of("reference", "atomic", "total", "tcp", Plans.ofConnectionsInNewNamespaces(), DURATION_MILLIS);
        JsonNode environment = holds(scenario, "-Dmaat.netfilter=iptables");
        assertThat(environment.path("netfilterTool").asText()).isEqualTo("iptables");
    }

    /** Requires that the run holds and that every fault bit; returns the run's environment. */
    private JsonNode holds(Scenario scenario, String... flags) throws Exception {
        try (HarnessRun run = HarnessRun.start(HarnessRun.implementation("reference"), scenario, work, flags)) {
            int exitCode = run.await();
            System.out.println(run.output());
            assertThat(exitCode).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            run.requireThatEveryFaultBit(scenario.plan());
            Judgement judgement = run.judge();
            assertThat(judgement.verdict()).as("%s", judgement.reasons()).isEqualTo(Verdict.HOLDS);
            for (String id : new String[] {"same-view-delivery", "virtual-synchrony", "agreement"}) {
                assertThat(judgement.property(id).atRisk())
                        .as(id + ": cases at risk")
                        .isPositive();
            }
            assertThat(Traces.of(run.pid())).isEmpty();
            return run.verdict().path("run").path("environment");
        }
    }
}

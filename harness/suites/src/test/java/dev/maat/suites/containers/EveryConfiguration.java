package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.containers.needs.Need;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every configuration of the reference holds on every transport, each in one run with a partition and a restart. It takes about half an
 * hour and is run by name alone: {@code -Dtest=EveryConfiguration}. {@code -Dmaat.transports} names some of the transports, {@code
 * -Dmaat.jobs} (2) the number of runs at the same time.
 */
@NeedsContainers(also = Need.Subject.TOXIPROXY_IMAGE)
final class EveryConfiguration {
    private static final int JOBS = Integer.getInteger("maat.jobs", 2);
    private static final String[] TRANSPORTS =
            System.getProperty("maat.transports", "udp,multicast,tcp").split(",", -1);

    private static final long DURATION_MILLIS = 1_000;

    /**
     * On a busy machine the node that was cut off is back too late, and the group cannot afford the restart. Such a run proves nothing, and
     * is made again at half the pace.
     */
    private static final int MAX_RUNS = 3;

    @TempDir
    Path work;

    /** One configuration over one transport. */
    private record Configuration(String transport, String reliability, String ordering, String delivery) {
        @Override
        public String toString() {
            return "%-9s  %-4s  %-6s  %-7s".formatted(transport, reliability, ordering, delivery);
        }

        /** @param pace how many times longer than on a quiet machine all takes */
        Scenario scenario(long pace) {
            FaultPlan plan = new FaultPlan(
                    List.of(
                            new PlannedFault(
                                    1,
                                    500,
                                    1_500L * pace,
                                    new Fault.Partition(List.of(List.of("n3"), List.of("n1", "n2"))),
                                    true),
                            new PlannedFault(2, 4_000 * pace, null, new Fault.Restart("n1", 200), true)),
                    List.of());
            Implementation reference =
                    Implementations.scan(HarnessRun.implementation("reference")).find("reference");
            List<String> claims = reference.claim(ordering, delivery);
            return Scenario.of("reference", claims.getFirst(), ordering, 3, 7, Workload.of(30, DURATION_MILLIS))
                    .withImplementation("reference", claims, reference.membership())
                    .withDeployment("containers", transport)
                    .withOption("reliability", reliability)
                    .withOption("delivery", delivery)
                    .withPlan(plan);
        }
    }

    /** The end of a run. */
    private record Outcome(Configuration configuration, int exitCode, String output) {}

    @Test
    void everyConfigurationHoldsOnEveryTransport() throws Exception {
        List<Future<Outcome>> runs = new ArrayList<>();
        List<Outcome> failed = new ArrayList<>();
        try (ExecutorService jobs = Executors.newFixedThreadPool(JOBS)) {
            for (Configuration each : configurations()) {
                runs.add(jobs.submit(() -> outcome(each)));
            }
            for (Future<Outcome> run : runs) {
                Outcome outcome = run.get();
                System.out.println(outcome.configuration() + "  exit " + outcome.exitCode());
                if (outcome.exitCode() != HarnessRun.HOLDS) {
                    failed.add(outcome);
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    private static List<Configuration> configurations() {
        List<Configuration> all = new ArrayList<>();
        for (String transport : TRANSPORTS) {
            for (String reliability : List.of("nack", "ack", "tree")) {
                for (String ordering : List.of("fifo", "causal", "total", "agreed")) {
                    for (String delivery : List.of("plain", "uniform")) {
                        all.add(new Configuration(transport, reliability, ordering, delivery));
                    }
                }
            }
        }
        return all;
    }

    private Outcome outcome(Configuration configuration) throws IOException, InterruptedException {
        Outcome last = run(configuration, 1);
        for (int run = 2; run <= MAX_RUNS && last.exitCode() == HarnessRun.UNKNOWN; run++) {
            last = run(configuration, 1L << (run - 1));
        }
        return last;
    }

    private Outcome run(Configuration configuration, long pace) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "run");
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), configuration.scenario(pace), folder)) {
            return new Outcome(configuration, run.await(), run.output());
        }
    }
}

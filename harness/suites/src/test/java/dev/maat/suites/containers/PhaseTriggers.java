package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import dev.maat.engine.containers.needs.Need;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Link;
import dev.maat.faults.Marks;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real networks too, a fault falls at a moment of the protocol, and the history proves by its own order that it did. */
@NeedsContainers
final class PhaseTriggers {
    /** The harness hears of a phase with a delay, which a busy machine makes longer. A run whose faults came too late does not count. */
    private static final int MAX_RUNS = 3;

    /** Makes each phase last for longer than a fault takes. */
    private static final Fault.Latency SLOW_LINKS = new Fault.Latency(List.of(), 150, 0);

    private static final long DURATION_MILLIS = 9_000;
    /** JGroups takes a joiner into a view within so long. */
    private static final long VIEW_MILLIS = 4_000;

    private static final long GATHER_MILLIS = 60_000;

    @TempDir
    Path work;

    @Test
    @NeedsContainers(also = Need.Subject.TOXIPROXY_IMAGE)
    void theReferenceHoldsWhenFaultsFallIntoAFlushAnAcceptAndAStateTransfer() throws Exception {
        boolean allFell = false;
        for (int run = 1; run <= MAX_RUNS && !allFell; run++) {
            History history = holds(inTheMiddleOfPhases(1L << (run - 1)).withSeed(run), "reference-" + run);
            FaultCoverage coverage = FaultCoverage.of(history);
            allFell = coverage.count(FaultKind.KILL, ProtocolPhase.ACCEPT) > 0
                    && coverage.count(FaultKind.ONE_WAY_CUT, ProtocolPhase.FLUSH) > 0
                    && coverage.count(FaultKind.KILL, ProtocolPhase.TRANSFER) > 0;
        }
        assertThat(allFell)
                .as("each fault fell into its phase within %d runs", MAX_RUNS)
                .isTrue();
    }

    /**
     * A node joins; the coordinator dies at its first accept of it, and a member is not heard as it begins its flush. The dead node joins
     * again, and dies as it loads the state. The view changes begin with a join, because while links are slow the group of five spares one
     * death in each view.
     *
     * @param pace how many times longer than on a quiet machine all takes
     */
    private static Scenario inTheMiddleOfPhases(long pace) {
        long joinMillis = 1_000 * pace;
        long againMillis = 6_500 * pace;
        FaultPlan plan = new FaultPlan(
                List.of(
                        new PlannedFault(1, 200, null, SLOW_LINKS, true),
                        new PlannedFault(2, joinMillis, null, new Fault.Join("n6"), true),
                        inPhase(3, "flush", "", joinMillis, new Fault.OneWayCut(links("@marker>@other"))),
                        inPhase(4, "accept", "@coordinator", joinMillis, new Fault.Kill("@marker")),
                        new PlannedFault(5, againMillis, null, new Fault.Join("n1"), false),
                        inPhase(6, "transfer", "@joiner", againMillis, new Fault.Kill("@marker"))),
                List.of());
        return Scenario.of(
                        "reference",
                        "atomic",
                        "total",
                        6,
                        7,
                        Workload.of(30, DURATION_MILLIS * pace).withStateBytes(200_000))
                .withFounders(5)
                .withDeployment("containers", "tcp")
                // Only the dead are suspected.
                .withOption("suspicionMillis", Long.toString(1_500 * pace))
                .withPlan(plan);
    }

    /** It need not have an effect: the harness may hear of the phase too late, and then the run does not count. */
    private static PlannedFault inPhase(int id, String mark, String by, long notBeforeMillis, Fault fault) {
        Long forMillis = fault.kind().lasting() ? 500L : null;
        return new PlannedFault(id, first(mark, by, notBeforeMillis), forMillis, fault, false);
    }

    private static List<Link> links(String pair) {
        String[] ends = pair.split(">", -1);
        return List.of(new Link(ends[0], ends[1]));
    }

    private static Moment.OnMark first(String mark, String by, long notBeforeMillis) {
        return new Moment.OnMark(mark, false, by, 1, 1, 0, notBeforeMillis);
    }

    private History holds(Scenario scenario, String folder) throws Exception {
        try (HarnessRun run = start("reference", scenario, folder)) {
            int exitCode = run.await();
            System.out.println(run.output());
            assertThat(exitCode).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            assertThat(Traces.of(run.pid())).isEmpty();
            return Histories.read(work.resolve(folder).resolve("run").resolve("history"));
        }
    }

    private HarnessRun start(String implementation, Scenario scenario, String folder) throws IOException {
        Path place = Files.createDirectory(work.resolve(folder));
        return HarnessRun.start(HarnessRun.implementation(implementation), scenario, place);
    }

    /** JGroups marks no phase. Views are seen by the harness itself. */
    @Test
    void aFaultFallsAtAViewOfJGroupsThatTheHarnessSees() throws Exception {
        boolean fell = false;
        for (int run = 1; run <= MAX_RUNS && !fell; run++) {
            fell = fallsAtAView(atAView(1L << (run - 1)).withSeed(run), "jgroups-" + run);
        }
        assertThat(fell).as("a cut fell at a view within %d runs", MAX_RUNS).isTrue();
    }

    /** A node joins, and the first member that installs a view is cut off as it does. */
    private static Scenario atAView(long pace) {
        Fault.Partition cut = new Fault.Partition(List.of(List.of("@marker"), List.of("@rest")));
        FaultPlan plan = new FaultPlan(
                List.of(
                        new PlannedFault(1, 1_000, null, new Fault.Join("n3"), true),
                        new PlannedFault(2, first(Marks.VIEW, "", 1_000), 600L, cut, true)),
                List.of());
        return Scenario.of("jgroups", "reliable-fifo", "fifo", 3, 7, Workload.of(60, VIEW_MILLIS * pace))
                .withFounders(2)
                .withDeployment("containers", "udp")
                .withImplementation("jgroups", List.of("reliable-fifo"), "partitionable")
                .withBudgets(Budgets.DEFAULT.withGatherMillis(GATHER_MILLIS))
                .withPlan(plan);
    }

    /** Whether the cut fell at the view, and did something. The verdict is about JGroups; none says whether Maat works. */
    private boolean fallsAtAView(Scenario scenario, String folder) throws Exception {
        try (HarnessRun run = start("jgroups", scenario, folder)) {
            assertThat(run.await()).as(run.output()).isIn(HarnessRun.HOLDS, HarnessRun.VIOLATED, HarnessRun.UNKNOWN);
            System.out.println(run.output());
            assertThat(Traces.of(run.pid())).isEmpty();
            List<String> lines = run.harnessLines();
            return lines.stream().anyMatch(line -> line.contains("\"trigger\":{\"mark\":\"view\""))
                    && lines.stream()
                            .anyMatch(line -> line.contains("\"id\":2,\"on\":false") && line.contains("\"bit\":true"));
        }
    }
}

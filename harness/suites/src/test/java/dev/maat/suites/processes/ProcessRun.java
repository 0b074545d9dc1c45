package dev.maat.suites.processes;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.history.History;
import dev.maat.engine.processes.ProcessDeployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A scenario, run on processes and judged. */
record ProcessRun(DeploymentResult result, Judgement judgement, List<String> harnessLines) {
    private static final Budgets BUDGETS = new Budgets(60_000, 20_000, 20_000, 500, 30_000, 30_000);

    static ProcessRun of(Implementation implementation, Scenario scenario, Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder);
        DeploymentResult result = new ProcessDeployment(implementation).run(scenario, directory, Progress.SILENT);
        History history = Histories.read(directory.history());
        return new ProcessRun(result, Judge.judge(history), Files.readAllLines(directory.harnessFile()));
    }

    /** A scenario whose faults follow each other, each of which must have an effect. */
    static Scenario scenario(
            Implementation implementation, String ordering, int nodes, long durationMillis, PlannedFault... faults) {
        Scenario scenario = Scenario.of(
                        implementation.name(),
                        "reliable",
                        ordering,
                        nodes,
                        7,
                        new Workload(60, 32, 600, durationMillis))
                .withImplementation(implementation.name(), implementation.claim(ordering), implementation.membership())
                .withDeployment("processes", "udp")
                .withBudgets(implementation.isStatic() ? BUDGETS.withGatherMillis(0) : BUDGETS);
        return scenario.withPlan(new FaultPlan(List.of(faults), List.of()));
    }

    /** Faults one after the other, in a list as a plan takes it. */
    static final class Then {
        private final List<PlannedFault> faults = new ArrayList<>();
        private long atMillis = 300;

        /** A fault that lasts, and the time until the next. */
        Then lasting(long millis, long untilNextMillis, Fault fault) {
            return add(millis, millis + untilNextMillis, fault);
        }

        /** A fault that is over at once, and the time until the next. */
        Then atOnce(long untilNextMillis, Fault fault) {
            return add(null, untilNextMillis, fault);
        }

        private Then add(Long forMillis, long untilNextMillis, Fault fault) {
            faults.add(new PlannedFault(faults.size() + 1, atMillis, forMillis, fault, true));
            atMillis += untilNextMillis;
            return this;
        }

        PlannedFault[] all() {
            return faults.toArray(PlannedFault[]::new);
        }
    }

    /** The line of the harness that says what a fault did. */
    String effectOf(int fault) {
        return harnessLines.stream()
                .filter(line -> line.contains("\"e\":\"fault\",\"id\":" + fault + ","))
                .reduce("", (earlier, later) -> later);
    }

    /** The processes of nodes that runs of this JVM have left. */
    static List<String> traces() {
        return ProcessHandle.current()
                .descendants()
                .map(one -> one.info().commandLine().orElse(""))
                .filter(command -> command.contains("maat-processes"))
                .toList();
    }
}

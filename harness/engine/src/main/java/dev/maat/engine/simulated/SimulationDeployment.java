package dev.maat.engine.simulated;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunInMemory;
import dev.maat.engine.simulated.WorkerMessages.Finished;
import dev.maat.faults.Capabilities;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import dev.maat.simulation.Simulation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Runs scenarios in virtual time, in another JVM. Several threads may run scenarios at once. */
public final class SimulationDeployment implements Deployment {
    /** Of a run that did not stop when it was told to: nothing but its interrupt is known. */
    private static final RunOutcome INTERRUPTED = new RunOutcome(
            "harness-failure",
            DeploymentResult.INTERRUPTED,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            false,
            0,
            0);

    private final LoadedImplementation implementation;
    private final FencedRuns runs;
    private final boolean stopsAtViolation;

    public SimulationDeployment(LoadedImplementation implementation) {
        this(implementation, new FencedRuns(implementation.implementation()), false);
    }

    private SimulationDeployment(LoadedImplementation implementation, FencedRuns runs, boolean stopsAtViolation) {
        if (!implementation.isPure()) {
            throw new ArgumentException(
                    implementation.implementation().name()
                            + " owns its sockets and threads, so it cannot run in simulation; another --deployment that it offers can run it");
        }
        this.implementation = implementation;
        this.runs = runs;
        this.stopsAtViolation = stopsAtViolation;
    }

    @Override
    public Deployment stoppingAtViolation() {
        return new SimulationDeployment(implementation, runs, true);
    }

    @Override
    public Capabilities capabilities(String transport) {
        return Simulation.capabilities(transport);
    }

    @Override
    public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
        progress.stage("simulating");
        require(scenario);
        @Nullable Finished done = runs.run(scenario, directory, stopsAtViolation);
        if (done == null) {
            return new DeploymentResult(INTERRUPTED, "", environment());
        }
        done.notes().forEach(progress::note);
        return result(done);
    }

    /** A run that stops at a violation is judged from its files while it goes on, so it has no history in memory. */
    @Override
    public @Nullable RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
        if (stopsAtViolation) {
            return null;
        }
        require(scenario);
        @Nullable Finished done = runs.runInMemory(scenario, directory);
        if (done == null) {
            return new RunInMemory(new DeploymentResult(INTERRUPTED, "", environment()), new byte[0]);
        }
        byte[] evidence = done.evidence();
        return evidence == null ? null : new RunInMemory(result(done), evidence);
    }

    private static void require(Scenario scenario) {
        Simulation.capabilities(scenario.transport()).require(scenario.plan().kinds());
    }

    private static DeploymentResult result(Finished done) {
        return new DeploymentResult(done.outcome(), done.fingerprint(), environment(), done.crashesMidFanOut());
    }

    private static SequencedMap<String, String> environment() {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("Java", Runtime.version() + ", " + System.getProperty("java.vendor"));
        environment.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        environment.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return environment;
    }
}

package dev.maat.engine.simulated;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import dev.maat.simulation.SimulationResult;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Runs scenarios in virtual time and in the calling thread. Several threads may run scenarios at once. */
public final class SimulationDeployment implements Deployment {
    private final LoadedImplementation implementation;
    private final boolean stopsAtViolation;

    public SimulationDeployment(LoadedImplementation implementation) {
        this(implementation, false);
    }

    private SimulationDeployment(LoadedImplementation implementation, boolean stopsAtViolation) {
        if (!implementation.isPure()) {
            throw new ArgumentException(
                    implementation.implementation().name()
                            + " owns its sockets and threads, so it cannot run in simulation; --deployment containers can run it");
        }
        this.implementation = implementation;
        this.stopsAtViolation = stopsAtViolation;
    }

    @Override
    public Deployment stoppingAtViolation() {
        return new SimulationDeployment(implementation, true);
    }

    @Override
    public Capabilities capabilities(String transport) {
        return Simulation.capabilities(transport);
    }

    @Override
    public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
        progress.stage("simulating");
        SimulationResult result;
        try (HistoryFiles history = new HistoryFiles(directory)) {
            WatchedHistory watched = stopsAtViolation ? new WatchedHistory(history, directory, progress) : null;
            result = Simulation.run(
                    scenario,
                    implementation::newCore,
                    watched == null ? history : watched,
                    () -> Thread.currentThread().isInterrupted(),
                    () -> watched == null ? null : watched.violation());
        }
        return new DeploymentResult(result.outcome(), result.fingerprintHex(), environment(), result.crashesInFanOut());
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

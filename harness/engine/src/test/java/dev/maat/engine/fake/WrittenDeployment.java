package dev.maat.engine.fake;

import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import dev.maat.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;

/** A deployment without processes: the history of each run is a text that the test gives, and every run ends complete. */
public final class WrittenDeployment implements Deployment {
    private static final RunOutcome COMPLETE = new RunOutcome(
            "complete", "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), true, true, 0, 0);

    private final Text text;
    private int runs;

    /** The text of each run's history; a run fails by what it throws. */
    @FunctionalInterface
    public interface Text {
        /** @param run the number of the run, from 1 */
        String of(Scenario scenario, int run);
    }

    public WrittenDeployment(Text text) {
        this.text = text;
    }

    /** The number of runs so far. */
    public int runs() {
        return runs;
    }

    @Override
    public Capabilities capabilities(String transport) {
        return Simulation.capabilities(transport);
    }

    @Override
    public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
        runs++;
        try {
            Files.createDirectories(directory.history());
            Files.writeString(directory.harnessFile(), text.of(scenario, runs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DeploymentResult(COMPLETE, "", new LinkedHashMap<>());
    }

    @Override
    public Deployment stoppingAtViolation() {
        throw new UnsupportedOperationException();
    }
}

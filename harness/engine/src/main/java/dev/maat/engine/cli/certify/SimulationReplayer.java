package dev.maat.engine.cli.certify;

import dev.maat.engine.Deployments;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.PlanDigests;
import dev.maat.engine.certify.plan.Planner;
import dev.maat.engine.certify.verify.Replayer;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.node.implementation.ImplementationException;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes simulated runs again with the implementation that is at hand here, if it and this Maat are those that were certified. */
final class SimulationReplayer implements Replayer, AutoCloseable {
    private final Surroundings surroundings;
    private final boolean wanted;
    private @Nullable LoadedImplementation loaded;
    private @Nullable Planner planner;
    private @Nullable String obstacle;

    SimulationReplayer(Surroundings surroundings, boolean wanted) {
        this.surroundings = surroundings;
        this.wanted = wanted;
    }

    @Override
    public boolean isWanted() {
        return wanted;
    }

    @Override
    public String obstacle(Plan plan) {
        if (obstacle == null) {
            obstacle = wanted ? lookFor(plan) : NONE.obstacle(plan);
        }
        return obstacle;
    }

    private String lookFor(Plan plan) {
        if (!PlanDigests.isOfThisHarness(plan)) {
            return "another build of Maat certified, and what this one makes would prove nothing; use that build";
        }
        try {
            LoadedImplementation found = surroundings
                    .findImplementations()
                    .find(plan.implementation())
                    .load();
            loaded = found;
            planner = Planner.of(plan, found);
            return PlanDigests.isOf(plan, found.implementation())
                    ? ""
                    : "the " + plan.implementation()
                            + " that is at hand is not the one that was certified, whose digest is "
                            + PlanDigests.wordsOfImplementation(plan);
        } catch (ArgumentException | ImplementationException absent) {
            return plan.implementation() + " is not at hand as it was certified: " + absent.getMessage();
        }
    }

    @Override
    public Scenario draw(Plan plan, PlannedRun planned) {
        return Objects.requireNonNull(planner, "there is an obstacle").scenario(planned);
    }

    @Override
    public Path replay(Scenario scenario, Path work) {
        LoadedImplementation implementation = Objects.requireNonNull(loaded, "there is an obstacle");
        RunDirectory directory = RunDirectory.create(work);
        ScenarioJson.write(scenario, directory.scenario());
        if (Deployments.of(scenario.deployment(), implementation)
                .run(scenario, directory, Progress.SILENT)
                .wasInterrupted()) {
            throw new HarnessException("interrupted");
        }
        return directory.history();
    }

    @Override
    public void close() {
        if (loaded != null) {
            loaded.close();
            loaded = null;
        }
    }
}

package dev.maat.junit;

import dev.maat.engine.Deployments;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.Runs;
import dev.maat.engine.run.ShellWord;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One implementation on one deployment. All tests share it, and with it the JVM that a simulated implementation runs in, until the JVM of the
 * tests ends.
 */
final class Laboratory {
    private static final Map<Place, Laboratory> ALL = new ConcurrentHashMap<>();

    private final LoadedImplementation loaded;
    private final Deployment deployment;

    private record Place(Path folder, String name, String deployment) {}

    private Laboratory(LoadedImplementation loaded, Deployment deployment) {
        this.loaded = loaded;
        this.deployment = deployment;
    }

    /** The only one of its kind. */
    static Laboratory of(BuildUnderTest build, String deploymentName) {
        Implementation implementation = build.find(Results.root());
        return ALL.computeIfAbsent(new Place(implementation.folder(), implementation.name(), deploymentName), place -> {
            LoadedImplementation loaded = implementation.load();
            return new Laboratory(loaded, Deployments.of(deploymentName, loaded));
        });
    }

    LoadedImplementation loaded() {
        return loaded;
    }

    Implementation implementation() {
        return loaded.implementation();
    }

    Deployment deployment() {
        return deployment;
    }

    /** Runs a scenario. The report is written, and the folder kept, unless the run passed. */
    JudgedRun run(Scenario scenario, Path folder) {
        deployment.capabilities(scenario.transport()).require(scenario.plan().kinds());
        RunDirectory directory = RunDirectory.create(folder);
        JudgedRun run = Runs.run(scenario, deployment, directory, Progress.SILENT);
        if (run.exitCode() == 0) {
            directory.remove();
        } else {
            Runs.report(run, directory, command("run --scenario", directory.scenario()));
        }
        return run;
    }

    /** A command of Maat that finds the implementation. */
    String command(String command, Path file) {
        return "MAAT_IMPLEMENTATIONS="
                + ShellWord.quote(implementation().folder().toString()) + " ./maat " + command + " "
                + ShellWord.quote(file.toString());
    }
}

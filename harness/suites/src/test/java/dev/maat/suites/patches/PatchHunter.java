package dev.maat.suites.patches;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.recording.CompactEvidence;
import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunInMemory;
import dev.maat.engine.run.Runs;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.EvidenceSink;
import dev.maat.simulation.Simulation;
import dev.maat.simulation.SimulationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;

/** Hunts a patched reference as {@code ./maat run --seed} runs it: the same draws, worker, judge and claims. */
final class PatchHunter implements AutoCloseable {
    private static final String UDP = "udp";

    private final Patch patch;
    private final Implementation implementation;
    private final LoadedImplementation loaded;
    private final Deployment deployment;
    private final Path work;

    /**
     * What came of a hunt.
     *
     * @param seed the first under which the property was violated; 0: none
     * @param others the other claimed properties that were violated until then, each with its first seed
     * @param undecided how many runs were neither violated nor held
     */
    record Result(Patch patch, long seed, long runs, SequencedMap<String, Long> others, long undecided) {
        /** Whether any claimed property was violated. */
        boolean isKilled() {
            return seed > 0 || !others.isEmpty();
        }

        String line() {
            return String.join(
                    "\t",
                    patch.name(),
                    patch.rule(),
                    patch.ordering() + " " + patch.delivery(),
                    patch.property(),
                    Long.toString(seed),
                    Long.toString(runs),
                    others.toString(),
                    Long.toString(undecided));
        }
    }

    PatchHunter(Patch patch, Path work, Path reference) throws IOException {
        this.patch = patch;
        this.work = work;
        this.implementation = PatchedReference.of(patch, work, reference);
        this.loaded = implementation.load();
        this.deployment = Deployments.of(Deployments.SIMULATION, loaded);
    }

    Scenario drawn(long seed) {
        RunRequest request = RunRequest.usual(Deployments.SIMULATION, UDP, patch.ordering(), "test")
                .withDelivery(patch.delivery());
        return request.draw(implementation, Simulation.capabilities(UDP), seed);
    }

    JudgedRun judged(long seed) {
        Scenario scenario = drawn(seed);
        RunDirectory place = RunDirectory.create(work.resolve("run-" + patch.name()));
        long began = System.nanoTime();
        try {
            RunInMemory run = deployment.runInMemory(scenario, place);
            return run == null
                    ? Runs.run(scenario, deployment, place, Progress.SILENT)
                    : Runs.judge(scenario, run, began);
        } finally {
            place.remove();
        }
    }

    /** In this JVM, which is faster for one seed: no worker starts. A patch whose steps do not end would stop the tests. */
    Judgement judgedHere(long seed) {
        Scenario scenario = drawn(seed);
        CompactEvidence evidence = new CompactEvidence();
        SimulationResult result = Simulation.run(scenario, loaded::newCore, EvidenceSink.in(evidence));
        DeploymentResult ended = new DeploymentResult(
                result.outcome(), result.fingerprintHex(), new LinkedHashMap<>(), result.crashesInFanOut());
        byte[] history = Objects.requireNonNull(evidence.bytes(), "the history is too long for memory");
        return Runs.judge(scenario, new RunInMemory(ended, history), System.nanoTime())
                .judgement();
    }

    /** Runs seeds until the property is violated. */
    Result hunt(long first, long last) {
        SequencedMap<String, Long> others = new LinkedHashMap<>();
        long undecided = 0;
        for (long seed = first; seed <= last; seed++) {
            JudgedRun run = judged(seed);
            undecided += run.judgement().verdict() == Verdict.UNKNOWN ? 1 : 0;
            for (PropertyResult each : run.judgement().properties()) {
                if (each.verdict() == Verdict.VIOLATED && each.id().equals(patch.property())) {
                    return new Result(patch, seed, seed - first + 1, others, undecided);
                }
                if (each.verdict() == Verdict.VIOLATED && run.claimed().contains(each.id())) {
                    others.putIfAbsent(each.id(), seed);
                }
            }
        }
        return new Result(patch, 0, last - first + 1, others, undecided);
    }

    @Override
    public void close() {
        loaded.close();
    }
}

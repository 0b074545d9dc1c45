package dev.maat.engine.hunt;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryCase;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.Runs;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.node.implementation.PlantedDefect;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hunts a planted defect until the property that it breaks is violated: by the first seeds of the hunt, then by the standard battery, then
 * by further seeds, a third of which aim a fault at a phase.
 */
public final class ZooHunt {
    /** Most defects die of these. */
    private static final int FIRST_SEEDS = 12;

    private static final int MAX_UNJUDGED = 10;

    private final long firstSeed;
    private final long lastSeed;
    private final Path work;
    private final Function<Implementation, LongFunction<Scenario>> scenarios;
    private final Function<LoadedImplementation, Deployment> deployments;
    private final String maatVersion;

    /** A defect that is being hunted. */
    private final class Prey {
        private final String name;
        private final PlantedDefect planted;
        private final ZooBuild build;
        private final Deployment deployment;
        private final SequencedMap<String, String> violated = new LinkedHashMap<>();
        private final List<String> unjudged = new ArrayList<>();
        private long runs;
        private long virtualNanos;
        private String killedBy = "";

        Prey(String name, PlantedDefect planted, ZooBuild build, Deployment deployment) {
            this.name = name;
            this.planted = planted;
            this.build = build;
            this.deployment = deployment;
        }

        /** Whether the hunt of this defect is over. */
        boolean run(Scenario scenario, String which) {
            RunDirectory place = RunDirectory.create(work.resolve("run-" + name.replace(':', '-')));
            JudgedRun run;
            try {
                run = Runs.run(scenario, deployment, place, Progress.SILENT);
            } catch (HistoryInputException noHistory) {
                runs++;
                place.remove();
                note(which + ": " + noHistory.reason());
                return false;
            }
            // A run that fails in another way leaves its folder, which tells of the failure.
            place.remove();
            if (run.result().wasInterrupted()) {
                Thread.currentThread().interrupt();
                return true;
            }
            runs++;
            virtualNanos += run.history().endNanos();
            for (PropertyResult property : run.judgement().properties()) {
                boolean named = property.id().equals(planted.property());
                if (property.verdict() == Verdict.VIOLATED
                        && (named || run.claimed().contains(property.id()))) {
                    violated.putIfAbsent(property.id(), which);
                    killedBy = named ? which : killedBy;
                }
            }
            return !killedBy.isEmpty();
        }

        private void note(String sentence) {
            if (unjudged.size() < MAX_UNJUDGED) {
                unjudged.add(sentence);
            }
        }

        ZooResult result() {
            return new ZooResult(name, planted, killedBy, runs, virtualNanos, violated, unjudged, build);
        }
    }

    /**
     * A hunt through some seeds.
     *
     * @param work a folder for the runs
     * @param scenarios of an implementation, by seed, in the ordering and delivery that exercise its defect
     */
    public ZooHunt(
            long firstSeed,
            long lastSeed,
            Path work,
            Function<Implementation, LongFunction<Scenario>> scenarios,
            Function<LoadedImplementation, Deployment> deployments,
            String maatVersion) {
        this.firstSeed = firstSeed;
        this.lastSeed = lastSeed;
        this.work = work;
        this.scenarios = scenarios;
        this.deployments = deployments;
        this.maatVersion = maatVersion;
    }

    /**
     * Hunts one defect; null: the calling thread was interrupted before it was over.
     *
     * @param kinds of fault that seeds may be steered with: a defect that dies of one which the implementation need not survive is not
     *     killed
     */
    public @Nullable ZooResult hunt(
            Implementation implementation,
            PlantedDefect planted,
            ZooBuild build,
            String transport,
            Set<FaultKind> kinds) {
        if (!planted.masked().isEmpty()) {
            return new ZooResult(implementation.name(), planted, "", 0, 0, new LinkedHashMap<>(), List.of(), build);
        }
        try (LoadedImplementation loaded = implementation.load()) {
            Deployment deployment = deployments.apply(loaded);
            Prey prey = new Prey(implementation.name(), planted, build, deployment);
            LongFunction<Scenario> drawn = scenarios.apply(implementation);
            long first = Math.min(lastSeed, firstSeed + FIRST_SEEDS - 1);
            boolean over = seeds(prey, drawn, kinds, firstSeed, first)
                    || battery(prey, target(implementation, planted, transport))
                    || seeds(prey, drawn, kinds, first + 1, lastSeed);
            boolean interrupted = over && !prey.result().killed();
            return interrupted ? null : prey.result();
        }
    }

    private BatteryTarget target(Implementation implementation, PlantedDefect planted, String transport) {
        return new BatteryTarget(
                implementation,
                "simulation",
                true,
                transport,
                planted.ordering(),
                planted.delivery(),
                null,
                maatVersion);
    }

    private boolean seeds(Prey prey, LongFunction<Scenario> drawn, Set<FaultKind> kinds, long from, long to) {
        Steering steering = new Steering(kinds);
        for (long seed = from; seed <= to; seed++) {
            Steering.@Nullable Target target = steering.blind(seed);
            Scenario scenario = steering.steered(drawn.apply(seed), target);
            // A group without views is not steered.
            String aim = target == null || scenario.isStatic() ? "" : ", with " + target.words();
            if (prey.run(scenario, "seed " + seed + aim)) {
                return true;
            }
        }
        return false;
    }

    private boolean battery(Prey prey, BatteryTarget target) {
        List<BatteryCase> cases = Battery.cases().stream()
                .filter(each -> each.notFor(target, prey.deployment.capabilities(target.transport()))
                        .isEmpty())
                .toList();
        for (BatteryCase each : cases) {
            if (prey.run(each.scenario(target, firstSeed), "battery " + each.name() + ", seed " + firstSeed)) {
                return true;
            }
        }
        return false;
    }
}

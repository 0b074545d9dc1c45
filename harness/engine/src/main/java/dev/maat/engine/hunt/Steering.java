package dev.maat.engine.hunt;

import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.faults.Aim;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Flavour;
import dev.maat.faults.Marks;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Aims faults of some seeds at holes. The seed decides whether it is steered. Its pair depends on the coverage that the
 * epochs before have written down, and on how often a pair was aimed at, so that a pair that nothing can reach does not take all.
 */
final class Steering {
    static final int STEERED_PERCENT = 33;

    /** A steered seed draws from this many pairs: those that were covered and aimed at least. */
    private static final int CANDIDATES = 24;

    private static final long UNSTEERED_SEEDS = 12;

    private final Set<FaultKind> kinds;

    /** A pair of fault and phase. */
    record Target(FaultKind kind, ProtocolPhase phase) {
        Aim aim() {
            return new Aim(kind, mark(phase));
        }

        /** The moment at which some process comes into the phase. */
        private static String mark(ProtocolPhase phase) {
            String mark = phase.mark();
            return mark != null ? mark : phase == ProtocolPhase.JOIN ? Marks.START : Marks.SUSPICION;
        }

        String words() {
            return kind.word() + " in " + phase.word();
        }
    }

    private record Candidate(Target target, long score) {}

    /** @param kinds of fault that the hunt may draw */
    Steering(Set<FaultKind> kinds) {
        this.kinds = kinds;
    }

    /** The targets of the steered seeds of an epoch; the other seeds are absent. */
    SortedMap<Long, Target> targets(Epoch epoch, FaultCoverage coverage, Map<String, Long> attempts) {
        SortedMap<Long, Target> targets = new TreeMap<>();
        List<Target> candidates = candidates(epoch.configuration(), coverage, attempts);
        for (long seed = epoch.firstSeed(); seed < epoch.firstSeed() + epoch.runs(); seed++) {
            SeedDraw draws = new SeedDraw(seed);
            if (!candidates.isEmpty() && isSteered(draws)) {
                targets.put(seed, candidates.get((int) draws.below(candidates.size(), "steer.target", 0, 0)));
            }
        }
        return targets;
    }

    /** The target of a seed where no coverage is known; null: none. The first seeds are as {@code maat run} draws them. */
    @Nullable
    Target blind(long seed) {
        SeedDraw draws = new SeedDraw(seed);
        if (seed <= UNSTEERED_SEEDS || kinds.isEmpty() || !isSteered(draws)) {
            return null;
        }
        List<FaultKind> all = List.copyOf(kinds);
        List<ProtocolPhase> phases = ProtocolPhase.overlapping();
        return new Target(all.get((int) draws.below(all.size(), "steer.target", 0, 0)), phases.get((int)
                draws.below(phases.size(), "steer.target", 1, 0)));
    }

    /**
     * The faults of a plot must all meet: one more, and restarts that bring its moment about, would keep them apart. Seeds of the flavours
     * {@code PLOT}, {@code SNARE} and {@code STRAGGLER} are therefore left alone. A third of the rivalries are plots too, and share the lot of rivalries.
     */
    private static boolean isSteered(SeedDraw draws) {
        return !Flavour.of(draws.seed()).isOfTheFirstView() && draws.percent(STEERED_PERCENT, "steer", 0, 0);
    }

    private List<Target> candidates(
            HuntConfiguration configuration, FaultCoverage coverage, Map<String, Long> attempts) {
        List<Candidate> all = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            for (ProtocolPhase phase : ProtocolPhase.overlapping()) {
                Target target = new Target(kind, phase);
                if (kinds.contains(kind)) {
                    long aimed = attempts.getOrDefault(key(configuration, target), 0L);
                    all.add(new Candidate(target, coverage.count(kind, phase) + aimed));
                }
            }
        }
        // The sort is stable, so pairs of one score stay in the order of the catalogue.
        all.sort(Comparator.comparingLong(Candidate::score));
        return all.stream().limit(CANDIDATES).map(Candidate::target).toList();
    }

    static String key(HuntConfiguration configuration, Target target) {
        return configuration.words() + ": " + target.words();
    }

    /** The scenario of a seed, steered where there is a target. A group without views has no phases, and is left as it is. */
    Scenario steered(Scenario drawn, @Nullable Target target) {
        if (target == null || drawn.isStatic() || drawn.nodes().size() < 2) {
            return drawn;
        }
        return drawn.withPlan(target.aim()
                .into(
                        drawn.plan(),
                        drawn.nodes(),
                        drawn.founders(),
                        drawn.workload().durationMillis(),
                        kinds,
                        drawn.seed()));
    }
}

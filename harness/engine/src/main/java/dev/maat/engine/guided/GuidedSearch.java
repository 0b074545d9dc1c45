package dev.maat.engine.guided;

import dev.maat.faults.FaultKind;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Draws the scenarios of a guided hunt, run by run. A run is drawn from the runs that the search has been told of, in their order; so a
 * hunt that makes several at a time tells of all of them before it asks for further ones.
 */
public final class GuidedSearch {
    private final int firstRuns;

    private final int freshPercent;
    private final LongFunction<Scenario> drawn;
    private final long firstSeed;
    private final Mutation mutation;
    private final Corpus corpus = new Corpus();
    private long fresh;

    /**
     * A search that begins.
     *
     * @param drawn the scenarios of an unguided hunt, by seed
     * @param kinds of fault that a mutant may be given
     * @param firstRuns that are drawn as an unguided hunt draws them
     * @param freshPercent the share of later runs that are
     */
    public GuidedSearch(
            LongFunction<Scenario> drawn, long firstSeed, Set<FaultKind> kinds, int firstRuns, int freshPercent) {
        this.drawn = drawn;
        this.firstSeed = firstSeed;
        this.mutation = new Mutation(kinds);
        this.firstRuns = firstRuns;
        this.freshPercent = freshPercent;
    }

    /** The scenario of a run, by its number from 0. */
    public Scenario next(long run) {
        SeedDraw seed = new SeedDraw(SeedDraw.mix(firstSeed, run));
        Dice dice = new Dice(seed, "guided");
        if (run < firstRuns || corpus.size() == 0 || dice.percent(freshPercent)) {
            return drawn.apply(firstSeed + fresh++);
        }
        Scenario parent = corpus.choose(dice.unit());
        Scenario mate = corpus.choose(dice.unit());
        return mutation.mutant(parent, mate, Math.abs(seed.seed() >> 16), dice);
    }

    /** Tells of a run; whether it showed something new. */
    public boolean learn(Scenario scenario, Summary summary) {
        return corpus.offer(scenario, summary);
    }

    public Corpus corpus() {
        return corpus;
    }
}

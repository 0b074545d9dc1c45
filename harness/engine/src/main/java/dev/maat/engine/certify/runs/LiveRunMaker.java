package dev.maat.engine.certify.runs;

import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.runs.RunMaker.Made;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Makes live runs beside others. They share the machine, so a run that proves nothing may owe that to its company: it is made once more,
 * alone, and its record says so. A violated history is never made again, whatever else is known of its run.
 */
final class LiveRunMaker {
    private final Function<Share, RunMaker> makers;
    private final Turns turns;

    LiveRunMaker(Function<Share, RunMaker> makers, Turns turns) {
        this.makers = makers;
        this.turns = turns;
    }

    /** @param stopped whether what is under way is being ended: what fails then may have failed by that */
    Made make(PlannedRun run, BooleanSupplier stopped) throws InterruptedException {
        RunMaker maker = makers.apply(run.share());
        Made made;
        int met;
        try (Turns.Turn turn = turns.beside()) {
            made = maker.make(run);
            met = turn.met();
        }
        return met > 0 && provesNothing(made) && !stopped.getAsBoolean() ? alone(maker, made, met) : made;
    }

    private static boolean provesNothing(Made made) {
        RunRecord record = made.record();
        return !made.interrupted() && !record.counts() && !record.derived().isViolated();
    }

    private Made alone(RunMaker maker, Made first, int met) throws InterruptedException {
        try (Turns.Turn turn = turns.alone()) {
            return maker.makeAlone(first, met);
        } catch (InterruptedException e) {
            first.discard();
            throw e;
        }
    }
}

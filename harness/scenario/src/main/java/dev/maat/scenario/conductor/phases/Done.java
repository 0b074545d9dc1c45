package dev.maat.scenario.conductor.phases;

import dev.maat.scenario.conductor.port.Action;

/** The run is over. */
public final class Done implements Phase {
    private Done() {}

    static Phase ended(Run run) {
        run.recorder().end(run.endReason());
        run.load().turn(false);
        run.out().accept(new Action.Finish());
        return new Done();
    }

    /** The harness cannot go on: the run ends at once, and processes may still run. */
    public static Phase failed(Run run, String why) {
        run.failed(why);
        return ended(run);
    }

    @Override
    public Phase drive(long now) {
        return this;
    }

    @Override
    public long deadline(long now) {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isEnding() {
        return true;
    }
}

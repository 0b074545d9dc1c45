package dev.maat.engine.processes;

import dev.maat.engine.live.ExitSignal;
import dev.maat.engine.live.NodeEnd;
import org.jspecify.annotations.Nullable;

/** The end of a child. The system tells its exit code, or the signal that ended it, as one number. */
record ProcessEnd(int exitCode) implements NodeEnd {
    @Override
    public boolean isInGoodOrder() {
        return exitCode == 0;
    }

    @Override
    public String description(@Nullable String lastWord) {
        return "exit code " + exitCode + (lastWord == null ? "" : ExitSignal.objection(exitCode, lastWord));
    }

    /** The system keeps no account of signals. */
    @Override
    public boolean isByOutsider() {
        return false;
    }

    @Override
    public String suspicion(@Nullable String lastWord) {
        return ExitSignal.suspicion(exitCode, lastWord);
    }
}

package dev.maat.engine.processes;

import dev.maat.engine.live.NodeEnd;
import java.util.Map;

/** The end of a child. The system tells its exit code, or the signal that ended it, as one number. */
record ProcessEnd(int exitCode) implements NodeEnd {
    private static final int SIGNAL_BASE = 128;
    /** The signals by which a person or the system ends a process; a JVM that crashes ends by others. */
    private static final Map<Integer, String> SIGNALS = Map.of(1, "SIGHUP", 2, "SIGINT", 9, "SIGKILL", 15, "SIGTERM");

    @Override
    public boolean isInGoodOrder() {
        return exitCode == 0;
    }

    @Override
    public String description() {
        return "exit code " + exitCode;
    }

    @Override
    public boolean isByOutsider() {
        return false;
    }

    @Override
    public String suspicion() {
        String signal = SIGNALS.get(exitCode - SIGNAL_BASE);
        return signal == null
                ? ""
                : "its exit code is that of a " + signal
                        + ", which any process of this user can send, and the deployment cannot tell";
    }
}

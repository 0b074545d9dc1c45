package dev.maat.engine.live;

import dev.maat.node.protocol.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The signals by which a person, the system or an engine ends a process, told by the exit code. The code is no proof: any process can
 * exit with the code of a killed one. A node leaves a word of each signal that it can handle, so an exit with such a code and without
 * the word is the process's own. Of SIGKILL no word can be left.
 */
public enum ExitSignal {
    SIGHUP(1),
    SIGINT(2),
    SIGKILL(9),
    SIGTERM(15);

    /** A process that a signal ended has this plus the signal's number as its exit code. */
    private static final long BASE = 128;

    private final long exitCode;

    ExitSignal(long number) {
        this.exitCode = BASE + number;
    }

    /** The signal that this exit code is of; null if it is of none. */
    public static @Nullable ExitSignal of(long exitCode) {
        for (ExitSignal signal : values()) {
            if (signal.exitCode == exitCode) {
                return signal;
            }
        }
        return null;
    }

    public static boolean isOf(long exitCode, long signalNumber) {
        return exitCode == BASE + signalNumber;
    }

    /**
     * How this machine may have ended a process, by a signal or by evidence that cannot be written, as a clause; empty if the end is the
     * process's own.
     *
     * @param lastWord the signal that the process named, which its implementation may have forged; empty if it named none; null if its
     *     program never names one
     */
    public static String suspicion(long exitCode, @Nullable String lastWord) {
        if (exitCode == ExitCode.EVIDENCE.code()) {
            return "its exit code is that of a node that cannot write its evidence, and then has to end";
        }
        ExitSignal signal = of(exitCode);
        if (signal == null) {
            return "";
        }
        if (signal == SIGKILL || lastWord == null) {
            return "its exit code is that of a " + signal
                    + ", which can come from this machine, and the deployment cannot tell";
        }
        return signal.name().equals(lastWord) ? "it named a " + signal + " before it ended" : "";
    }

    /** The reason why the exit code of a signal is no excuse, as a clause; empty for every other exit code. */
    public static String objection(long exitCode, String lastWord) {
        ExitSignal signal = of(exitCode);
        return signal == null || signal == SIGKILL || signal.name().equals(lastWord)
                ? ""
                : ", that of a " + signal + ", but the process named no such signal";
    }
}

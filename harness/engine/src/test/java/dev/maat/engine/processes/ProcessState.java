package dev.maat.engine.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** The state of a process that need not be a child of this JVM, as Linux tells it. */
final class ProcessState {
    private static final char GONE = 'X';
    /** It has ended, and its parent has not asked for its end yet. */
    private static final char ZOMBIE = 'Z';

    private static final long LIMIT_NANOS = 10_000_000_000L;

    private ProcessState() {}

    private static char of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return GONE;
        }
    }

    static boolean isStopped(long pid) {
        return of(pid) == 'T';
    }

    static boolean hasEnded(long pid) {
        char state = of(pid);
        return state == GONE || state == ZOMBIE;
    }

    /** Waits for a condition; an error after ten seconds. */
    static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new AssertionError("the condition does not come true");
            }
            Thread.onSpinWait();
        }
    }
}

package dev.maat.node;

import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.Causes;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sees that the implementation calls {@code System.exit}, and makes it an end of the process with its cause. The JDK logs each such
 * call before it acts on it (since 21), in the thread of the call. That thread is held, so that neither the exit nor shutdown hooks
 * come before the cause is reported. {@code Runtime.halt} is not seen; the host tells it by the exit code.
 */
final class ExitWatch extends Handler {
    /** Held: loggers that nobody refers to are collected, with their handlers. */
    private static final Logger LOGGER = Logger.getLogger("java.lang.Runtime");

    private final Ending ending;

    private ExitWatch(Ending ending) {
        this.ending = ending;
    }

    static void install(Ending ending) {
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(Level.FINE);
        for (Handler earlier : LOGGER.getHandlers()) {
            LOGGER.removeHandler(earlier);
        }
        LOGGER.addHandler(new ExitWatch(ending));
    }

    @Override
    public void publish(LogRecord call) {
        Throwable trace = call.getThrown();
        String where = trace == null ? "" : "\n" + Causes.describe(trace);
        ending.end(ExitCode.CRASHED, "the implementation called System.exit" + where, trace);
        while (true) {
            LockSupport.park(this);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

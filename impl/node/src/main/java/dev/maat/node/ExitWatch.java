package dev.maat.node;

import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.Causes;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees that the implementation calls {@code System.exit}, and makes it an end of the process with its cause. The JDK logs each such
 * call before it acts on it (since 21), in the thread of the call. That thread is held, so that neither the exit nor shutdown hooks
 * come before the cause is reported. {@code Runtime.halt} is not seen; the host tells it by the exit code.
 */
final class ExitWatch extends Handler {
    /** Held: loggers that nobody refers to are collected, with their handlers. */
    private static final Logger LOGGER = Logger.getLogger("java.lang.Runtime");

    /** The JDK's own handler of SIGHUP, SIGINT and SIGTERM exits in the same way; nobody else can have a class of this package. */
    private static final String SIGNAL_HANDLER = "java.lang.Terminator";

    private static final Pattern CODE = Pattern.compile("\\((\\d{1,3})\\)");

    /** Where the JDK words its record in another way. */
    private static final int SIGTERM_CODE = 143;

    private final Ending ending;
    private final IntConsumer halt;

    private ExitWatch(Ending ending, IntConsumer halt) {
        this.ending = ending;
        this.halt = halt;
    }

    /** @param halt ends the process at once, with an exit code */
    static void install(Ending ending, IntConsumer halt) {
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(Level.FINE);
        for (Handler earlier : LOGGER.getHandlers()) {
            LOGGER.removeHandler(earlier);
        }
        LOGGER.addHandler(new ExitWatch(ending, halt));
    }

    @Override
    public void publish(LogRecord call) {
        Throwable trace = call.getThrown();
        if (trace != null && isOfSignal(trace)) {
            // No word to the harness, as at a SIGKILL: the exit code says which signal it was, and no hook may leave
            // the group first.
            Matcher code = CODE.matcher(String.valueOf(trace.getMessage()));
            halt.accept(code.find() ? Integer.parseInt(code.group(1)) : SIGTERM_CODE);
        }
        String where = trace == null ? "" : "\n" + Causes.describe(trace);
        ending.end(ExitCode.CRASHED, "the implementation called System.exit" + where, trace);
        while (true) {
            LockSupport.park(this);
        }
    }

    private static boolean isOfSignal(Throwable trace) {
        for (StackTraceElement frame : trace.getStackTrace()) {
            if (frame.getClassName().startsWith(SIGNAL_HANDLER)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

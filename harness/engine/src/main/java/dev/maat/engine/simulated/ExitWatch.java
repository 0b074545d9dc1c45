package dev.maat.engine.simulated;

import dev.maat.recording.Causes;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sees calls of {@code System.exit}, with their place: the JDK logs each of them before it acts on it (since 21), in the thread of the
 * call. {@code Runtime.halt} is not seen.
 */
final class ExitWatch extends Handler {
    /** Held: loggers without a reference are collected, with their handlers. */
    private static final Logger LOGGER = Logger.getLogger("java.lang.Runtime");

    private final Consumer<String> ended;

    private ExitWatch(Consumer<String> ended) {
        this.ended = ended;
    }

    /** @param ended takes the call in words, and does not return */
    static void install(Consumer<String> ended) {
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(Level.FINE);
        LOGGER.addHandler(new ExitWatch(ended));
    }

    @Override
    public void publish(LogRecord call) {
        Throwable trace = call.getThrown();
        ended.accept("the core called System.exit" + (trace == null ? "" : "\n" + Causes.describe(trace)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

package dev.maat.engine.simulated;

import java.util.List;

/**
 * Ignores the signals that a terminal sends to all processes of a command: the judge's JVM takes them, and has its workers end their
 * runs in good order.
 */
final class IgnoredSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private IgnoredSignals() {}

    /** By reflection: the class is of no standard, and a JDK may lack it. */
    static void ignore() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignored = handler.getField("SIG_IGN").get(null);
            for (String name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ignored);
            }
        } catch (ReflectiveOperationException | RuntimeException otherJdk) {
            // The worker then dies of the signal, and the run is repeated or was interrupted anyway.
            return;
        }
    }
}

package dev.maat.engine.simulated;

import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees shutdown hooks that are added to this JVM, which must be started with {@code --add-opens java.base/java.lang=ALL-UNNAMED}. */
final class Hooks {
    private final @Nullable Map<?, ?> registered = registered();
    private final int atFirst = count();

    private static @Nullable Map<?, ?> registered() {
        try {
            Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            hooks.setAccessible(true);
            return (Map<?, ?>) hooks.get(null);
        } catch (ReflectiveOperationException | RuntimeException otherJdk) {
            // Hooks are not seen then; they never run, because a worker ends by halting.
            return null;
        }
    }

    /** A sentence about the core; empty if no hook was added since this was made. */
    String found() {
        return count() > atFirst ? "the core added a shutdown hook; a core runs in a JVM that is not its own" : "";
    }

    private int count() {
        return registered == null ? 0 : registered.size();
    }
}

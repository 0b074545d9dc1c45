package dev.maat.engine.simulated;

import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the shutdown hooks of this JVM, which must be started with {@code --add-opens java.base/java.lang=ALL-UNNAMED}. */
final class Hooks {
    private final @Nullable Map<?, ?> registered = registered();

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

    int count() {
        return registered == null ? 0 : registered.size();
    }
}

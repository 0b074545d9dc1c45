package dev.maat.engine.live;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a process where a host tells it only when it is asked. */
public final class EndPoll {
    private static final long INTERVAL_MILLIS = 10;

    /** One question to a host. */
    public interface Host {
        /** The end of the process, or null while it runs. */
        @Nullable
        NodeEnd end();
    }

    private EndPoll() {}

    /** The end of the process, or null if it still runs after the time limit. */
    public static @Nullable NodeEnd await(Host host, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            NodeEnd end = host.end();
            if (end != null) {
                return end;
            }
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        }
        return null;
    }
}

package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a container, held until they are killed. They are killed by themselves when the limit is over: a harness that is killed
 * meanwhile leaves them held, so the time for that is short.
 */
final class Frozen implements AutoCloseable {
    /** Far more than the counters of a namespace need, on a machine that is not at its end. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private final ProcessHandle process;
    private final Freezer.Control control;
    private final CompletableFuture<Void> late;

    Frozen(ProcessHandle process, Freezer.Control control, Duration limit) {
        this.process = process;
        this.control = control;
        this.late = CompletableFuture.runAsync(
                this::kill,
                CompletableFuture.delayedExecutor(
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS,
                        task -> Thread.ofVirtual()
                                .name("frozen-" + process.pid())
                                .start(task)));
    }

    /** Kills the container's first process, and with it all others, none of which runs again. */
    @Override
    public void close() {
        late.cancel(false);
        kill();
    }

    /** Done twice, the second time does nothing: a handle is of one process, and never of a later one with its number. */
    private void kill() {
        process.destroyForcibly();
        try {
            control.write(control.release());
        } catch (IOException e) {
            // A control group of the second version lets a held process die, and goes with it at any moment of the
            // write.
            if (process.isAlive() && Files.exists(control.file())) {
                throw new InjectionException("a killed node stays held: " + e.getMessage(), e);
            }
        }
    }
}

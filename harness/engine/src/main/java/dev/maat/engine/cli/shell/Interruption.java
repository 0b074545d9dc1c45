package dev.maat.engine.cli.shell;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C, or a termination from outside, while a run is under way. The thread that called {@link #install} is interrupted,
 * and the JVM waits until that thread has cleaned up and written its results.
 */
public final class Interruption implements AutoCloseable {
    /**
     * Containers take seconds to stop. If the clean-up takes longer than this, something hangs, and the next run cleans up. A worker that
     * waits for others waits for less, since its results are still to be written.
     */
    public static final long CLEAN_UP_SECONDS = 60;

    private final Thread worker;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile boolean happened;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    public static Interruption install() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupt() {
        happened = true;
        worker.interrupt();
        try {
            if (!done.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("maat: the run did not end within " + CLEAN_UP_SECONDS + " s of the interrupt;"
                        + " the next run removes what it left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        if (happened) {
            // Clears the flag: with it set, the results could not be printed any more.
            Thread.interrupted();
            done.countDown();
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The interrupt came at the very end: nothing is left to clean up.
            done.countDown();
        }
    }
}

package dev.maat.engine.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a termination from outside, while a run is under way: the thread that installed this is interrupted, and the JVM
 * waits until it has cleaned up and written what it knows.
 */
public final class Interruption implements AutoCloseable {
    /** Containers take seconds to go; longer than this something hangs, and the next run cleans up. */
    private static final long CLEAN_UP_SECONDS = 60;

    private final Thread worker;
    private final CountDownLatch through = new CountDownLatch(1);
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
            if (!through.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("maat: the run did not end within " + CLEAN_UP_SECONDS + " s of being interrupted");
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
            // Clears the flag, so that what is still to be printed is.
            Thread.interrupted();
            through.countDown();
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The interrupt came at the very end: nothing is left to clean up.
            through.countDown();
        }
    }
}

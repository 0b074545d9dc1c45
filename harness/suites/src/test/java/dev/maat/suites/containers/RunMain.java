package dev.maat.suites.containers;

import dev.maat.engine.DeploymentResult;
import dev.maat.engine.Progress;
import dev.maat.engine.RunDirectory;
import dev.maat.engine.containers.ContainerDeployment;
import dev.maat.scenario.ScenarioJson;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A harness in a process of its own: {@code IMPLEMENTATION-FOLDER SCENARIO RUN-DIRECTORY}. It can be given the environment that
 * Testcontainers needs, be interrupted and be killed.
 */
public final class RunMain {
    static final int COMPLETE = 0;
    static final int INTERRUPTED = 3;
    static final int FAILED = 4;
    private static final long CLEAN_UP_SECONDS = 60;

    private RunMain() {}

    /** Runs, and says on standard output how it went. */
    public static void main(String[] arguments) {
        Thread worker = Thread.currentThread();
        CountDownLatch through = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            worker.interrupt();
            await(through);
        }));
        int exitCode = FAILED;
        try {
            DeploymentResult result = new ContainerDeployment(Path.of(arguments[0]))
                    .run(
                            ScenarioJson.read(Path.of(arguments[1])),
                            RunDirectory.create(Path.of(arguments[2])),
                            new Lines());
            exitCode = result.wasInterrupted()
                    ? INTERRUPTED
                    : result.outcome().harnessFailure().isEmpty() ? COMPLETE : FAILED;
            System.out.println(
                    "end " + result.outcome().end() + " " + result.outcome().harnessFailure());
            System.out.println("settled " + result.outcome().settled() + ", quorum in core "
                    + result.outcome().quorumInCore() + ", unprovoked "
                    + result.outcome().unprovoked());
            result.outcome()
                    .faults()
                    .forEach(fault ->
                            System.out.println("fault " + fault.planned().id() + " "
                                    + fault.planned().fault().kind() + " bit "
                                    + fault.effect().bit() + " "
                                    + fault.effect().counts()));
            System.out.println("environment " + result.environment());
        } finally {
            System.out.flush();
            through.countDown();
        }
        System.exit(exitCode);
    }

    private static void await(CountDownLatch through) {
        try {
            through.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Lines implements Progress {
        private final long begunNanos = System.nanoTime();

        @Override
        public void stage(String what) {
            note(what);
        }

        @Override
        public void at(long done, long total) {}

        @Override
        public synchronized void note(String line) {
            System.out.printf("%7.2f s  %s%n", (System.nanoTime() - begunNanos) / 1e9, line);
        }
    }
}

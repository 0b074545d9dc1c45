package dev.maat.engine.cli.shell;

import dev.maat.engine.run.ExitCode;
import java.time.Duration;
import java.util.List;

/**
 * The end of the engine's process. The exit code of a JVM proves nothing by itself: a JVM that cannot start ends with 1. So the engine
 * ends with a status that no JVM ends with by itself, and the launcher turns it into the exit code. Nothing but this process can choose
 * its status; a code that was handed over in a file or a pipe could be forged by an implementation, which runs as the same user.
 * A study of feedback runs the implementation in this process, so there the status can be the implementation's own.
 */
public final class Completion {
    private static final String LAUNCHER = "maat.launcher";

    /** The statuses that the launcher knows are this one and those that follow, one for each of {@link #CODES}. */
    private static final int FIRST_STATUS = 80;

    private static final List<Integer> CODES = List.of(
            ExitCode.HOLDS,
            ExitCode.VIOLATED,
            ExitCode.UNKNOWN,
            ExitCode.INTERRUPTED,
            ExitCode.BAD_INPUT,
            ExitCode.HARNESS_FAILURE);

    /** Shutdown hooks remove containers, which takes seconds; one of them may never end. */
    private static final Duration MAX_SHUTDOWN = Duration.ofSeconds(60);

    private static final Duration LAUNCHER_CHECK = Duration.ofSeconds(1);

    private final boolean isLaunched;

    private Completion(boolean isLaunched) {
        this.isLaunched = isLaunched;
    }

    /** Without the launcher, the exit codes are the process's statuses. */
    public static Completion ofProcess() {
        String launcher = System.clearProperty(LAUNCHER);
        if (launcher != null) {
            endWithLauncher(Long.parseLong(launcher));
        }
        return new Completion(launcher != null);
    }

    /** The status with which the engine tells the launcher an exit code. */
    public static int statusFor(int code) {
        int index = CODES.indexOf(code);
        return FIRST_STATUS + (index < 0 ? CODES.indexOf(ExitCode.HARNESS_FAILURE) : index);
    }

    /** Ends the JVM when the launcher was killed: nothing would wait for the verdict, and the run would go on unseen. */
    private static void endWithLauncher(long launcher) {
        Thread.ofPlatform().daemon().name("launcher-watch").start(() -> {
            try {
                while (ProcessHandle.current()
                        .parent()
                        .filter(parent -> parent.pid() == launcher)
                        .isPresent()) {
                    Thread.sleep(LAUNCHER_CHECK);
                }
                System.exit(ExitCode.INTERRUPTED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Ends the JVM with this exit code. */
    public void exit(int code) {
        int status = isLaunched ? statusFor(code) : code;
        Thread.ofPlatform().daemon().name("last-exit").start(() -> {
            try {
                Thread.sleep(MAX_SHUTDOWN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(status);
        });
        System.exit(status);
    }
}

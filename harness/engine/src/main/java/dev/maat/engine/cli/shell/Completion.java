package dev.maat.engine.cli.shell;

import dev.maat.engine.run.ExitCode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of the engine's process. The exit code of a JVM proves nothing by itself: a JVM that cannot start ends with 1, and an
 * implementation in simulation can end the JVM with any code. So the engine writes its exit code, behind a token that only the
 * launcher knows, into a pipe; the launcher takes 0, 1 and 2 from there and from nowhere else.
 */
public final class Completion {
    private static final String MARK = "maat.mark";
    private static final String TOKEN = "maat.token";
    private static final String LAUNCHER = "maat.launcher";

    /** Shutdown hooks remove containers, which takes seconds; a hook of an implementation may never end. */
    private static final Duration MAX_SHUTDOWN = Duration.ofSeconds(60);

    private static final Duration LAUNCHER_CHECK = Duration.ofSeconds(1);

    private final @Nullable String mark;
    private final String token;

    private Completion(@Nullable String mark, String token) {
        this.mark = mark;
        this.token = token;
    }

    /** Takes the mark's place and token from the launcher; no code that is loaded later finds them among the properties. */
    public static Completion ofProcess() {
        String launcher = System.clearProperty(LAUNCHER);
        if (launcher != null) {
            endWithLauncher(Long.parseLong(launcher));
        }
        return new Completion(System.clearProperty(MARK), String.valueOf(System.clearProperty(TOKEN)));
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

    /** Marks the exit code as the engine's own and ends the JVM with it. */
    public void exit(int code) {
        if (mark != null) {
            write(mark, code);
        }
        Thread.ofPlatform().daemon().name("last-exit").start(() -> {
            try {
                Thread.sleep(MAX_SHUTDOWN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(code);
        });
        System.exit(code);
    }

    private void write(String place, int code) {
        try (OutputStream out = new FileOutputStream(place)) {
            out.write((token + " " + code + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            System.err.println("maat: the launcher cannot be told the exit code (" + e.getMessage() + ")");
        }
    }
}

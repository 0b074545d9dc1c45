package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing the guard gives its standard input an end, as the end of this JVM does. */
@Timeout(30)
class GuardTest {
    @TempDir
    Path temp;

    /** Lasts until it is killed, or for an hour. */
    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sleep", "3600").start();
    }

    @Test
    void itEndsTheProcessesThatRunAndRemovesTheFolder() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("run/data"));
        Process one = sleeper();
        Process stopped = sleeper();
        new NodeChild("n2", stopped, false).signal("STOP");
        Guard guard = Guard.start(temp.resolve("run"));
        guard.begun(one.pid());
        guard.begun(stopped.pid());

        guard.close();

        assertThat(one.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stopped.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
        assertThat(temp.resolve("run")).doesNotExist();
    }

    @Test
    void itEndsWhatAProcessThatHasEndedLeftInItsGroup() throws Exception {
        assumeTrue(OwnSession.IS_POSSIBLE, "this system has no setsid");
        Process root =
                new ProcessBuilder(OwnSession.of(List.of("sh", "-c", "sleep 3600 >/dev/null & echo $!"))).start();
        long left = Long.parseLong(new String(root.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        assertThat(root.waitFor()).isZero();
        Guard guard = Guard.start(Files.createDirectories(temp.resolve("run")));
        guard.begun(root.pid());

        assertThat(ProcessState.hasEnded(left)).isFalse();
        guard.close();

        ProcessState.await(() -> ProcessState.hasEnded(left));
    }

    @Test
    void aProcessWhoseEndWasSeenIsLeftAlone() throws Exception {
        Process other = sleeper();
        Process ours = sleeper();
        try {
            Guard guard = Guard.start(Files.createDirectories(temp.resolve("run")));
            guard.begun(other.pid());
            guard.begun(ours.pid());
            guard.ended(other.pid());

            guard.close();

            assertThat(ours.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aStoppedProcessIsSeenAndGoesOn() throws Exception {
        Process process = sleeper();
        NodeChild child = new NodeChild("n1", process, false);
        try {
            child.signal("STOP");
            awaitStopped(child, true);
            child.signal("CONT");
            awaitStopped(child, false);
        } finally {
            child.kill();
        }
        assertThat(process.isAlive()).isFalse();
    }

    private static void awaitStopped(NodeChild child, boolean stopped) {
        while (child.isStopped() != stopped) {
            Thread.onSpinWait();
        }
    }
}

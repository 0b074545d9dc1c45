package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        new NodeChild("n2", stopped).signal("STOP");
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
        NodeChild child = new NodeChild("n1", process);
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

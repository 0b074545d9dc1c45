package dev.maat.engine.containers.needs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BuildTurnTest {
    private final String image = "maat/test:" + UUID.randomUUID();

    @AfterEach
    void removeTheFile() {
        BuildTurn.file(image).toFile().delete();
    }

    @Test
    void aRunOfThisProcessWaitsForTheTurnOfAnother() throws Exception {
        StringBuffer order = new StringBuffer();
        Thread second = new Thread(() -> BuildTurn.await(image, () -> order.append("second")));
        BuildTurn.await(image, () -> {
            second.start();
            while (second.getState() != Thread.State.TIMED_WAITING) {
                assertThat(second.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            return order.append("first, ");
        });
        second.join();

        assertThat(order).hasToString("first, second");
    }

    @Test
    void aProcessKeepsOthersOutUntilItIsKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        image)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8);
                FileChannel file = channel(said)) {
            assertThat(file.tryLock()).isNull();
        } finally {
            other.destroyForcibly().waitFor();
        }

        assertThat(BuildTurn.await(image, () -> "built")).isEqualTo("built");
    }

    /** The file as another class loader of this process would hold it. */
    private FileChannel held() throws IOException {
        Files.createDirectories(BuildTurn.file(image).getParent());
        FileChannel channel =
                FileChannel.open(BuildTurn.file(image), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        assertThat(channel.tryLock()).isNotNull();
        return channel;
    }

    @Test
    void aTurnThatDoesNotComeIsNotAwaitedForEver() throws Exception {
        try (FileChannel held = held()) {
            assertThat(BuildTurn.await(image, () -> "built beside it", Duration.ofMillis(1)))
                    .isEqualTo("built beside it");
        }
    }

    @Test
    void anInterruptionEndsTheWaitWithoutABuild() throws Exception {
        AtomicReference<Throwable> end = new AtomicReference<>();
        AtomicBoolean isInterrupted = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            end.set(catchThrowable(() -> BuildTurn.await(image, () -> "built")));
            isInterrupted.set(Thread.currentThread().isInterrupted());
        });
        try (FileChannel held = held()) {
            waiting.start();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                assertThat(waiting.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            waiting.interrupt();
            waiting.join();
        }

        assertThat(end.get()).isInstanceOf(EngineUnavailable.class).hasMessageContaining("interrupted while");
        assertThat(isInterrupted).isTrue();
        assertThat(BuildTurn.await(image, () -> "built")).isEqualTo("built");
    }

    private FileChannel channel(BufferedReader said) throws Exception {
        assertThat(said.readLine()).isEqualTo("it has the turn");
        return FileChannel.open(BuildTurn.file(image), StandardOpenOption.WRITE);
    }

    /** Another run, in the middle of a build. */
    static final class Holder {
        public static void main(String[] args) {
            BuildTurn.await(args[0], () -> {
                System.out.println("it has the turn");
                while (true) {
                    LockSupport.park();
                }
            });
        }
    }
}

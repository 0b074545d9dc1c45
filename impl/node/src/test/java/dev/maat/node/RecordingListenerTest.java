package dev.maat.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.recording.LineSink;
import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.BrokenContractException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecordingListenerTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final CountDownLatch blockIsRunning = new CountDownLatch(1);
    private final AtomicReference<Thread> second = new AtomicReference<>();

    private final LineSink sink = (buffer, length) -> {
        String line = new String(buffer, 0, length, StandardCharsets.UTF_8);
        lines.add(line);
        if (line.contains("\"e\":\"block\"")) {
            blockIsRunning.countDown();
            while (second.get() != null && second.get().getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
        }
    };

    private final RecordingListener listener = new RecordingListener(
            new ProcessRecorder("n1.0", sink, () -> 1), (code, why, cause) -> ends.add(code + " " + why), 0);

    @Test
    void anUpcallThatBeginsWhileAnotherRunsIsRecordedAsOverlap() throws Exception {
        second.set(new Thread(listener::unblock));
        Thread first = new Thread(listener::block);
        first.start();
        blockIsRunning.await();
        second.get().start();
        first.join();
        second.get().join();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"e\":\"block\"");
        assertThat(lines.get(1)).contains("\"e\":\"overlap\",\"with\":\"block\"");
        assertThat(lines.get(2)).contains("\"e\":\"unblock\"");
    }

    @Test
    void upcallsOneAfterTheOtherAreNoOverlap() {
        listener.block();
        listener.unblock();
        listener.deliver(new byte[0], 3);
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("overlap"));
        assertThat(lines.get(2)).contains("\"m\":\"?\"").contains("\"place\":3");
    }

    @Test
    void aSnapshotThatCannotBeLoadedEndsTheProcessEvenIfTheImplementationSwallowsTheException() {
        assertThatThrownBy(() -> listener.loadSnapshot("2@n1.0", new byte[3]))
                .isInstanceOf(BrokenContractException.class);

        assertThat(ends).singleElement().asString().startsWith("CRASHED the snapshot for view 2@n1.0 cannot be loaded");
        assertThat(lines).isEmpty();
    }
}

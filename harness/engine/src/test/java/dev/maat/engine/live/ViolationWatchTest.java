package dev.maat.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationWatchTest {
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\","
            + "\"claims\":\"membership\",\"nodes\":[\"n1\",\"n2\"]}\n";
    private static final String START = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}\n";
    private static final String VIEW_WITHOUT_ITSELF =
            "{\"p\":\"n1.0\",\"t\":2500000000,\"e\":\"view\",\"id\":\"1\"," + "\"seq\":1,\"members\":[\"n2.0\"]}\n";

    @TempDir
    Path history;

    private final BlockingQueue<String> violations = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

    private final Progress progress = new Progress() {
        @Override
        public void stage(String what) {}

        @Override
        public void at(long done, long total) {}

        @Override
        public void note(String text) {
            notes.add(text);
        }
    };

    private void write(String file, String text) throws IOException {
        Files.writeString(history.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String next(BlockingQueue<String> queue) throws InterruptedException {
        return String.valueOf(queue.poll(60, TimeUnit.SECONDS));
    }

    @Test
    void aViolationOfAClaimIsReportedWhileTheFilesGrow() throws Exception {
        try (ViolationWatch watch = ViolationWatch.begin(history, violations::add, progress)) {
            write("harness.jsonl", HEADER);
            write("n1.0.jsonl", START);
            write("n1.0.jsonl", VIEW_WITHOUT_ITSELF);

            assertThat(next(violations))
                    .startsWith("self-inclusion is violated after 2 events, 2.5 s into the run: n1.0 installed")
                    .isEqualTo(next(notes));
        }
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"harness.jsonl", "n1.0.jsonl"})
    void aFileThatCannotBeReadIsReportedAndEndsNoRun(String file) throws Exception {
        write("harness.jsonl", HEADER);
        write(file, "%!\n");
        try (ViolationWatch watch = ViolationWatch.begin(history, violations::add, progress)) {
            assertThat(next(notes)).contains("judged at its end only", file);
        }
        assertThat(violations).isEmpty();
    }
}

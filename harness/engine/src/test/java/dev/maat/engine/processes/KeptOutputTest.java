package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeptOutputTest {
    private final KeptOutput output = new KeptOutput();

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.add(bytes, bytes.length);
    }

    @Test
    void theLastLinesAreToldAndAllIsKeptWhileThereIsRoom() {
        add("one\ntwo\n");
        add("three\n");
        assertThat(output.lines(2)).isEqualTo("two\nthree\n");
        assertThat(output.text()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void ofAnOutputWithoutEndTheLastPartIsKept() {
        for (int i = 0; i < 300_000; i++) {
            add("line " + i + "\n");
        }
        assertThat(output.text().length()).isBetween(KeptOutput.MAX_BYTES / 2, KeptOutput.MAX_BYTES);
        assertThat(output.text()).endsWith("line 299999\n");
    }
}

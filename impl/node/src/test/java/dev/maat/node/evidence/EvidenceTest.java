package dev.maat.node.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.node.evidence.IncarnationStore.Incarnation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    @TempDir
    Path dir;

    @Test
    void aLineIsInTheFileWhenTheWriteReturns() throws Exception {
        EvidenceLog log = EvidenceLog.create(dir.resolve("n1.0.jsonl"), e -> {});
        for (int i = 0; i < 100; i++) {
            byte[] line = ("line " + i + "\n rest of the buffer").getBytes(StandardCharsets.UTF_8);
            log.write(line, line.length - " rest of the buffer".length());
            assertThat(Files.readString(log.file())).endsWith("line " + i + "\n");
            assertThat(log.awaitMore(0, 0)).isEqualTo(Files.size(log.file()));
        }
        log.complete();
        assertThat(log.awaitMore(Files.size(log.file()), 60_000)).isEqualTo(-1);
    }

    @Test
    void anInterruptedThreadStillWrites() throws Exception {
        EvidenceLog log = EvidenceLog.create(dir.resolve("n1.0.jsonl"), e -> {});
        Thread.currentThread().interrupt();
        log.write(new byte[] {'a', '\n'}, 2);
        log.write(new byte[] {'b', '\n'}, 2);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readString(log.file())).isEqualTo("a\nb\n");
    }

    @Test
    void evidenceIsNeverOverwritten() throws Exception {
        Files.writeString(dir.resolve("n1.0.jsonl"), "old evidence\n");
        assertThatThrownBy(() -> EvidenceLog.create(dir.resolve("n1.0.jsonl"), e -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("n1.0.jsonl exists");
        assertThat(Files.readString(dir.resolve("n1.0.jsonl"))).isEqualTo("old evidence\n");
    }

    @Test
    void incarnationsCountUpAndOnlyTheFirstOfAGenerationFounds() throws Exception {
        assertThat(new IncarnationStore(dir).next("g1")).isEqualTo(new Incarnation(0, true));
        assertThat(new IncarnationStore(dir).next("g1")).isEqualTo(new Incarnation(1, false));
        assertThat(new IncarnationStore(dir).next("g\"2")).isEqualTo(new Incarnation(2, true));
        assertThat(new IncarnationStore(dir).next("g\"2")).isEqualTo(new Incarnation(3, false));
        assertThat(new IncarnationStore(dir).next("g1")).isEqualTo(new Incarnation(4, false));
    }

    @Test
    void anUnreadableIncarnationIsNotTakenForTheFirst() throws Exception {
        for (String spoilt : new String[] {"", "{", "{\"format\":\"other\"}", "[]"}) {
            Files.writeString(dir.resolve("incarnation.json"), spoilt);
            assertThatThrownBy(() -> new IncarnationStore(dir).next("g1")).isInstanceOf(IOException.class);
        }
    }
}

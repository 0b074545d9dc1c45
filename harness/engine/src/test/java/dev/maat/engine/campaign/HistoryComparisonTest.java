package dev.maat.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryComparisonTest {
    @TempDir
    Path temp;

    private Path history(String name, String line) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        Files.writeString(folder.resolve("harness.jsonl"), line + "\n");
        return folder;
    }

    @Test
    void onlyTheFramesOfACallThatDidNotReturnMayDiffer() throws IOException {
        String line = "{\"t\":5,\"e\":\"crash\",\"detail\":\"the core did not return: it waited\\n\\tat a.B.c(B.java";
        Path first = history("first", line + ":7)\",\"p\":\"n1.0\"}");
        Path elsewhere = history("elsewhere", line + ")\\n\\tat a.B.d(B.java:1)\",\"p\":\"n1.0\"}");
        Path other = history("other", line + ":7)\",\"p\":\"n2.0\"}");

        assertThat(HistoryComparison.firstDifference(first, elsewhere)).isNull();
        assertThat(HistoryComparison.firstDifference(first, other)).contains("harness.jsonl line 1");
    }
}

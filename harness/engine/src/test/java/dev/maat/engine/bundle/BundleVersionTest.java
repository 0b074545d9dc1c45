package dev.maat.engine.bundle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle of another version is told by its version, whatever else it holds. */
final class BundleVersionTest {
    @TempDir
    Path folder;

    private Path bundle(String index) throws IOException {
        Path file = folder.resolve("bundle.maat-bundle.zip");
        try (BundleWriter writer = BundleWriter.create(file)) {
            writer.add("summary.txt", "an entry that this version does not know".getBytes(StandardCharsets.UTF_8));
            writer.add(EntryNames.INDEX, index.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void aBundleOfAnotherVersionIsRefusedByItsVersion() throws IOException {
        Path old = bundle(
                "{\"format\":\"maat-bundle\",\"version\":1,\"links\":[\"a key that this version does not know\"]}");

        assertThatThrownBy(() -> Bundle.open(old))
                .isInstanceOf(BundleException.class)
                .hasMessage(
                        "bundle.json: it is of format 'maat-bundle' version 1; this Maat reads maat-bundle version 3."
                                + " The Maat that wrote a bundle reads it: its version is in plan.json");
    }

    @Test
    void anIndexWithoutAVersionIsNone() throws IOException {
        Path other = bundle("{\"entries\":[]}");

        assertThatThrownBy(() -> Bundle.open(other))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bundle.json: it is not what a bundle holds there");
    }
}

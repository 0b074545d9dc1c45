package dev.maat.reports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that appears complete or not at all. */
final class WholeFile {
    private WholeFile() {}

    /** Writes the text of a file. */
    @FunctionalInterface
    interface Content {
        void write(Writer out) throws IOException;
    }

    /** Replaces the file if it exists; its directory must exist. */
    static void write(Path file, Content content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                content.write(out);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}

package dev.maat.engine.certify.runs;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures what the evidence of one event costs a process on this machine: the completed write of one line. */
public final class EvidenceCost {
    private static final int LINES = 20_000;
    private static final String LINE =
            "{\"p\":\"n1.0\",\"t\":1500000000,\"e\":\"deliver\",\"m\":\"n2.0:1234\",\"hash\":\"5d41402abc4b2a76\",\"place\":1717}\n";

    private EvidenceCost() {}

    /** The mean over some thousand lines; 0 where no temporary file can be written. */
    public static long nanosPerLine() {
        byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
        try {
            Path folder = Files.createTempDirectory("maat-observer");
            Path file = folder.resolve("log.jsonl");
            try {
                return nanosPerLine(file, line);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException noTemporaryFile) {
            return 0;
        }
    }

    /** Without a buffer, as a node writes: each line is one system call. */
    private static long nanosPerLine(Path file, byte[] line) throws IOException {
        try (FileOutputStream log = new FileOutputStream(file.toFile(), true)) {
            long began = System.nanoTime();
            for (int i = 0; i < LINES; i++) {
                log.write(line);
            }
            return (System.nanoTime() - began) / LINES;
        }
    }
}

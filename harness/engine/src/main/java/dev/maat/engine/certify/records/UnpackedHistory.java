package dev.maat.engine.certify.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Logs of a bundle as files in a temporary folder, as the reader of histories wants them. */
public record UnpackedHistory(Path folder) implements AutoCloseable {
    public static UnpackedHistory of(String file, byte[] content) {
        return of(new TreeMap<>(Map.of(file, content)));
    }

    public static UnpackedHistory of(SortedMap<String, byte[]> files) {
        try {
            UnpackedHistory unpacked = new UnpackedHistory(Files.createTempDirectory("maat-verify"));
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Files.write(unpacked.folder.resolve(file.getKey()), file.getValue());
                }
            } catch (RuntimeException | IOException failed) {
                unpacked.close();
                throw failed;
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException("a history cannot be unpacked into the folder for temporary files", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> walked = Files.walk(folder)) {
            for (Path path : walked.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}

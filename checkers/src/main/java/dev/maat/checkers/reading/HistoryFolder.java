package dev.maat.checkers.reading;

import dev.maat.checkers.catalogue.HistoryInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The entries of a folder, as far as they are the files of a history.
 *
 * @param files by name
 * @param leftOut a warning for each other entry
 */
public record HistoryFolder(List<Path> files, List<String> leftOut) {
    private static final Pattern FILE_NAME = Pattern.compile("[^.].*\\.jsonl(\\.gz|\\.zst)?");

    /**
     * Lists a folder.
     *
     * @throws HistoryInputException if a folder in it has the name of a file of a history
     */
    public static HistoryFolder list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                boolean named = FILE_NAME.matcher(name).matches();
                if (named && Files.isDirectory(entry)) {
                    throw new HistoryInputException(
                            entry.toString(), 0, "a folder that is named like a file of a history", "rename it");
                }
                if (named && Files.isRegularFile(entry)) {
                    files.add(entry);
                } else {
                    leftOut.add(entry + ": left out, " + whyLeftOut(entry, name));
                }
            }
        }
        return new HistoryFolder(files, leftOut);
    }

    private static String whyLeftOut(Path entry, String name) {
        if (Files.isDirectory(entry)) {
            return "a folder in a folder is not read";
        }
        if (!Files.isRegularFile(entry)) {
            return "it is no regular file";
        }
        return name.startsWith(".")
                ? "its name begins with a dot"
                : "its name does not end in .jsonl, .jsonl.gz or .jsonl.zst";
    }
}

package dev.maat.suites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells which suites were skipped, and why: at once, and in a file that the build prints at its end. Surefire counts skipped suites
 * without a reason, and a build that skipped some ends as a success.
 */
public final class SkippedSuites {
    /** Names the file of this build; not set where an IDE runs the tests. */
    private static final String FILE = System.getProperty("maat.skipped", "");

    private static final Set<String> TOLD = new HashSet<>();

    private SkippedSuites() {}

    public static synchronized void add(String suite, String reason) {
        String line = "SKIPPED, not passed: " + suite + ": " + (TOLD.add(reason) ? reason : "for the same reason");
        System.out.println("[" + line + "]");
        if (!FILE.isEmpty()) {
            try {
                Path file = Path.of(FILE);
                Files.createDirectories(file.getParent());
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package dev.maat.suites.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The parts of PIT that a test of mutants must know. */
final class Pit {
    private static final String COVERAGE = "org.pitest.coverage.execute.CoverageMinion";
    private static final String MUTANTS = "org.pitest.mutationtest.execute.MutationTestMinion";
    private static final String FINDER = "org.pitest.junit5.JUnit5TestUnitFinder";
    private static final String FINDINGS = "maat.pit.findings";

    private Pit() {}

    private static boolean isCalledBy(String type) {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(type)));
    }

    /** Deletes the findings of an earlier run, in the one process of PIT that runs before there are mutants. */
    static void begin() {
        String file = System.getProperty(FINDINGS);
        if (file != null && isCalledBy(COVERAGE)) {
            try {
                Files.deleteIfExists(Path.of(file));
                Files.createDirectories(Path.of(file).toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Whether PIT executes tests only to learn their names. Each process that it starts for mutants does so first, and the whole hunt
     * would run there before the first mutant.
     */
    static boolean isOnlyLookingForTests() {
        return isCalledBy(MUTANTS) && isCalledBy(FINDER);
    }

    /**
     * Adds a line to the file of the property {@code maat.pit.findings}: the sort of finding, the property, the schedule, the reason. PIT
     * itself tells only that a test failed.
     */
    static void note(Schedule schedule, Finding finding) {
        String file = System.getProperty(FINDINGS);
        if (file == null) {
            return;
        }
        String line = String.join(
                "\t",
                finding.sort().name().toLowerCase(Locale.ROOT),
                finding.property(),
                schedule.name(),
                finding.reason().replaceAll("\\s+", " "));
        try {
            Files.writeString(
                    Path.of(file),
                    line + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.maat.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of the JVM's temporary files. Without it many parts fail, and few of their messages say that it is the cause. */
public final class TemporaryFolder {
    private static final String REMEDY =
            ", or name another folder for temporary files: MAAT_JVM=-Djava.io.tmpdir=DIR ./maat ...";

    private TemporaryFolder() {}

    /** What is wrong with the folder, with the remedy; null if nothing is. */
    public static @Nullable String trouble() {
        return trouble(Path.of(System.getProperty("java.io.tmpdir", "")).toAbsolutePath());
    }

    static @Nullable String trouble(Path folder) {
        String named = "the folder for temporary files, " + folder + ", ";
        if (!Files.isDirectory(folder)) {
            return named + "does not exist; make it" + REMEDY;
        }
        try {
            Path probe = Files.createTempFile(folder, "maat-probe", ".tmp");
            try {
                Files.writeString(probe, "maat");
            } finally {
                Files.deleteIfExists(probe);
            }
            return null;
        } catch (IOException e) {
            String why = Files.isWritable(folder)
                    ? "takes no more files (" + Failures.describe(e) + "); free some space there"
                    : "cannot be written to; change its rights";
            return named + why + REMEDY;
        }
    }
}

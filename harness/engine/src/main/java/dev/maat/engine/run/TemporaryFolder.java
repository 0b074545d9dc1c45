package dev.maat.engine.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of the JVM's temporary files. Without it many parts fail, and few of their messages say that it is the cause. */
public final class TemporaryFolder {
    private static final String REMEDY =
            ", or name another folder for temporary files: MAAT_JVM=-Djava.io.tmpdir=DIR ./maat ...";

    private TemporaryFolder() {}

    /** A fault of the folder, with the remedy; null if there is none. */
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
            String why = why(e);
            return why == null ? null : named + why + REMEDY;
        }
    }

    /** Null for a failure of this process, such as an interrupt or too many open files: the folder has no part in it. */
    private static @Nullable String why(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "cannot be written to; change its rights";
        }
        String said = Failures.describe(failure);
        if (said.contains("Read-only file system")) {
            return "is read-only; mount it for writing";
        }
        boolean full = said.contains("No space left on device") || said.contains("Disk quota exceeded");
        // It is there, as was seen, and yet no file can be made in it.
        boolean takesNone = failure instanceof NoSuchFileException;
        return full || takesNone ? "takes no more files (" + said + "); free some space there" : null;
    }
}

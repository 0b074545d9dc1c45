package dev.maat.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** Describes exceptions in words. */
public final class Failures {
    private Failures() {}

    /**
     * A sentence for a file that could not be read or written, with the remedy where the disk is full; null for any other failure.
     */
    public static @Nullable String ofFiles(Throwable failure) {
        if (!(failure instanceof UncheckedIOException) && !(failure instanceof IOException)) {
            return null;
        }
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String said = describe(failure) + (cause == failure ? "" : " (" + describe(cause) + ")");
        boolean full = said.contains("No space left on device") || said.contains("Disk quota exceeded");
        return full ? said + "; the disk is full: free some space, or name a folder on another disk with --out" : said;
    }

    /** One line for a reader; never empty. */
    public static String describe(Throwable failure) {
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return kind;
        }
        String line = message.strip().replaceAll("\\R\\s*", " ");
        // The message of a file system exception is the bare path: the kind says what is wrong with it.
        return failure instanceof FileSystemException || !message.contains(" ") ? kind + ": " + line : line;
    }
}

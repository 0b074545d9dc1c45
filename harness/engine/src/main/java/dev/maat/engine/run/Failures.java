package dev.maat.engine.run;

import java.nio.file.FileSystemException;

/** Describes exceptions in words. */
public final class Failures {
    private Failures() {}

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

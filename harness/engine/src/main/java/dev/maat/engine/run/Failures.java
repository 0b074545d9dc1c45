package dev.maat.engine.run;

/** Exceptions in words. */
public final class Failures {
    private Failures() {}

    /** One line for a person; never empty. */
    public static String describe(Throwable failure) {
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return kind;
        }
        String line = message.strip().replaceAll("\\R\\s*", " ");
        // A file system's exceptions carry the bare path as their message.
        return failure instanceof java.nio.file.FileSystemException || !message.contains(" ")
                ? kind + ": " + line
                : line;
    }
}

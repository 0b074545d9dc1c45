package dev.maat.node.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file beside a process's evidence that names the signal by which the process ended; it exists only after such an end. It is a
 * file and not an answer: a completed write outlives the process, while an answer may be lost with its connection.
 *
 * <p>The implementation could write the file too. So the word of a process excuses its end and proves nothing for it.
 */
public final class LastWord {
    /** Of the file, behind the process. */
    public static final String SUFFIX = ".signal";

    private final Path file;

    private LastWord(Path file) {
        this.file = file;
    }

    /** The word of the process that writes this evidence. */
    public static LastWord beside(EvidenceLog evidence) {
        String name = evidence.file().getFileName().toString();
        return new LastWord(evidence.file().resolveSibling(name.substring(0, name.lastIndexOf('.')) + SUFFIX));
    }

    /**
     * Writes the word.
     *
     * @param signal as {@code SIGTERM}
     */
    public void say(String signal) throws IOException {
        Files.writeString(file, signal + "\n");
    }
}

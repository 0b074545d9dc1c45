package dev.maat.checkers.recording;

/** Where whole lines of evidence go. */
@FunctionalInterface
public interface LineSink {
    /**
     * Takes one whole line, its newline included. The write is completed before this returns: a process killed right
     * after it has left the line behind. The buffer belongs to the caller and is used again.
     *
     * @param buffer UTF-8 bytes from index 0
     * @param length how many of them are the line
     * @throws java.io.UncheckedIOException if the line cannot be written; the recorded process must then stop
     */
    void write(byte[] buffer, int length);
}

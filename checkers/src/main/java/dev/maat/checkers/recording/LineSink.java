package dev.maat.checkers.recording;

/** Takes whole lines of evidence. */
@FunctionalInterface
public interface LineSink {
    /**
     * Takes one whole line with its newline. The write is complete before this returns, so that a process killed right afterwards
     * leaves the line behind. The caller owns the buffer and reuses it.
     *
     * @param buffer UTF-8 bytes from index 0
     * @param length the length of the line in bytes
     * @throws java.io.UncheckedIOException if the line cannot be written; the recorded process must then stop
     */
    void write(byte[] buffer, int length);
}

package dev.maat.checkers.history;

/** Told now and then how far the reading of a history is. */
public interface ReadProgress {
    /** Nobody listens. */
    ReadProgress NONE = (bytesRead, bytesTotal, events) -> {};

    /**
     * @param bytesRead of the files as they are on disk, packed ones packed
     * @param bytesTotal of all the files
     * @param events read so far
     */
    void at(long bytesRead, long bytesTotal, long events);
}

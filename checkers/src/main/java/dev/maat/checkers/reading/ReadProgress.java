package dev.maat.checkers.reading;

/** Hears from time to time how much of a history has been read. */
public interface ReadProgress {
    /** Ignores the progress. */
    ReadProgress NONE = (bytesRead, bytesTotal, events) -> {};

    /**
     * @param bytesRead bytes read of the files as they are on disk, packed or not
     * @param bytesTotal bytes of all the files
     * @param events events read so far
     */
    void at(long bytesRead, long bytesTotal, long events);
}

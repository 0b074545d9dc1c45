package dev.maat.checkers.catalogue;

/** Told, while a history is judged, which part is done and what it cost. Calls may come from several threads, one at a time. */
public interface JudgeListener {
    /**
     * A part is done.
     *
     * @param part a property's id; {@code "facts"}, what all properties share; or {@code "facts: ..."}, what some of them do
     * @param nanos that it took
     */
    void judged(String part, long nanos);
}

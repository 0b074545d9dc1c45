package dev.maat.checkers.catalogue;

/** Hears, while a history is judged, which parts are done and how long they took. Several threads may call it, one at a time. */
public interface JudgeListener {
    /**
     * A part is done.
     *
     * @param part a property's id; {@code "facts"} for the facts that all properties share; or {@code "facts: ..."} for facts that
     *     some of them share
     * @param nanos how long it took
     */
    void judged(String part, long nanos);
}

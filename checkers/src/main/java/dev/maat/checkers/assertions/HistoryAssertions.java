package dev.maat.checkers.assertions;

import dev.maat.checkers.history.History;

/** Where assertions on histories begin: {@code assertThat(history).holds(Profiles.ATOMIC)}. */
public final class HistoryAssertions {
    private HistoryAssertions() {}

    /** Assertions on a history; it is judged when the first of them asks. */
    public static HistoryAssert assertThat(History history) {
        return new HistoryAssert(history);
    }
}

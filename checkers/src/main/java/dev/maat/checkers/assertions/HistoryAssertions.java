package dev.maat.checkers.assertions;

import dev.maat.checkers.history.History;

/** Where assertions on histories begin: {@code assertThat(history).holds(Profiles.ATOMIC)}. */
public final class HistoryAssertions {
    private HistoryAssertions() {}

    /** Assertions on a history, which is judged at the first assertion that needs it. */
    public static HistoryAssert assertThat(History history) {
        return new HistoryAssert(history);
    }
}

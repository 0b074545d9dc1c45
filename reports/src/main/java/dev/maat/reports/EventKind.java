package dev.maat.reports;

import dev.maat.checkers.history.EventType;
import java.util.ArrayList;
import java.util.List;

/** The event types and their numbers in the page: first those of a process's log, then the crash and the lines of the harness. */
final class EventKind {
    private static final List<String> OF_HARNESS = List.of("crash", "fault", "quiet", "end", "harness");

    static final int CRASH = EventType.values().length;

    private EventKind() {}

    static int of(EventType type) {
        return type.ordinal();
    }

    /** The number of a harness line's event. Events that the format does not know share the last number. */
    static int ofHarness(String event) {
        int known = OF_HARNESS.indexOf(event);
        return CRASH + (known < 0 ? OF_HARNESS.size() - 1 : known);
    }

    /** The names of all types, by number. */
    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (EventType type : EventType.values()) {
            words.add(type.word());
        }
        words.addAll(OF_HARNESS);
        return words;
    }
}

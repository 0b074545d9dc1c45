package dev.maat.reports;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a history that the page holds in memory from the start: rare events, and the place of each witness event. */
final class Findings {
    /** Beyond this number, frequent kinds of marks (suspicions, blocks, phases, states) are only in the chunks; the page says so. */
    static final int MAX_MARKS = 100_000;

    /** A process installs a view. */
    record Install(int process, int view, long nanos, long ordinal) {}

    /** A rare event; {@code process} is -1 for the harness. */
    record Mark(int process, int type, long nanos, long ordinal, String text) {}

    /** The place of an event among all events. */
    record Place(long ordinal, long nanos) {}

    private record Key(String process, long index) {}

    private final History history;
    private final Map<Key, @Nullable Place> wanted = new HashMap<>();
    private final Map<ViewContent, Integer> viewNumbers = new IdentityHashMap<>();
    private final List<ViewContent> views = new ArrayList<>();
    private final List<Install> installs = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final long[] firstNanos;
    private final long[] lastNanos;
    private final boolean[] seen;
    private long marksLeftOut;

    Findings(History history, Judgement judgement) {
        this.history = history;
        this.firstNanos = new long[history.processCount()];
        this.lastNanos = new long[history.processCount()];
        this.seen = new boolean[history.processCount()];
        for (PropertyResult property : judgement.properties()) {
            for (WitnessEvent event : property.witness()) {
                wanted.put(new Key(event.process(), event.index()), null);
            }
        }
    }

    /** Takes note of the event at which the order is. Called once for each event, in order. */
    void note(EventOrder order) {
        ProcessLog log = order.log();
        Key key = new Key(log == null ? "" : log.name(), order.index());
        if (wanted.containsKey(key)) {
            wanted.put(key, new Place(order.ordinal(), order.placedNanos()));
        }
        if (log == null) {
            mark(order, -1, EventKind.ofHarness(order.harnessLine().event()), "");
            return;
        }
        noteLife(log.process(), order.placedNanos());
        if (order.isCrash()) {
            mark(order, log.process(), EventKind.CRASH, "");
            return;
        }
        EventType type = log.type(order.index());
        switch (type) {
            case VIEW -> noteView(order, log);
            case START, LEAVE, LEFT, EXCLUDED, LOSTQUORUM -> mark(order, log.process(), EventKind.of(type), "");
            case BLOCK, UNBLOCK, SUSPECT, STATE -> markIfRoom(order, log, type, "");
            case PHASE -> markIfRoom(order, log, type, phase(log, order.index()));
            case SEND, SENT, FAILED, DELIVER, SAFE, OVERLAP, SAMPLE, CLOSED, OTHER -> {}
        }
    }

    private void noteLife(int process, long nanos) {
        if (!seen[process]) {
            seen[process] = true;
            firstNanos[process] = nanos;
        }
        lastNanos[process] = nanos;
    }

    private void noteView(EventOrder order, ProcessLog log) {
        ViewContent content = history.install(log, order.index()).content();
        Integer number = viewNumbers.get(content);
        if (number == null) {
            number = views.size();
            viewNumbers.put(content, number);
            views.add(content);
        }
        installs.add(new Install(log.process(), number, order.placedNanos(), order.ordinal()));
    }

    private String phase(ProcessLog log, int index) {
        return history.detail(log, index) instanceof Detail.Phase phase
                ? phase.name() + (phase.on() ? " on" : " off")
                : "";
    }

    private void markIfRoom(EventOrder order, ProcessLog log, EventType type, String text) {
        if (marks.size() >= MAX_MARKS) {
            marksLeftOut++;
        } else {
            mark(order, log.process(), EventKind.of(type), text);
        }
    }

    private void mark(EventOrder order, int process, int type, String text) {
        marks.add(new Mark(process, type, order.placedNanos(), order.ordinal(), text));
    }

    /** The place of a witness event; null if the history has no such event. */
    @Nullable
    Place place(WitnessEvent event) {
        return wanted.get(new Key(event.process(), event.index()));
    }

    /** Distinct views, in the order of their first install. */
    List<ViewContent> views() {
        return views;
    }

    List<Install> installs() {
        return installs;
    }

    List<Mark> marks() {
        return marks;
    }

    long marksLeftOut() {
        return marksLeftOut;
    }

    /** The time of a process's first event; 0 if it has none. */
    long firstNanos(int process) {
        return firstNanos[process];
    }

    /** The time of a process's last event; 0 if it has none. */
    long lastNanos(int process) {
        return lastNanos[process];
    }
}

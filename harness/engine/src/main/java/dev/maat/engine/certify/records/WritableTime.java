package dev.maat.engine.certify.records;

import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.Quiet;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the group could multicast: the time in which more than half of the members of the newest primary view have it installed and
 * are not blocked. Without it a system that always blocks would keep every property. It counts from the first primary view to {@code
 * quiet}; a static group has its one view from each process's start.
 *
 * @param writableNanos zero to {@code spanNanos}
 * @param spanNanos zero where no primary view was installed
 */
record WritableTime(long writableNanos, long spanNanos) {

    /** A change of one process: it has this view, or none, and is blocked or not. */
    private record Change(long nanos, int process, @Nullable ViewContent view, boolean blocked) {}

    static WritableTime of(History history) {
        List<Change> changes = new ArrayList<>();
        for (ProcessLog log : history.logs()) {
            changes(history, log, changes);
        }
        changes.sort(Comparator.comparingLong(Change::nanos));
        Quiet quiet = history.quiet();
        return sweep(changes, quiet == null ? history.endNanos() : quiet.nanos());
    }

    private static void changes(History history, ProcessLog log, List<Change> into) {
        @Nullable ViewContent view = null;
        boolean blocked = false;
        for (int i = 0; i < log.size(); i++) {
            EventType type = log.type(i);
            switch (type) {
                case START -> view = history.header().isStatic() ? history.implicitView() : view;
                case VIEW -> {
                    ViewContent content = history.install(log, i).content();
                    view = content.primary() ? content : null;
                }
                case BLOCK -> blocked = true;
                case UNBLOCK -> blocked = false;
                case LEFT, EXCLUDED, CLOSED -> view = null;
                default -> {
                    continue;
                }
            }
            into.add(new Change(log.timeNanos(i), log.process(), view, blocked));
        }
        Crash crash = log.crash();
        if (crash != null) {
            into.add(new Change(crash.nanos(), log.process(), null, blocked));
        }
    }

    private static WritableTime sweep(List<Change> changes, long until) {
        Map<Integer, Change> now = new HashMap<>();
        @Nullable ViewContent newest = null;
        long began = -1;
        long writable = 0;
        long at = 0;
        for (Change change : changes) {
            long to = Math.min(change.nanos, until);
            if (newest != null && to > at) {
                writable += isWritable(newest, now) ? to - at : 0;
            }
            at = Math.max(at, to);
            now.put(change.process, change);
            ViewContent view = change.view;
            if (view != null && (newest == null || view.seq() > newest.seq())) {
                newest = view;
                began = began < 0 ? to : began;
            }
        }
        if (newest == null) {
            return new WritableTime(0, 0);
        }
        writable += until > at && isWritable(newest, now) ? until - at : 0;
        return new WritableTime(writable, Math.max(0, until - began));
    }

    private static boolean isWritable(ViewContent newest, Map<Integer, Change> now) {
        int able = 0;
        for (int rank = 0; rank < newest.size(); rank++) {
            Change change = now.get(newest.member(rank));
            if (change != null && !change.blocked && change.view != null) {
                able += change.view.id().equals(newest.id()) ? 1 : 0;
            }
        }
        return 2 * able > newest.size();
    }
}

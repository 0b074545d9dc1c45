package dev.maat.engine.guided;

import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thing that happened to one process, or to the network.
 *
 * @param process its number; {@link #NETWORK} for a fault
 * @param what a phase with its sign, the kind of a fault, or another word of the history
 * @param view the number of the view that a process installed; -1 for everything else
 */
record Happening(long nanos, int process, String what, long view) {
    static final int NETWORK = -1;
    static final String VIEW = "view";
    static final String CRASH = "crash";
    static final String START = "start";

    /** All of a history, in the order of time. Messages are left out, but for the first delivery in a view: they are many and alike. */
    static List<Happening> in(History history) {
        List<Happening> all = new ArrayList<>();
        for (FaultSpan fault : history.faults()) {
            if (fault.fell() && fault.bit()) {
                all.add(new Happening(fault.fromNanos(), NETWORK, "+" + fault.kind(), -1));
                if (fault.lasts() && fault.toNanos() != Long.MAX_VALUE) {
                    all.add(new Happening(fault.toNanos(), NETWORK, "-" + fault.kind(), -1));
                }
            }
        }
        for (ProcessLog log : history.logs()) {
            read(history, log, all);
        }
        // The sort is stable: what a process did at one moment stays in its order.
        all.sort(Comparator.comparingLong(Happening::nanos));
        return all;
    }

    private static void read(History history, ProcessLog log, List<Happening> all) {
        ViewContent last = null;
        boolean delivered = true;
        for (int i = 0; i < log.size(); i++) {
            EventType type = log.type(i);
            if (type == EventType.DELIVER) {
                if (!delivered) {
                    all.add(new Happening(log.timeNanos(i), log.process(), "first-delivery", -1));
                    delivered = true;
                }
                continue;
            }
            if (type == EventType.VIEW) {
                ViewContent view = history.install(log, i).content();
                all.add(new Happening(log.timeNanos(i), log.process(), VIEW + change(last, view), view.seq()));
                last = view;
                delivered = false;
                continue;
            }
            String what = what(history, log, i);
            if (what != null) {
                all.add(new Happening(log.timeNanos(i), log.process(), what, -1));
            }
        }
        Crash crash = log.crash();
        if (crash != null) {
            all.add(new Happening(crash.nanos(), log.process(), CRASH, -1));
        }
    }

    private static @Nullable String what(History history, ProcessLog log, int index) {
        return switch (log.type(index)) {
            case PHASE, SUSPECT, LOSTQUORUM, STATE ->
                switch (history.detail(log, index)) {
                    case Detail.Phase phase -> (phase.on() ? "+" : "-") + phase.name();
                    case Detail.Suspect suspect -> suspect.on() ? "+suspect" : "-suspect";
                    case Detail.LostQuorum lost -> lost.on() ? "+lost" : "-lost";
                    case Detail.State state -> state.in() ? "load" : "survive";
                    case Detail.Overlap ignored -> null;
                    case Detail.Sample ignored -> null;
                    case Detail.Closed ignored -> null;
                    case Detail.Other ignored -> null;
                };
            case START, LEAVE, LEFT, EXCLUDED -> log.type(index).word();
            default -> null;
        };
    }

    /** How the membership changed: members that came, and members that went. */
    private static String change(@Nullable ViewContent before, ViewContent now) {
        if (before == null) {
            return "!";
        }
        boolean came = false;
        for (int rank = 0; rank < now.size(); rank++) {
            came |= !before.has(now.member(rank));
        }
        boolean went = false;
        for (int rank = 0; rank < before.size(); rank++) {
            went |= !now.has(before.member(rank));
        }
        return (came ? "+" : "") + (went ? "-" : "");
    }
}

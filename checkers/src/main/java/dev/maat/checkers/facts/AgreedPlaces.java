package dev.maat.checkers.facts;

import dev.maat.checkers.history.ProcessLog;
import java.util.Arrays;

/**
 * Whether no two deliveries contradict each other by their places, in which case no group of deliveries does. This is nearly always
 * so, and then the checkers of places need not search for the deliveries that do. O(N).
 */
final class AgreedPlaces {
    private static final int UNSEEN = -1;

    private final Facts facts;
    private final long[] placeOf;
    /** The last scope in which a message was seen. */
    private final int[] scopeOf;
    /** The message at each place of the scope. */
    private final LongIntMap byPlace = new LongIntMap();

    AgreedPlaces(Facts facts) {
        this.facts = facts;
        this.placeOf = new long[facts.messages.count()];
        this.scopeOf = new int[placeOf.length];
        Arrays.fill(scopeOf, UNSEEN);
    }

    boolean hold() {
        if (!facts.history.hasPlaces()) {
            return true;
        }
        return facts.history.header().globalPlaces() ? everywhere() : inEachView() && outside();
    }

    private boolean everywhere() {
        for (ProcessLog log : facts.history.logs()) {
            int p = log.process();
            if (!agree(log, facts.deliveries.from(p), facts.deliveries.to(p), 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean inEachView() {
        for (int id = 0; id < facts.views.idCount(); id++) {
            byPlace.clear();
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                int install = facts.views.byId(position);
                ProcessLog log = facts.log(facts.views.process(install));
                if (!agree(log, facts.deliveries.fromIn(install), facts.deliveries.toIn(install), id)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A delivery outside any view has the place of its message, and may share it with other messages. */
    private boolean outside() {
        for (int stretch = 0; stretch < facts.deliveries.stretches(); stretch++) {
            ProcessLog log = facts.log(facts.deliveries.stretchProcess(stretch));
            int to = facts.deliveries.stretchFrom(stretch + 1);
            for (int d = facts.deliveries.stretchFrom(stretch);
                    facts.deliveries.stretchInstall(stretch) == Views.NONE && d < to;
                    d++) {
                byPlace.clear();
                if (!agree(log, d, d + 1, facts.views.idCount())) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean agree(ProcessLog log, int from, int to, int scope) {
        for (int d = from; d < to; d++) {
            int event = facts.deliveries.event(d);
            if (!log.hasPlace(event)) {
                continue;
            }
            int m = facts.deliveries.message(d);
            long place = log.place(event);
            if (scopeOf[m] != UNSEEN && placeOf[m] != place) {
                return false;
            }
            if (scopeOf[m] != scope) {
                placeOf[m] = place;
                scopeOf[m] = scope;
                if (byPlace.putIfAbsent(place, m) != LongIntMap.ABSENT) {
                    return false;
                }
            }
        }
        return true;
    }
}

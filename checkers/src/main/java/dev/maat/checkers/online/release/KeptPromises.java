package dev.maat.checkers.online.release;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.TooLargeException;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The finished messages that kept every promise: they are part of no violation and cannot become part of one. */
final class KeptPromises {
    private final Facts facts;
    private final Finished finished;
    private final SafeLines safes;
    private final List<Checker> claimed;
    private final BitSet repeated = new BitSet();
    private final BitSet disordered = new BitSet();
    private final byte[] uniform;
    private final Map<Long, Integer> furthest = new HashMap<>();

    KeptPromises(Facts facts, Finished finished, SafeLines safes, List<Checker> claimed) {
        this.facts = facts;
        this.finished = finished;
        this.safes = safes;
        this.claimed = claimed;
        this.uniform = new byte[facts.views.idCount()];
        findRepeated();
        findDisordered();
    }

    private void findRepeated() {
        for (ProcessLog log : facts.history.logs()) {
            int next = facts.deliveries.from(log.process());
            for (int i = 0; i < log.size() && log.count(EventType.DELIVER) > 0; i++) {
                if (log.type(i) != EventType.DELIVER || log.message(i) < 0) {
                    continue;
                }
                if (next < facts.deliveries.to(log.process()) && facts.deliveries.event(next) == i) {
                    next++;
                } else {
                    repeated.set(log.message(i));
                }
            }
        }
    }

    /** Finds messages whose places do not rise at some process, or are shared with other messages of their scope. */
    private void findDisordered() {
        boolean global = facts.history.header().globalPlaces();
        Map<Integer, Map<Long, Integer>> byPlace = new HashMap<>();
        for (ProcessLog log : facts.history.logs()) {
            int last = -1;
            for (int d = facts.deliveries.from(log.process()); d < facts.deliveries.to(log.process()); d++) {
                int install = facts.deliveries.install(d);
                if (!log.hasPlace(facts.deliveries.event(d)) || install == Views.NONE) {
                    continue;
                }
                long place = log.place(facts.deliveries.event(d));
                int m = facts.deliveries.message(d);
                boolean sameScope = last >= 0 && (global || facts.deliveries.install(last) == install);
                if (sameScope && place <= log.place(facts.deliveries.event(last))) {
                    disordered.set(m);
                    disordered.set(facts.deliveries.message(last));
                }
                Integer other = byPlace.computeIfAbsent(
                                global ? -1 : facts.views.id(install), absent -> new HashMap<>())
                        .putIfAbsent(place, m);
                if (other != null && other != m) {
                    disordered.set(m);
                    disordered.set(other);
                }
                last = d;
            }
        }
    }

    /** Whether a finished message kept every promise. */
    boolean keptBy(int m) {
        if (facts.messages.sentEvent(m) == MessageTable.NONE
                || facts.messages.failedEvent(m) != MessageTable.NONE
                || facts.messages.sendEvent(m) == MessageTable.NONE
                || facts.messages.last(m)
                || facts.sends.viewFrom(m) != facts.sends.viewTo(m)
                || facts.deliveries.deliverers(m) == 0
                || repeated.get(m)) {
            return false;
        }
        int id = facts.views.id(facts.sends.viewFrom(m));
        if (!uniform(id) || !finished.membersOrInstallers(id).get(facts.messages.sender(m))) {
            return false;
        }
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            if (!cleanDelivery(facts.deliveries.ofMessage(m, k), m, id)) {
                return false;
            }
        }
        BitSet all = finished.membersOrInstallers(id);
        for (int q = all.nextSetBit(0); q >= 0; q = all.nextSetBit(q + 1)) {
            if (facts.deliveries.by(q, m) < 0 && !excusedFrom(q, m, id)) {
                return false;
            }
        }
        return safes.settled(m) && claimed.stream().noneMatch(checker -> checker.isBrokenBy(m, facts));
    }

    /** Whether all processes that installed a view have the same copy of it, and are members. */
    private boolean uniform(int id) {
        if (uniform[id] == 0) {
            ViewContent view = facts.views.content(facts.views.byId(facts.views.byIdFrom(id)));
            boolean one = true;
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                int install = facts.views.byId(position);
                one &= facts.views.content(install) == view && view.has(facts.views.process(install));
            }
            uniform[id] = (byte) (one ? 1 : -1);
        }
        return uniform[id] > 0;
    }

    private boolean cleanDelivery(int delivery, int m, int id) {
        int install = facts.deliveries.install(delivery);
        if (install == Views.NONE || facts.views.id(install) != id) {
            return false;
        }
        ProcessLog log = facts.log(facts.deliveries.process(delivery));
        int event = facts.deliveries.event(delivery);
        String said = log.saidView(event);
        if (facts.history.payloadDiffers(log, event)
                || said != null && !said.equals(facts.views.content(install).id())) {
            return false;
        }
        int first = facts.deliveries.ofMessage(m, 0);
        ProcessLog firstLog = facts.log(facts.deliveries.process(first));
        int firstEvent = facts.deliveries.event(first);
        return log.hasPlace(event) == firstLog.hasPlace(firstEvent)
                && log.place(event) == firstLog.place(firstEvent)
                && !disordered.get(m);
    }

    /** Whether a process need not deliver a message: it is past the view, and its deliveries there came before this one everywhere. */
    private boolean excusedFrom(int q, int m, int id) {
        int own = facts.views.installOf(q, id);
        boolean sender = q == facts.messages.sender(m);
        if (sender && facts.log(q).crash() == null) {
            return false;
        }
        if (own == Views.NONE) {
            // A process that never started in a static group still counts among those that must hold a message told to
            // be safe.
            return !facts.history.header().isStatic() || safes.count(m) == 0;
        }
        if (facts.views.next(own) != Views.NONE || mayBeOwedTo(q, m)) {
            return false;
        }
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            if (delivery < furthest(own, facts.deliveries.install(delivery))) {
                return false;
            }
        }
        return true;
    }

    /** If the pasts are too large to be rebuilt, it is unknown which messages are owed, so the message stays. */
    private boolean mayBeOwedTo(int q, int m) {
        try {
            return facts.causalPast().owedTo(q, m);
        } catch (TooLargeException unknown) {
            return true;
        }
    }

    /** The other process's last delivery of a message that this one delivered in the view; the greatest int if it lacks one. */
    private int furthest(int own, int other) {
        return furthest.computeIfAbsent((long) own << 32 | other, absent -> {
            int last = -1;
            for (int d = facts.deliveries.fromIn(own); d < facts.deliveries.toIn(own); d++) {
                int its = facts.deliveries.by(facts.views.process(other), facts.deliveries.message(d));
                if (its < 0 || facts.deliveries.install(its) != other) {
                    return Integer.MAX_VALUE;
                }
                last = Math.max(last, its);
            }
            return last;
        });
    }
}

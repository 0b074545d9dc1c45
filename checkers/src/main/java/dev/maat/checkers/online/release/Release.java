package dev.maat.checkers.online.release;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Risk;
import dev.maat.checkers.facts.TooLargeException;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a history that goes on can be let go: no verdict changes, now or later, if the lines that name them are
 * taken out, as long as nothing comes that {@link #finished()} and the other accessors warn of. The rule and why it
 * is enough: see the documentation of the online package.
 */
public final class Release {
    private final Facts facts;
    private final Finished finished;
    private final SafeLines safes;
    private final BitSet messages = new BitSet();
    private final BitSet repeated = new BitSet();
    private final BitSet disordered = new BitSet();
    private final BitSet pinned = new BitSet();
    private final boolean serialClaimed;
    private final boolean blockingClaimed;
    private final @Nullable OrderLimits[] limits;
    private final byte[] uniform;
    private final LetGoCases cases = new LetGoCases();
    private final Set<String> passedOver = new HashSet<>();
    private final Map<String, Set<String>> installers = new HashMap<>();
    private final Map<String, Long> highestPlaces = new HashMap<>();
    private final Map<Long, Integer> furthest = new HashMap<>();
    private long latestNanos = Long.MIN_VALUE;

    private Release(Facts facts, long horizonNanos) {
        History history = facts.history;
        this.facts = facts;
        this.finished = new Finished(facts);
        this.safes = new SafeLines(facts);
        this.serialClaimed = history.header().claims().contains(PropertyId.SERIAL_UPCALLS.id());
        this.blockingClaimed = history.header().claims().contains(PropertyId.BLOCKING.id());
        this.limits = new OrderLimits[facts.views.idCount()];
        this.uniform = new byte[facts.views.idCount()];
        findRepeated();
        findDisordered();
        pinLast();
        CausalTaint taint = new CausalTaint(facts, finished.all());
        Map<String, Long> oldest = oldestUnfinished();
        UnknownPast unknownPast = new UnknownPast(facts);
        BitSet candidates = new BitSet();
        for (int m = 0; m < facts.messages.count(); m++) {
            candidates.set(
                    m,
                    finished.has(m)
                            && !taint.has(m)
                            && clean(m)
                            && noOlderIsUnfinished(m, oldest)
                            && unknownPast.comesBeforeAll(m)
                            && lastNanos(m) <= horizonNanos
                            && riskIsKnown(m));
        }
        for (int m = candidates.nextSetBit(0); m >= 0; m = candidates.nextSetBit(m + 1)) {
            // Makes the limits of its view, which pin: so all candidates first.
            candidates.set(m, limits(facts.views.id(facts.sends.viewFrom(m))).mayGo(m));
        }
        candidates.andNot(pinned);
        for (int m = candidates.nextSetBit(0); m >= 0; m = candidates.nextSetBit(m + 1)) {
            letGo(m);
        }
    }

    /**
     * Looks through a history.
     *
     * @param horizonNanos messages with a line behind this time stay
     */
    public static Release of(History history, long horizonNanos) {
        return of(new Facts(history), horizonNanos);
    }

    static Release of(Facts facts, long horizonNanos) {
        return new Release(facts, horizonNanos);
    }

    private OrderLimits limits(int id) {
        OrderLimits known = limits[id];
        if (known == null) {
            known = new OrderLimits(facts, id, pinned);
            limits[id] = known;
        }
        return known;
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

    /** Messages whose places at one process do not rise from one to the next, or are those of others in their scope. */
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

    /** The first and the last line of a log tell its span, the last place is what the next one is compared with. */
    private void pinLast() {
        for (ProcessLog log : facts.history.logs()) {
            pin(log, 0);
            pin(log, log.size() - 1);
            int from = facts.deliveries.from(log.process());
            int to = facts.deliveries.to(log.process());
            if (to > from) {
                pinned.set(facts.deliveries.message(to - 1));
            }
            for (int d = to - 1; d >= from; d--) {
                if (log.hasPlace(facts.deliveries.event(d))) {
                    pinned.set(facts.deliveries.message(d));
                    break;
                }
            }
        }
    }

    private void pin(ProcessLog log, int index) {
        if (index < 0) {
            return;
        }
        switch (log.type(index)) {
            case SEND, SENT, FAILED, DELIVER, SAFE -> {
                if (log.message(index) >= 0) {
                    pinned.set(log.message(index));
                }
            }
            default -> {}
        }
    }

    /** Of each generation the lowest seq of a view with an unfinished message. */
    private Map<String, Long> oldestUnfinished() {
        Map<String, Long> oldest = new HashMap<>();
        for (int m = 0; m < facts.messages.count(); m++) {
            if (finished.has(m)) {
                continue;
            }
            for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
                oldest.merge(
                        facts.views.content(i).generation(),
                        facts.views.content(i).seq(),
                        Math::min);
            }
            for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
                int install = facts.deliveries.install(facts.deliveries.ofMessage(m, k));
                if (install != Views.NONE) {
                    ViewContent view = facts.views.content(install);
                    oldest.merge(view.generation(), view.seq(), Math::min);
                }
            }
        }
        return oldest;
    }

    private boolean noOlderIsUnfinished(int m, Map<String, Long> oldest) {
        ViewContent view = facts.views.content(facts.sends.viewFrom(m));
        for (Map.Entry<String, Long> unfinished : oldest.entrySet()) {
            if (!unfinished.getKey().equals(view.generation()) || unfinished.getValue() < view.seq()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a finished message kept every promise, so that it is in no violation and in no doubt. */
    private boolean clean(int m) {
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
        if (!uniform(id) || !finished.peopleOf(id).get(facts.messages.sender(m))) {
            return false;
        }
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            if (!cleanDelivery(facts.deliveries.ofMessage(m, k), m, id)) {
                return false;
            }
        }
        BitSet people = finished.peopleOf(id);
        for (int q = people.nextSetBit(0); q >= 0; q = people.nextSetBit(q + 1)) {
            if (facts.deliveries.by(q, m) < 0 && !rightlyWithout(q, m, id)) {
                return false;
            }
        }
        return safes.settled(m) && !(blockingClaimed && sentWhileBlocked(m));
    }

    /** Whether all who installed a view have one copy of it, and are members. */
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

    /** Who did not deliver a message and need not have: past its view, and all that it delivered there came before for all. */
    private boolean rightlyWithout(int q, int m, int id) {
        int own = facts.views.installOf(q, id);
        boolean sender = q == facts.messages.sender(m);
        if (sender && facts.log(q).crash() == null) {
            return false;
        }
        if (own == Views.NONE) {
            // Who never came into a static group is all the same expected there by who is told that all have a message.
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

    /** Where the pasts are too large to be rebuilt nothing is known of what is owed: the message stays. */
    private boolean mayBeOwedTo(int q, int m) {
        try {
            return facts.causalPast().owedTo(q, m);
        } catch (TooLargeException unknown) {
            return true;
        }
    }

    /** Another's last delivery of what a process delivered in its view; beyond all if the other lacks one. */
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

    private boolean sentWhileBlocked(int m) {
        ProcessLog log = facts.log(facts.messages.sender(m));
        int i = facts.messages.sentEvent(m);
        while (i > facts.messages.sendEvent(m)) {
            i--;
            if (log.type(i) == EventType.UNBLOCK) {
                return false;
            }
        }
        while (i >= 0 && log.type(i) != EventType.UNBLOCK) {
            if (log.type(i--) == EventType.BLOCK) {
                return true;
            }
        }
        return false;
    }

    private long lastNanos(int m) {
        return Math.max(
                Math.max(facts.risk.begin(m), facts.risk.end(m)),
                facts.log(facts.messages.sender(m)).timeNanos(facts.messages.sentEvent(m)));
    }

    /** Whether nothing but a fault that is on can still put a message at risk, or take it out of risk. */
    private boolean riskIsKnown(int m) {
        int id = facts.views.id(facts.sends.viewFrom(m));
        if (serialClaimed && !facts.risk.message(m) && !openFaults(m).isEmpty()) {
            return false;
        }
        if (facts.history.header().isStatic()) {
            return true;
        }
        ViewContent view = facts.views.content(facts.sends.viewFrom(m));
        boolean changed = facts.risk.firstSuccessor(id) != Long.MAX_VALUE;
        if (facts.deliveries.deliverers(m) < view.size()) {
            return changed;
        }
        boolean known = true;
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int install = facts.deliveries.install(delivery);
            boolean before = facts.risk.cutoff(install) == Risk.NO_EVENT
                    ? !changed || facts.deliveries.nanos(delivery) <= facts.risk.firstSuccessor(id)
                    : facts.deliveries.event(delivery) < facts.risk.cutoff(install);
            if (changed && !before && hasLeft(install)) {
                return true;
            }
            known &= before;
        }
        return known;
    }

    /** Whether no line can come any more that would tell when a process began to leave a view. */
    private boolean hasLeft(int install) {
        return facts.views.next(install) != Views.NONE
                || facts.log(facts.views.process(install)).count(EventType.CLOSED) > 0;
    }

    private List<Integer> openFaults(int m) {
        List<Integer> open = new ArrayList<>();
        List<FaultSpan> faults = facts.history.faults();
        for (int k = 0; k < faults.size(); k++) {
            FaultSpan fault = faults.get(k);
            boolean isOpen = fault.lasts() && fault.toNanos() == Long.MAX_VALUE && !fault.bit();
            if (isOpen && fault.fromNanos() <= facts.risk.end(m)) {
                open.add(k);
            }
        }
        return open;
    }

    private void letGo(int m) {
        messages.set(m);
        int install = facts.sends.viewFrom(m);
        int id = facts.views.id(install);
        String view = facts.views.content(install).id();
        List<String> deliverers = new ArrayList<>();
        boolean atRisk = facts.risk.message(m);
        long upcalls = safes.count(m);
        long risky = safes.risky(m);
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            deliverers.add(facts.process(facts.deliveries.process(delivery)));
            upcalls++;
            long nanos = facts.deliveries.nanos(delivery);
            risky += facts.risk.overlapsFault(nanos, nanos) ? 1 : 0;
            place(delivery, view);
        }
        BitSet people = finished.peopleOf(id);
        for (int q = people.nextSetBit(0); q >= 0; q = people.nextSetBit(q + 1)) {
            if (facts.deliveries.by(q, m) < 0) {
                passedOver.add(facts.process(q));
            }
        }
        installers.computeIfAbsent(view, absent -> installers(id));
        latestNanos = Math.max(latestNanos, Math.max(lastNanos(m), safes.latestNanos(m)));
        LetGoCases.Count count = cases.of(new LetGoCases.Kind(
                facts.process(facts.messages.sender(m)), view, deliverers, atRisk, atRisk ? List.of() : openFaults(m)));
        count.messages++;
        count.safes += safes.count(m);
        count.upcalls += upcalls;
        count.riskyUpcalls += risky;
    }

    private void place(int delivery, String view) {
        ProcessLog log = facts.log(facts.deliveries.process(delivery));
        int event = facts.deliveries.event(delivery);
        if (log.hasPlace(event)) {
            highestPlaces.merge(view, log.place(event), Math::max);
        }
    }

    private Set<String> installers(int id) {
        Set<String> names = new HashSet<>();
        for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
            names.add(facts.process(facts.views.process(facts.views.byId(position))));
        }
        return names;
    }

    /** Messages that can go. */
    public BitSet messages() {
        return messages;
    }

    /** Messages, gone or not, that are taken never to be delivered, sent or returned again. */
    public BitSet finished() {
        return finished.all();
    }

    /** Whether a line names a message that goes. */
    public boolean drops(ProcessLog log, int index) {
        return switch (log.type(index)) {
            case SEND, SENT, FAILED, DELIVER, SAFE -> log.message(index) >= 0 && messages.get(log.message(index));
            default -> false;
        };
    }

    /** What is counted of the messages that go. */
    public LetGoCases cases() {
        return cases;
    }

    /** Processes that a message goes without: they are taken never to deliver or install anything again. */
    public Set<String> passedOver() {
        return passedOver;
    }

    /** Of each view that a message goes from, who installed it: nobody else is taken to do so. */
    public Map<String, Set<String>> installers() {
        return installers;
    }

    /** Of each view that a message with a place goes from, the highest such place: later ones are taken to be higher. */
    public Map<String, Long> highestPlaces() {
        return highestPlaces;
    }

    /** The latest time of any line that goes: nobody is taken to move, and no fault to begin, before it. */
    public long latestNanos() {
        return latestNanos;
    }
}

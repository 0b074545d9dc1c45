package dev.maat.checkers.online.release;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import dev.maat.checkers.properties.Checkers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a history that goes on can be let go. If the lines that name them are removed, no verdict changes, now or later,
 * unless a line comes that {@link #finished()} and the other accessors exclude. {@code LETTING-GO.md} of the online package has the
 * rule and its proof.
 */
public final class Release {
    private final Facts facts;
    private final Finished finished;
    private final SafeLines safes;
    private final BitSet messages = new BitSet();
    private final BitSet pinned = new BitSet();
    private final KnownRisk risk;
    private final @Nullable OrderLimits[] limits;
    private final LetGoCases cases = new LetGoCases();
    private final Set<String> passedOver = new HashSet<>();
    private final Map<String, Set<String>> installers = new HashMap<>();
    private final Map<String, Long> highestPlaces = new HashMap<>();
    private long latestNanos = Long.MIN_VALUE;

    private Release(Facts facts, long horizonNanos) {
        this.facts = facts;
        this.finished = new Finished(facts);
        this.safes = new SafeLines(facts);
        this.limits = new OrderLimits[facts.views.idCount()];
        List<Checker> claimed = Checkers.claimedByName(facts.history);
        this.risk = new KnownRisk(facts, claimed);
        KeptPromises promises = new KeptPromises(facts, finished, safes, claimed);
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
                            && promises.keptBy(m)
                            && noOlderIsUnfinished(m, oldest)
                            && unknownPast.comesBeforeAll(m)
                            && lastNanos(m) <= horizonNanos
                            && risk.isKnown(m));
        }
        for (int m = candidates.nextSetBit(0); m >= 0; m = candidates.nextSetBit(m + 1)) {
            // Making the limits of a view pins messages, so all candidates are examined before any of them goes.
            candidates.set(m, limits(facts.views.id(facts.sends.viewFrom(m))).mayGo(m));
        }
        candidates.andNot(pinned);
        for (int m = candidates.nextSetBit(0); m >= 0; m = candidates.nextSetBit(m + 1)) {
            letGo(m);
        }
    }

    /**
     * Finds the messages of a history that can go.
     *
     * @param horizonNanos messages with a later line stay
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

    /** The first and the last line of a log give its span; the next place is compared with the last one. */
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

    /** For each generation, the lowest seq of a view with an unfinished message. */
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

    private long lastNanos(int m) {
        return Math.max(
                Math.max(facts.risk.begin(m), facts.risk.end(m)),
                facts.log(facts.messages.sender(m)).timeNanos(facts.messages.sentEvent(m)));
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
        BitSet all = finished.membersOrInstallers(id);
        for (int q = all.nextSetBit(0); q >= 0; q = all.nextSetBit(q + 1)) {
            if (facts.deliveries.by(q, m) < 0) {
                passedOver.add(facts.process(q));
            }
        }
        installers.computeIfAbsent(view, absent -> installers(id));
        latestNanos = Math.max(latestNanos, Math.max(lastNanos(m), safes.latestNanos(m)));
        LetGoCases.Count count = cases.of(new LetGoCases.Kind(
                facts.process(facts.messages.sender(m)),
                view,
                deliverers,
                atRisk,
                atRisk ? List.of() : risk.openFaults(m)));
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

    /** Messages, gone or not, that no later line may deliver, send or return again. */
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

    /** The counts of the messages that go. */
    public LetGoCases cases() {
        return cases;
    }

    /** Processes that have not delivered some message that goes: no later line may deliver or install anything there. */
    public Set<String> passedOver() {
        return passedOver;
    }

    /** The processes that installed each view of a message that goes: no other process may install it later. */
    public Map<String, Set<String>> installers() {
        return installers;
    }

    /** The highest place of a message that goes, in each view: later places must be higher. */
    public Map<String, Long> highestPlaces() {
        return highestPlaces;
    }

    /** The latest time of any line that goes: no process may move, and no fault begin, before it. */
    public long latestNanos() {
        return latestNanos;
    }
}

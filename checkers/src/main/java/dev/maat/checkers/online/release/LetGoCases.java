package dev.maat.checkers.online.release;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.Checkers;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many messages of each kind were let go, with the counts that the cases of a property need, and no more. */
public final class LetGoCases {
    /**
     * The common attributes of messages that count alike.
     *
     * @param sender the sender of all of them
     * @param view id of the one view in which they were sent and delivered; empty for the implicit one
     * @param deliverers the names of the processes that delivered them, in the order of the window's process numbers
     * @param atRisk whether they were at risk for certain
     * @param openFaults positions in {@link dev.maat.checkers.history.History#faults()} of faults that were on when the messages
     *     were last delivered, and of which it is not known yet whether they bit; if one did, the messages were at risk
     */
    record Kind(String sender, String view, List<String> deliverers, boolean atRisk, List<Integer> openFaults) {}

    /** Numbers of messages, of safe indications of them, of upcalls that brought either, and of these upcalls during a fault that bit. */
    static final class Count {
        long messages;
        long safes;
        long upcalls;
        long riskyUpcalls;
    }

    private final Map<Kind, Count> counts = new LinkedHashMap<>();

    Count of(Kind kind) {
        return counts.computeIfAbsent(kind, absent -> new Count());
    }

    Map<Kind, Count> all() {
        return counts;
    }

    /** Adds the counts of another release. */
    public void add(LetGoCases more) {
        more.counts.forEach((kind, count) -> {
            Count sum = of(kind);
            sum.messages += count.messages;
            sum.safes += count.safes;
            sum.upcalls += count.upcalls;
            sum.riskyUpcalls += count.riskyUpcalls;
        });
    }

    /**
     * Results as they would be if the messages were still in the window.
     *
     * @param window the window, up to its present end
     * @param results of the window
     */
    public Map<PropertyId, PropertyResult> addedTo(History window, Map<PropertyId, PropertyResult> results) {
        Map<PropertyId, PropertyResult> sums = new EnumMap<>(results);
        LetGoCounts counts = new LetGoCounts(new Facts(window), this);
        results.forEach((property, result) -> {
            if (result.verdict() != Verdict.INAPPLICABLE) {
                sums.put(property, counts.added(Checkers.of(property), result));
            }
        });
        return sums;
    }

    /** Messages let go. */
    public long messages() {
        return counts.values().stream().mapToLong(count -> count.messages).sum();
    }

    /** Safe indications of them. */
    public long safes() {
        return counts.values().stream().mapToLong(count -> count.safes).sum();
    }
}

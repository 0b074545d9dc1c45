package dev.maat.checkers.online;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.Quiet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the window can no longer say by itself after something was let go. */
final class Losses {
    /**
     * Where a violation is proved by deliveries that are there, it stands for ever, and may go with them. Of the two that are free
     * of gaps this is the part that they share with the plain orders: a gap never goes.
     */
    private static final Set<PropertyId> PROVED_BY_WHAT_IS_THERE = EnumSet.of(
            PropertyId.FIFO,
            PropertyId.FIFO_GAP_FREE,
            PropertyId.CAUSAL,
            PropertyId.CAUSAL_GAP_FREE,
            PropertyId.TOTAL_ORDER,
            PropertyId.EVS_CAUSAL,
            PropertyId.EVS_AGREED);

    private Losses() {}

    /** Violations that went, by property; null if something went that may not. */
    static @Nullable Map<PropertyId, PropertyResult> between(
            Map<PropertyId, PropertyResult> before, Map<PropertyId, PropertyResult> after) {
        Map<PropertyId, PropertyResult> losses = new EnumMap<>(PropertyId.class);
        for (Map.Entry<PropertyId, PropertyResult> entry : before.entrySet()) {
            PropertyResult was = entry.getValue();
            PropertyResult is = after.get(entry.getKey());
            if (is == null || is.violations() > was.violations()) {
                return null;
            }
            if (is.violations() < was.violations()) {
                if (!PROVED_BY_WHAT_IS_THERE.contains(entry.getKey())) {
                    return null;
                }
                losses.put(entry.getKey(), counting(was, was.violations() - is.violations()));
            } else if ((was.verdict() == Verdict.UNKNOWN) != (is.verdict() == Verdict.UNKNOWN)) {
                return null;
            }
        }
        return losses;
    }

    private static PropertyResult counting(PropertyResult result, long violations) {
        return new PropertyResult(
                result.id(),
                result.definition(),
                Verdict.VIOLATED,
                result.applicable(),
                result.atRisk(),
                violations,
                result.withoutWeight(),
                result.sentence(),
                result.witness());
    }

    /** Two losses of one property; the first is the one to tell. */
    static PropertyResult sum(PropertyResult first, PropertyResult second) {
        return counting(first, first.violations() + second.violations());
    }

    /** A result with the violations that went. */
    static PropertyResult restored(PropertyResult window, PropertyResult loss) {
        if (window.verdict() == Verdict.INAPPLICABLE) {
            return window;
        }
        // A cycle is one violation, however much of it is there.
        long violations = window.id().equals(PropertyId.TOTAL_ORDER.id()) ? 1 : window.violations() + loss.violations();
        return new PropertyResult(
                window.id(),
                window.definition(),
                Verdict.VIOLATED,
                window.applicable(),
                window.atRisk(),
                violations,
                window.withoutWeight(),
                loss.sentence(),
                loss.witness());
    }

    /**
     * Whether the end cannot be judged without what went: a core process may owe what went without it, or there is no safe
     * indication left to say that there are any.
     */
    static boolean atTheEnd(History window, LetGo letGo) {
        if (letGo.cases().safes() > 0 && window.logs().stream().allMatch(log -> log.count(EventType.SAFE) == 0)) {
            return true;
        }
        Quiet quiet = window.quiet();
        List<String> core = quiet == null ? List.of() : quiet.core();
        for (ProcessLog log : window.logs()) {
            if (core.contains(log.node()) && letGo.passedOver().contains(log.name()) && isLast(window, log)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLast(History window, ProcessLog log) {
        for (ProcessLog other : window.logs()) {
            if (other.node().equals(log.node())
                    && other.startEvent() >= 0
                    && (log.startEvent() < 0
                            || other.timeNanos(other.startEvent()) > log.timeNanos(log.startEvent()))) {
                return window.header().isStatic();
            }
        }
        return true;
    }
}

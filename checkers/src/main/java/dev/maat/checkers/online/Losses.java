package dev.maat.checkers.online;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.Quiet;
import dev.maat.checkers.properties.Checkers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Violations and proofs that the window no longer has after messages were let go. */
final class Losses {
    private Losses() {}

    /** The violations that were let go, by property; null if a result changed that must not change. */
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
                if (!Checkers.of(entry.getKey()).isProvedByDeliveries()) {
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

    /** Two losses of one property; the first one is told. */
    static PropertyResult sum(PropertyResult first, PropertyResult second) {
        return counting(first, first.violations() + second.violations());
    }

    /** A result together with the violations that were let go. */
    static PropertyResult restored(PropertyId property, PropertyResult window, PropertyResult loss) {
        if (window.verdict() == Verdict.INAPPLICABLE) {
            return window;
        }
        return new PropertyResult(
                window.id(),
                window.definition(),
                Verdict.VIOLATED,
                window.applicable(),
                window.atRisk(),
                Checkers.of(property).violations(window.violations(), loss.violations()),
                window.withoutWeight(),
                loss.sentence(),
                loss.witness());
    }

    /**
     * Whether the end cannot be judged without messages that were let go. Either a core process may owe one of them, or all safe
     * indications were let go, so that the window looks like a history without any.
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

package dev.maat.checkers.online;

import dev.maat.checkers.PropertyId;
import dev.maat.checkers.PropertyResult;
import dev.maat.checkers.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which violations of a history that goes on stand, whatever comes. Most are proved by what one or two logs say up to some line,
 * and a log's beginning never changes. The others may be mended by a line of another file that is not read yet: they are told
 * when they are still there after everything was read once more.
 */
final class Firmness {
    /** What a line not yet read could mend: a send, a move, a fault, a return, a later delivery. */
    private static final Set<PropertyId> SOFT = EnumSet.of(
            PropertyId.DELIVERY_INTEGRITY,
            PropertyId.SENDING_VIEW_DELIVERY,
            PropertyId.PRIMARY_COMPONENT,
            PropertyId.NO_SKIPPED_VIEW,
            PropertyId.NO_UNPROVOKED_EXIT,
            PropertyId.NO_SPURIOUS_VIEW,
            PropertyId.SAFE_INDICATION,
            PropertyId.EVS_BASIC_DELIVERY,
            PropertyId.EVS_CONFIGURATION_CHANGE,
            PropertyId.EVS_SELF_DELIVERY,
            PropertyId.EVS_FAILURE_ATOMICITY,
            PropertyId.EVS_CAUSAL,
            PropertyId.EVS_AGREED,
            PropertyId.EVS_SAFE);

    /** Where views change and none is transitional these do not apply, which is not known before. */
    private static final Set<PropertyId> OF_CONFIGURATIONS =
            EnumSet.range(PropertyId.EVS_BASIC_DELIVERY, PropertyId.EVS_SAFE);

    /** Rounds that a suspicion must outlive: that in which it came up, which other files began before, and one whole one. */
    private static final int ROUNDS = 2;

    private final Set<PropertyId> told = EnumSet.noneOf(PropertyId.class);
    private final Map<PropertyId, Long> suspectedSince = new EnumMap<>(PropertyId.class);
    private long round;

    /** Everything there was to read has been read. */
    void caughtUp() {
        round++;
    }

    /**
     * Violations to tell now; each property is told once.
     *
     * @param transitional whether the history has a transitional configuration
     */
    List<PropertyId> firm(Map<PropertyId, PropertyResult> results, boolean transitional) {
        List<PropertyId> firm = new ArrayList<>();
        results.forEach((property, result) -> {
            if (result.verdict() != Verdict.VIOLATED
                    || property.liveness()
                    || told.contains(property)
                    || OF_CONFIGURATIONS.contains(property) && !transitional) {
                suspectedSince.remove(property);
                return;
            }
            long since = suspectedSince.merge(property, round, Math::min);
            if (!SOFT.contains(property) || round >= since + ROUNDS) {
                told.add(property);
                firm.add(property);
            }
        });
        return firm;
    }
}

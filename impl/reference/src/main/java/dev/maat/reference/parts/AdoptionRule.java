package dev.maat.reference.parts;

import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which value, if any, a coordinator takes over from earlier ballots instead of proposing a new one. */
@FunctionalInterface
public interface AdoptionRule {
    /**
     * The value of the highest ballot that a promiser accepted, unchanged. If an earlier ballot decided a value, then a promiser
     * of each later quorum accepted it, and no higher ballot holds another.
     */
    AdoptionRule HIGHEST_ACCEPTED = reported -> {
        Ballot highest = Ballot.NONE;
        Value value = null;
        for (Accepted each : reported) {
            if (each.ballot().isAbove(highest)) {
                highest = each.ballot();
                value = each.value();
            }
        }
        return value;
    };

    /** The value to propose again, or null for a new one; {@code reported} is in rank order. */
    @Nullable
    Value adopt(List<Accepted> reported);

    /** A promiser's report of the value that it accepted last. */
    record Accepted(Ballot ballot, Value value) {}
}

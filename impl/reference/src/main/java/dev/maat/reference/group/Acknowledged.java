package dev.maat.reference.group;

import dev.maat.reference.packet.Counts;
import dev.maat.reference.parts.StabilityPolicy;
import java.util.function.IntPredicate;

/**
 * How far each member of a view holds each stream and has freed it, as far as this process knows. Knowledge only grows: a report
 * that arrives late takes nothing back.
 */
public final class Acknowledged {
    /** The prefixes that members hold, by stream, then by member. */
    private final long[][] held;

    private final long[][] freed;
    private final long[] stable;
    private final StabilityPolicy.Holdings[] holdings;

    Acknowledged(int streams) {
        held = new long[streams][streams];
        freed = new long[streams][streams];
        stable = new long[streams];
        holdings = new StabilityPolicy.Holdings[streams];
        for (int stream = 0; stream < streams; stream++) {
            holdings[stream] = new EachMember(held[stream]);
        }
    }

    /** Records that the member holds the stream, and has freed it, through these numbers; whether that was not known. */
    public boolean report(int stream, int rank, long heldThrough, long freedThrough) {
        boolean news = heldThrough > held[stream][rank] || freedThrough > freed[stream][rank];
        held[stream][rank] = Math.max(held[stream][rank], heldThrough);
        freed[stream][rank] = Math.max(freed[stream][rank], freedThrough);
        return news;
    }

    /** The prefixes of a stream that the members are known to hold, by rank. */
    public Counts heldBy(int stream) {
        return Counts.of(held[stream]);
    }

    /** The prefixes of a stream that the members are known to have freed, by rank. */
    public Counts freedBy(int stream) {
        return Counts.of(freed[stream]);
    }

    /** The prefix of a stream that a member is known to hold. */
    public long held(int stream, int rank) {
        return held[stream][rank];
    }

    /** The prefix of a stream that every member is known to have freed. */
    public long freedByAll(int stream) {
        long shortest = Long.MAX_VALUE;
        for (long through : freed[stream]) {
            shortest = Math.min(shortest, through);
        }
        return shortest;
    }

    /** The prefix of a stream that every member of these ranks is known to have freed, and every other is known to hold. */
    public long passedByAll(int stream, IntPredicate ranks) {
        long shortest = Long.MAX_VALUE;
        for (int rank = 0; rank < freed[stream].length; rank++) {
            shortest = Math.min(shortest, ranks.test(rank) ? freed[stream][rank] : held[stream][rank]);
        }
        return shortest;
    }

    /** The prefix of a stream that was found stable so far. */
    public long stable(int stream) {
        return stable[stream];
    }

    /** Lets the policy look again; the stable prefix, which never shrinks. */
    public long reviewStable(int stream, StabilityPolicy policy) {
        stable[stream] = Math.max(stable[stream], policy.stable(holdings[stream]));
        return stable[stream];
    }

    /** Every member acknowledges for itself. */
    private record EachMember(long[] heldByRank) implements StabilityPolicy.Holdings {
        @Override
        public int reports() {
            return heldByRank.length;
        }

        @Override
        public long heldThrough(int report) {
            return heldByRank[report];
        }

        @Override
        public int members(int report) {
            return 1;
        }
    }
}

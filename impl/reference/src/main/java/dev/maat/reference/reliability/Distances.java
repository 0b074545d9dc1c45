package dev.maat.reference.reliability;

import dev.maat.contract.ProcessId;
import dev.maat.reference.feedback.RoundTrip;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Estimates of the round-trip times to the members. Every heartbeat has a number, and answers one heartbeat of another member with the
 * time that the answer took, so no clocks are compared (Floyd et al. 1997, section III.A, from NTP). Members are answered in turn:
 * a heartbeat grows by a few bytes, however many members there are.
 */
public final class Distances {
    /** An estimate for a member that has answered no heartbeat yet. */
    private static final long INITIAL_NANOS = 5_000_000;

    private static final int MAX_UNANSWERED = 64;
    private static final long NANOS_PER_MICRO = 1_000;

    /** The round trips of one member, and its last heartbeat. */
    private static final class Member {
        private final RoundTrip roundTrip = new RoundTrip();
        private long heardNumber;
        private long heardAt;
    }

    private final Host host;
    private final TreeMap<ProcessId, Member> known = new TreeMap<>();
    private final long[] sentAt = new long[MAX_UNANSWERED];
    private Member[] members = {};
    private long number;
    private int next;

    Distances(Host host) {
        this.host = host;
    }

    /** A new view begins: a member that stays keeps its estimate. */
    void open(Epoch epoch) {
        known.keySet().retainAll(epoch.members());
        members = new Member[epoch.members().size()];
        for (int rank = 0; rank < members.length; rank++) {
            members[rank] = known.computeIfAbsent(epoch.member(rank), process -> new Member());
        }
        next = 0;
    }

    /** The next heartbeat, with the answer to a member that was heard since it was answered last. */
    public Packet.Beat beat() {
        number++;
        sentAt[slot(number)] = host.now();
        for (int i = 0; i < members.length; i++) {
            int rank = (next + i) % members.length;
            Member member = members[rank];
            if (member.heardNumber > 0) {
                next = rank + 1;
                long answered = member.heardNumber;
                member.heardNumber = 0;
                long heldMicros = (host.now() - member.heardAt) / NANOS_PER_MICRO;
                return new Packet.Beat(number, rank, answered, heldMicros);
            }
        }
        return new Packet.Beat(number, Packet.Beat.NONE, 0, 0);
    }

    /** The heartbeat of another member of the running view. */
    public void onBeat(int rank, int selfRank, Packet.Beat beat) {
        Member member = member(rank);
        if (member == null) {
            return;
        }
        member.heardNumber = beat.number();
        member.heardAt = host.now();
        boolean recent = beat.answered() > Math.max(0, number - MAX_UNANSWERED) && beat.answered() <= number;
        if (beat.answers() == selfRank && recent) {
            long passed = host.now() - sentAt[slot(beat.answered())];
            long heldMicros = Math.min(beat.heldMicros(), passed / NANOS_PER_MICRO);
            member.roundTrip.measured(passed - heldMicros * NANOS_PER_MICRO);
        }
    }

    long roundTripNanos(int rank) {
        Member member = member(rank);
        return member == null ? INITIAL_NANOS : member.roundTrip.smoothedNanos(INITIAL_NANOS);
    }

    private @Nullable Member member(int rank) {
        return rank < members.length ? members[rank] : null;
    }

    private static int slot(long number) {
        return (int) (number % MAX_UNANSWERED);
    }
}

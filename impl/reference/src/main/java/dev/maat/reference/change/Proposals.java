package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.FailureDetector;
import dev.maat.reference.group.Group;
import dev.maat.reference.ordering.Ordering;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which value a coordinator proposes, given a quorum's promises. */
public final class Proposals {
    private final Group group;
    private final FailureDetector detector;
    private final Candidates candidates;
    private final Ordering ordering;

    /**
     * A value whose cut is to be collected.
     *
     * @param adopted from an earlier ballot, which may have decided it
     */
    record Choice(Value value, boolean adopted) {}

    public Proposals(Group group, FailureDetector detector, Candidates candidates, Ordering ordering) {
        this.group = group;
        this.detector = detector;
        this.candidates = candidates;
        this.ordering = ordering;
    }

    /**
     * The value of the highest ballot accepted by a promiser, unchanged; else a new one.
     *
     * @param promises per rank, of this ballot
     * @return null while somebody who does not leave is waited for
     */
    @Nullable
    Choice choose(Epoch epoch, Ballot ballot, Packet.@Nullable Promise[] promises) {
        Value accepted = null;
        Ballot highest = Ballot.NONE;
        for (Packet.Promise promise : promises) {
            if (promise != null
                    && promise.accepted() != null
                    && promise.acceptedBallot().isAbove(highest)) {
                highest = promise.acceptedBallot();
                accepted = promise.accepted();
            }
        }
        if (accepted != null) {
            return new Choice(accepted, true);
        }
        Value fresh = fresh(epoch, ballot, promises);
        return fresh == null ? null : new Choice(fresh, false);
    }

    /** The value to propose, now that its whole cut is held here; an adopted one is never touched. */
    Value complete(Epoch epoch, Choice choice) {
        Value value = choice.value();
        return choice.adopted() ? value : value.withCut(ordering.trim(epoch, value.cut()));
    }

    private @Nullable Value fresh(Epoch epoch, Ballot ballot, Packet.@Nullable Promise[] promises) {
        List<ProcessId> members = survivors(epoch, promises);
        if (members.isEmpty()) {
            return null;
        }
        int survivors = members.size();
        int room = Math.min(survivors, PacketCodec.MAX_MEMBERS - survivors);
        members.addAll(candidates.eligible(epoch, room));
        long[] cut = new long[epoch.streams()];
        long[] stable = new long[epoch.streams()];
        for (int stream = 0; stream < cut.length; stream++) {
            // What is called stable is in the cut, whatever a flush policy says.
            cut[stream] = group.parts.flush().cut(epoch.acknowledged().stable(stream), held(promises, stream));
            stable[stream] = Math.min(epoch.acknowledged().stable(stream), cut[stream]);
        }
        String id = (epoch.seq() + 1) + "@" + group.self() + "/" + ballot.counter();
        return new Value(
                id,
                members,
                survivors,
                Counts.of(cut),
                Counts.of(stable),
                epoch.membership().namedWith(members));
    }

    /** The promisers that do not leave; if all do and nobody else can be hoped for, the first of them. */
    private List<ProcessId> survivors(Epoch epoch, Packet.@Nullable Promise[] promises) {
        List<ProcessId> staying = new ArrayList<>();
        ProcessId firstPromiser = null;
        boolean hope = false;
        for (int rank = 0; rank < promises.length; rank++) {
            Packet.Promise promise = promises[rank];
            if (promise == null) {
                hope |= !epoch.isLeaving(rank) && !detector.suspects(rank);
                continue;
            }
            firstPromiser = firstPromiser == null ? epoch.member(rank) : firstPromiser;
            if (!promise.leaving()) {
                staying.add(epoch.member(rank));
            }
        }
        if (staying.isEmpty() && !hope && firstPromiser != null) {
            staying.add(firstPromiser);
        }
        return staying;
    }

    private static long[] held(Packet.@Nullable Promise[] promises, int stream) {
        long[] held = new long[promises.length];
        int count = 0;
        for (Packet.Promise promise : promises) {
            if (promise != null) {
                held[count++] = promise.held().at(stream);
            }
        }
        return Arrays.copyOf(held, count);
    }
}

package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.FailureDetector;
import dev.maat.reference.group.Group;
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

    public Proposals(Group group, FailureDetector detector, Candidates candidates) {
        this.group = group;
        this.detector = detector;
        this.candidates = candidates;
    }

    /**
     * The value of the highest ballot accepted by a promiser, unchanged; else a new one.
     *
     * @param promises per rank, of this ballot
     * @return null while somebody who does not leave is waited for
     */
    @Nullable
    Value choose(Epoch epoch, Ballot ballot, Packet.@Nullable Promise[] promises) {
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
        return accepted != null ? accepted : fresh(epoch, ballot, promises);
    }

    private @Nullable Value fresh(Epoch epoch, Ballot ballot, Packet.@Nullable Promise[] promises) {
        List<ProcessId> members = survivors(epoch, promises);
        if (members.isEmpty()) {
            return null;
        }
        int survivors = members.size();
        int room = Math.min(survivors, PacketCodec.MAX_MEMBERS - survivors);
        members.addAll(candidates.eligible(epoch, room));
        long[] cut = new long[epoch.logs.length];
        long[] stable = new long[epoch.logs.length];
        for (int stream = 0; stream < cut.length; stream++) {
            // What is called stable is in the cut, whatever a flush policy says.
            cut[stream] = group.parts.flush().cut(epoch.stable[stream], held(promises, stream));
            stable[stream] = Math.min(epoch.stable[stream], cut[stream]);
        }
        String id = (epoch.seq() + 1) + "@" + group.self() + "/" + ballot.counter();
        return new Value(id, members, survivors, Counts.of(cut), Counts.of(stable), Group.naming(epoch.named, members));
    }

    /** The promisers that do not leave; if all do and nobody else can be hoped for, the first of them. */
    private List<ProcessId> survivors(Epoch epoch, Packet.@Nullable Promise[] promises) {
        List<ProcessId> staying = new ArrayList<>();
        ProcessId firstPromiser = null;
        boolean hope = false;
        for (int rank = 0; rank < promises.length; rank++) {
            Packet.Promise promise = promises[rank];
            if (promise == null) {
                hope |= !epoch.leaving[rank] && !detector.suspects(rank);
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

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
import dev.maat.reference.parts.AdoptionRule;
import dev.maat.reference.parts.SuccessorRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the value that a coordinator proposes, given a quorum's promises. */
public final class Proposals {
    /**
     * A value whose cut is to be collected.
     *
     * @param adopted from an earlier ballot, which may have decided it
     */
    record Choice(Value value, boolean adopted) {}

    private final Group group;
    private final FailureDetector detector;
    private final Candidates candidates;
    private final Ordering ordering;

    public Proposals(Group group, FailureDetector detector, Candidates candidates, Ordering ordering) {
        this.group = group;
        this.detector = detector;
        this.candidates = candidates;
        this.ordering = ordering;
    }

    /**
     * A value of an earlier ballot, unchanged; else a new one.
     *
     * @param promises per rank, of this ballot
     * @return null while the coordinator must wait for a member that does not leave
     */
    @Nullable
    Choice choose(Epoch epoch, Ballot ballot, Packet.@Nullable Promise[] promises) {
        List<AdoptionRule.Accepted> reported = new ArrayList<>();
        for (Packet.Promise promise : promises) {
            Value accepted = promise == null ? null : promise.accepted();
            if (promise != null && accepted != null) {
                reported.add(new AdoptionRule.Accepted(promise.acceptedBallot(), accepted));
            }
        }
        Value adopted = group.parts.agreement().adoption().adopt(reported);
        if (adopted != null) {
            return new Choice(adopted, true);
        }
        Value fresh = fresh(epoch, ballot, promises);
        return fresh == null ? null : new Choice(fresh, false);
    }

    /** The value to propose, now that its whole cut is held here; an adopted one is never touched. */
    Value complete(Epoch epoch, Choice choice) {
        Value value = choice.value();
        return choice.adopted() || epoch.seq() == 0 ? value : value.withCut(ordering.trim(epoch, value.cut()));
    }

    private @Nullable Value fresh(Epoch epoch, Ballot ballot, Packet.@Nullable Promise[] promises) {
        List<ProcessId> members = survivors(epoch, promises);
        if (members.isEmpty()) {
            return null;
        }
        int survivors = members.size();
        int room = Math.min(
                group.parts.agreement().successor().maxJoiners(survivors), PacketCodec.MAX_MEMBERS - survivors);
        members.addAll(candidates.eligible(epoch, List.copyOf(members), room));
        long[] cut = new long[epoch.streams()];
        long[] stable = new long[epoch.streams()];
        for (int stream = 0; stream < cut.length; stream++) {
            long knownStable = epoch.acknowledged().stable(stream);
            cut[stream] = group.parts.transition().flush().cut(knownStable, held(promises, stream));
            // A flush policy may leave out messages that are stable; the value must not call them stable then.
            stable[stream] = Math.min(knownStable, cut[stream]);
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

    /** The members that go on; if all promisers leave and no other can be hoped for, the first promiser. */
    private List<ProcessId> survivors(Epoch epoch, Packet.@Nullable Promise[] promises) {
        SuccessorRule rule = group.parts.agreement().successor();
        List<ProcessId> staying = new ArrayList<>();
        ProcessId firstPromiser = null;
        boolean stayersMayPromise = false;
        for (int rank = 0; rank < promises.length; rank++) {
            Packet.Promise promise = promises[rank];
            boolean leaves = promise == null ? epoch.isLeaving(rank) : promise.leaving();
            boolean suspected = detector.suspects(rank);
            if (promise == null) {
                stayersMayPromise |= !leaves && !suspected;
            } else if (firstPromiser == null) {
                firstPromiser = epoch.member(rank);
            }
            if (rule.survives(promise != null, leaves, suspected)) {
                staying.add(epoch.member(rank));
            }
        }
        if (staying.isEmpty() && rule.mayEndGroup(stayersMayPromise) && firstPromiser != null) {
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

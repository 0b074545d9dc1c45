package dev.maat.reference.reliability;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.FailureDetector;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Timer;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import dev.maat.reference.parts.RepairRule;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Negative acknowledgements. A member that misses units waits a short random time, then asks their sender; after a few
 * unanswered requests it asks members that are known to hold them.
 */
public final class NackReliability implements Reliability {
    private static final long FIRST_WAIT_NANOS = 1_000_000;
    private static final long FIRST_JITTER_NANOS = 4_000_000;
    private static final long NEXT_WAIT_NANOS = 15_000_000;
    private static final long NEXT_JITTER_NANOS = 10_000_000;

    private final Group group;
    private final Host host;
    private final FailureDetector detector;
    private final RepairRule rule;
    private boolean waiting;
    private int[] asked = {};
    private long[] heldWhenAsked = {};

    public NackReliability(Group group, FailureDetector detector) {
        this.group = group;
        this.host = group.host;
        this.detector = detector;
        this.rule = group.parts.stream().repair();
    }

    @Override
    public void open(Epoch epoch) {
        asked = new int[epoch.streams()];
        heldWhenAsked = new long[epoch.streams()];
    }

    @Override
    public void review(Epoch epoch) {
        if (!waiting && epoch.running() && missesAny(epoch)) {
            waitFor(FIRST_WAIT_NANOS, FIRST_JITTER_NANOS);
        }
    }

    @Override
    public void timerFired() {
        waiting = false;
        Epoch epoch = group.current();
        if (epoch == null || !epoch.running() || !missesAny(epoch)) {
            return;
        }
        Map<Integer, List<Range>> byRank = new LinkedHashMap<>();
        for (SenderLog log : epoch.logs()) {
            if (misses(log)) {
                ask(epoch, log, byRank);
            }
        }
        for (Map.Entry<Integer, List<Range>> each : byRank.entrySet()) {
            host.send(epoch.member(each.getKey()), new Packet.Nack(epoch.ref(), each.getValue()));
        }
        waitFor(NEXT_WAIT_NANOS, NEXT_JITTER_NANOS);
    }

    @Override
    public void onNack(int fromRank, Packet.Nack nack) {
        Epoch epoch = group.current(nack.subject());
        if (epoch == null || !epoch.running() || fromRank < 0) {
            return;
        }
        int left = Units.MAX_ANSWERS;
        for (Range range : nack.missing()) {
            if (range.rank() < epoch.streams()) {
                left = Units.pack(
                        epoch.log(range.rank()),
                        range.from(),
                        range.to(),
                        host.maxBodyBytes,
                        left,
                        (first, units) -> host.send(
                                epoch.member(fromRank), new Packet.Data(epoch.ref(), range.rank(), first, units)));
            }
        }
    }

    private void ask(Epoch epoch, SenderLog log, Map<Integer, List<Range>> byRank) {
        int rank = log.rank();
        if (heldWhenAsked[rank] != log.held()) {
            heldWhenAsked[rank] = log.held();
            asked[rank] = 0;
        }
        asked[rank]++;
        int target = target(epoch, log);
        Units.missing(
                log,
                rule.askedThrough(log.held(), log.known()),
                byRank.computeIfAbsent(target, t -> new ArrayList<>()));
    }

    private int target(Epoch epoch, SenderLog log) {
        int sender = log.rank();
        if (rule.asksSender(asked[sender], detector.suspects(sender))) {
            return sender;
        }
        int members = epoch.members().size();
        for (int i = 0; i < members; i++) {
            int candidate = (sender + asked[sender] + i) % members;
            boolean holds = epoch.acknowledged().held(sender, candidate) > log.held();
            if (candidate != epoch.selfRank() && holds && !detector.suspects(candidate)) {
                return candidate;
            }
        }
        return sender;
    }

    private void waitFor(long atLeastNanos, long jitterNanos) {
        waiting = true;
        host.setTimer(Timer.NACK, atLeastNanos + host.jitter(jitterNanos, "nack"));
    }

    private boolean missesAny(Epoch epoch) {
        // Runs for every packet, so it avoids an iterator's allocation.
        for (int rank = 0; rank < epoch.streams(); rank++) {
            if (misses(epoch.log(rank))) {
                return true;
            }
        }
        return false;
    }

    private boolean misses(SenderLog log) {
        return log.held() < rule.askedThrough(log.held(), log.known());
    }
}

package dev.maat.reference.reliability;

import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Acknowledged;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.stream.SenderLog;

/**
 * Collects acknowledgements. What has become stable is freed once it is delivered here; the application is told of it when it is
 * {@linkplain Deliveries safe} too.
 */
final class Stability {
    /** An acknowledgement goes out before its time for each part of this size of the window that came in. */
    private static final int ACKNOWLEDGEMENTS_PER_WINDOW = 4;

    private final Group group;
    private final Deliveries deliveries;
    private long unacknowledgedBytes;

    Stability(Group group, Deliveries deliveries) {
        this.group = group;
        this.deliveries = deliveries;
    }

    /** A new view begins. */
    void open() {
        unacknowledgedBytes = 0;
    }

    void received(long bytes) {
        unacknowledgedBytes += bytes;
    }

    /** Whether so much came in since the last acknowledgement that its senders should hear of it before the next is due. */
    boolean owesAcknowledgement(Epoch epoch) {
        return unacknowledgedBytes > group.buffers.windowBytes(epoch.streams()) / ACKNOWLEDGEMENTS_PER_WINDOW;
    }

    void acknowledged() {
        unacknowledgedBytes = 0;
    }

    /** Notes what a member holds and has freed; false if the heartbeat acknowledges nothing. */
    boolean onHeartbeat(Epoch epoch, int rank, Packet.Heartbeat heartbeat) {
        Counts held = heartbeat.held();
        Counts freed = heartbeat.freed();
        int streams = epoch.streams();
        know(epoch.log(rank), heartbeat.sent(), epoch.log(rank).held());
        if (held == null || freed == null || held.size() != streams || freed.size() != streams) {
            return false;
        }
        for (int stream = 0; stream < streams; stream++) {
            epoch.acknowledged().report(stream, rank, held.at(stream), Math.min(held.at(stream), freed.at(stream)));
            if (stream != epoch.selfRank()) {
                know(epoch.log(stream), held.at(stream), epoch.log(stream).known());
            }
        }
        return true;
    }

    /** Frees what has become stable, and tells what is safe; afterwards this process's row of acknowledgements is up to date. */
    void review(Epoch epoch) {
        Acknowledged acknowledged = epoch.acknowledged();
        for (SenderLog log : epoch.logs()) {
            int stream = log.rank();
            acknowledged.report(stream, epoch.selfRank(), log.held(), log.freed());
            long stable = acknowledged.reviewStable(stream, group.parts.stream().stability());
            log.freeThrough(stable);
            acknowledged.report(stream, epoch.selfRank(), log.held(), log.freed());
        }
        deliveries.tellSafe(acknowledged);
    }

    /** Numbers further ahead than a member stores are not believed: a sender's window keeps it from going that far. */
    private static void know(SenderLog log, long sent, long base) {
        if (sent <= base + SenderLog.MAX_AHEAD) {
            log.know(sent);
        }
    }
}

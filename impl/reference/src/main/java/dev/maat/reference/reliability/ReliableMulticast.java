package dev.maat.reference.reliability;

import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.ordering.Ordering;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.stream.SenderLog;

/** Reliable multicast within the running view: composes sending, storing, repair and stability. */
public final class ReliableMulticast {
    private final Group group;
    private final Ordering ordering;
    private final SendQueue queue;
    private final Reliability reliability;
    private final Sender sender;
    private final Stability stability;
    private boolean changed;

    public ReliableMulticast(
            Group group, Ordering ordering, Deliveries deliveries, SendQueue queue, Reliability reliability) {
        this.group = group;
        this.ordering = ordering;
        this.queue = queue;
        this.reliability = reliability;
        this.sender = new Sender(group, ordering, queue);
        this.stability = new Stability(group, deliveries);
    }

    /** A new view begins: numbers start at 1. */
    public void open(Epoch epoch) {
        ordering.open(epoch);
        reliability.open(epoch);
        sender.open();
        stability.open();
        changed = true;
    }

    public void multicast(long token, byte[] payload) {
        queue.offer(token, payload);
        changed = true;
    }

    public void onData(Epoch epoch, Packet.Data data) {
        if (data.rank() >= epoch.streams() || data.rank() == epoch.selfRank()) {
            return;
        }
        SenderLog log = epoch.log(data.rank());
        long heldBefore = log.held();
        long seq = data.firstSeq();
        for (Unit unit : data.units()) {
            if (seq > 0 && log.put(seq, unit)) {
                group.clock.witness(unit.lamport());
                stability.received(unit.cost());
            }
            seq++;
        }
        if (log.held() > heldBefore) {
            changed = true;
            ordering.advance(epoch, data.rank());
        }
        reliability.review(epoch);
    }

    public void onHeartbeat(Epoch epoch, int rank, Packet.Heartbeat heartbeat) {
        boolean ordered = epoch.seq() > 0;
        if (ordered && heartbeat.time() != Packet.Heartbeat.NO_TIME) {
            changed = true;
            ordering.heardTime(epoch, rank, heartbeat.sent(), heartbeat.time());
        }
        if (stability.onHeartbeat(epoch, rank, heartbeat)) {
            changed = true;
            if (ordered) {
                ordering.acknowledged(epoch);
            }
            reliability.review(epoch);
        }
    }

    public void onNack(int fromRank, Packet.Nack nack) {
        reliability.onNack(fromRank, nack);
    }

    public void timerFired() {
        reliability.timerFired();
    }

    /** The state was loaded: messages held so far can be delivered. */
    public void loaded(Epoch epoch) {
        for (int rank = 0; rank < epoch.streams(); rank++) {
            ordering.advance(epoch, rank);
        }
        changed = true;
    }

    /** The step ends: units that it made possible get their numbers, and units with a number are sent. */
    public void endStep() {
        Epoch epoch = group.current();
        if (epoch == null || !epoch.running() || epoch.seq() == 0) {
            return;
        }
        if (changed) {
            changed = false;
            sender.pump(epoch);
            announceAndReview(epoch);
            if (sender.pump(epoch)) {
                announceAndReview(epoch);
            }
        }
        sender.transmit(epoch);
    }

    public boolean owesAcknowledgement(Epoch epoch) {
        return stability.owesAcknowledgement(epoch);
    }

    public void acknowledged() {
        stability.acknowledged();
    }

    private void announceAndReview(Epoch epoch) {
        ordering.announcePlaces(epoch);
        stability.review(epoch);
        sender.freedByAll(epoch.acknowledged().freedByAll(epoch.selfRank()));
    }
}

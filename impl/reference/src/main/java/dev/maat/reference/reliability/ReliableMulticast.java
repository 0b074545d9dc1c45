package dev.maat.reference.reliability;

import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.feedback.Reliability;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.FailureDetector;
import dev.maat.reference.group.Group;
import dev.maat.reference.ordering.Ordering;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.SenderLog;
import org.jspecify.annotations.Nullable;

/** Reliable multicast within the running view: composes sending, storing, repair and stability. */
public final class ReliableMulticast {
    private final Group group;
    private final Ordering ordering;
    private final SendQueue queue;
    private final FailureDetector detector;
    private final Reliability.Factory reliabilities;
    private final Sender sender;
    private final Stability stability;
    private final Distances distances;
    private final Announcements announcements;
    private @Nullable Reliability reliability;
    private boolean changed;
    private boolean reviewDue;

    public ReliableMulticast(
            Group group,
            Ordering ordering,
            Deliveries deliveries,
            SendQueue queue,
            FailureDetector detector,
            Reliability.Factory reliabilities) {
        this.group = group;
        this.ordering = ordering;
        this.queue = queue;
        this.detector = detector;
        this.reliabilities = reliabilities;
        this.sender = new Sender(group, ordering, queue);
        this.stability = new Stability(group, deliveries);
        this.distances = new Distances(group.host);
        this.announcements = new Announcements(group);
    }

    /** A new view begins: numbers start at 1. */
    public void open(Epoch epoch) {
        ordering.open(epoch);
        reliability = reliabilities.serve(new EpochPeers(epoch, group, detector, distances, announcements));
        distances.open(epoch);
        sender.open();
        stability.open();
        announcements.open();
        changed = true;
    }

    public void multicast(long token, byte[] payload) {
        Epoch epoch = group.current();
        if (!queue.hasRoomFor(payload) && epoch != null && epoch.running() && epoch.seq() > 0) {
            // The multicasts of one flush may be more than the queue takes while the window is open. They are sent at
            // the flush.
            sender.pump(epoch);
        }
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
        reviewDue = true;
        if (reliability != null) {
            reliability.arrived(data.rank(), data.firstSeq(), seq - 1);
        }
    }

    /** Units of that stream were fetched for a proposal; the view may still run here. */
    public void fetched(ViewRef subject, int rank) {
        Epoch epoch = running(subject);
        if (epoch != null && rank < epoch.streams()) {
            changed = true;
            ordering.advance(epoch, rank);
        }
    }

    public void onHeartbeat(Epoch epoch, int rank, Packet.Heartbeat heartbeat) {
        reviewDue = true;
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
        }
    }

    /** The member of that rank says which members hold its stream. */
    public void onHolders(int rank, Packet.Holders holders) {
        Epoch epoch = running(holders.subject());
        if (epoch != null && reliability != null && rank >= 0 && announcements.onHolders(epoch, rank, holders)) {
            changed = true;
            int self = epoch.selfRank();
            reliability.believed(rank, holders.held().at(self), holders.freed().at(self));
            ordering.acknowledged(epoch);
        }
    }

    /** Feedback of the member of that rank; a negative rank is no member's. */
    public void onFeedback(int rank, Packet.Feedback feedback) {
        Epoch epoch = running(feedback.subject());
        if (epoch != null && reliability != null && rank >= 0) {
            reliability.onFeedback(rank, feedback);
            if (reliability.acknowledgesToSender()) {
                changed = true;
                ordering.acknowledged(epoch);
            }
        }
    }

    /** Measures the round trips to the members of the running view. */
    public Distances distances() {
        return distances;
    }

    public void timerFired() {
        Epoch epoch = group.current();
        if (epoch != null && epoch.running() && reliability != null) {
            reliability.timerFired();
        }
    }

    /** {@link dev.maat.reference.group.Timer#ANNOUNCE} fired. */
    public void announcementDue() {
        announcements.due();
        reviewDue = true;
    }

    /** Whom feedback goes to may depend on who is suspected. */
    public void suspicionsChanged() {
        Epoch epoch = group.current();
        if (epoch != null && epoch.running() && reliability != null) {
            reliability.suspicionsChanged();
        }
    }

    public void tick() {
        Epoch epoch = group.current();
        if (epoch != null && epoch.running() && acknowledgesToSender()) {
            announcements.tick(epoch);
        }
    }

    /** Whether acknowledgements go to the sender of a stream; else they are in every heartbeat. */
    public boolean acknowledgesToSender() {
        return reliability != null && reliability.acknowledgesToSender();
    }

    /** The state was loaded: messages held so far can be delivered. */
    public void loaded(Epoch epoch) {
        for (int rank = 0; rank < epoch.streams(); rank++) {
            ordering.advance(epoch, rank);
        }
        changed = true;
    }

    /** The inputs that were ready are handled: units that they made possible get their numbers, and units with a number are sent. */
    public void flush() {
        Epoch epoch = group.current();
        if (epoch == null || !epoch.running() || epoch.seq() == 0) {
            return;
        }
        reviewDue |= changed;
        if (changed) {
            changed = false;
            sender.pump(epoch);
            announceAndReview(epoch);
            if (sender.pump(epoch)) {
                announceAndReview(epoch);
            }
        }
        boolean sent = sender.transmit(epoch);
        if (reliability == null) {
            return;
        }
        if (sent) {
            reliability.transmitted(epoch.own().held());
        }
        if (reviewDue) {
            reviewDue = false;
            reliability.review();
            if (reliability.acknowledgesToSender()) {
                announcements.flush(epoch);
            }
        }
    }

    private @Nullable Epoch running(ViewRef subject) {
        Epoch epoch = group.current(subject);
        return epoch != null && epoch.running() && epoch.seq() > 0 ? epoch : null;
    }

    public boolean owesAcknowledgement(Epoch epoch) {
        return !acknowledgesToSender() && stability.owesAcknowledgement(epoch);
    }

    public void acknowledged() {
        stability.acknowledged();
    }

    private void announceAndReview(Epoch epoch) {
        ordering.announcePlaces(epoch);
        stability.review(epoch);
        int self = epoch.selfRank();
        long freed = epoch.acknowledged().freedByAll(self);
        long passed = epoch.allLoaded() ? freed : epoch.acknowledged().passedByAll(self, epoch::isLoaded);
        sender.acknowledged(passed, freed);
    }
}

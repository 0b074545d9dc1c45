package dev.maat.reference.ordering;

import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.LamportClock;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.parts.AgreedOrderRule;
import dev.maat.reference.stream.SenderLog;
import org.jspecify.annotations.Nullable;

/**
 * Total order without a sequencer. Each message carries the Lamport time of its sending, and messages are delivered by (time, rank)
 * once every member is known to be past them (Lamport 1978; a communication-history algorithm in the terms of Défago, Schiper, Urbán
 * 2004, section 4.4). A member that has nothing to send tells its time in heartbeats, soon after it has received a message.
 *
 * <p>A member delivers in the running view a prefix of this order: it holds all messages that come before the one it delivers, as
 * their senders are past it. So the places are numbered from 1 by each member for itself, and are the same everywhere. At the end
 * of a view the rest of the cut follows in the same order: a member that goes on has held, and so brought into the cut, all that it
 * delivered; and messages of the cut that come before those, it has delivered too.
 */
public final class AgreedOrdering implements Ordering {
    private final Deliveries deliveries;
    private final AgreedOrderRule rule;
    private final LamportClock clock;

    /** Per rank: the member's messages after the held prefix have a later time. */
    private long[] told = {};

    /** Per rank, a time told in a heartbeat, and the number in the member's stream from which on it is so. */
    private long[] toldAhead = {};

    private long[] aheadAfter = {};
    private long nextPlace = 1;

    public AgreedOrdering(Deliveries deliveries, AgreedOrderRule rule, LamportClock clock) {
        this.deliveries = deliveries;
        this.rule = rule;
        this.clock = clock;
    }

    @Override
    public void open(Epoch epoch) {
        deliveries.open(epoch);
        told = new long[epoch.streams()];
        toldAhead = new long[epoch.streams()];
        aheadAfter = new long[epoch.streams()];
        nextPlace = 1;
    }

    @Override
    public void advance(Epoch epoch, int rank) {
        SenderLog log = epoch.log(rank);
        scan(log, log.held());
        // The parts of a message share its time, so only a whole message tells that later ones have later times.
        SenderLog.Message latest = log.latestComplete();
        if (latest != null) {
            told[rank] = Math.max(told[rank], latest.lamport());
        }
        believe(log);
        deliverNext(epoch);
    }

    @Override
    public void acknowledged(Epoch epoch) {
        deliverNext(epoch);
    }

    @Override
    public void heardTime(Epoch epoch, int rank, long sent, long time) {
        SenderLog log = epoch.log(rank);
        // A told time counts only beside all held messages.
        scan(log, log.held());
        // A heartbeat may overtake an earlier one. Numbers further ahead than a member stores are not believed.
        if (sent >= aheadAfter[rank] && sent <= log.held() + SenderLog.MAX_AHEAD) {
            aheadAfter[rank] = sent;
            toldAhead[rank] = Math.max(toldAhead[rank], time);
        }
        believe(log);
        deliverNext(epoch);
    }

    @Override
    public void announcePlaces(Epoch epoch) {
        // The times of the messages are their order.
    }

    @Override
    public void deliverCut(Epoch epoch, Counts cut) {
        for (SenderLog log : epoch.logs()) {
            scan(log, cut.at(log.rank()));
        }
        for (SenderLog.Message message : LamportOrder.undelivered(epoch, cut)) {
            deliveries.deliverLast(epoch, message, nextPlace++);
        }
    }

    private static void scan(SenderLog log, long limit) {
        log.scan(limit, (unit, body) -> {});
    }

    /** A time told in a heartbeat counts once all that was sent before it is held. */
    private void believe(SenderLog log) {
        int rank = log.rank();
        if (log.held() >= aheadAfter[rank]) {
            told[rank] = Math.max(told[rank], toldAhead[rank]);
        }
    }

    private void deliverNext(Epoch epoch) {
        if (!epoch.selfLoaded()) {
            return;
        }
        for (SenderLog.Message next = earliest(epoch);
                next != null && isNext(epoch, next) && deliveries.mayDeliver(epoch, next);
                next = earliest(epoch)) {
            deliveries.deliver(epoch, next, nextPlace++);
        }
    }

    private static SenderLog.@Nullable Message earliest(Epoch epoch) {
        SenderLog.Message earliest = null;
        for (int rank = 0; rank < epoch.streams(); rank++) {
            SenderLog.Message head = epoch.log(rank).nextComplete();
            if (head != null && (earliest == null || LamportOrder.isBefore(head, earliest))) {
                earliest = head;
            }
        }
        return earliest;
    }

    private boolean isNext(Epoch epoch, SenderLog.Message message) {
        int past = 0;
        for (int rank = 0; rank < told.length; rank++) {
            long time = rank == epoch.selfRank() ? clock.time() : told[rank];
            past += rank == message.rank() || rule.isPast(time, rank, message.lamport(), message.rank()) ? 1 : 0;
        }
        return rule.isNext(told.length, past);
    }
}

package dev.maat.reference.ordering;

import dev.maat.contract.Effect;
import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.OrderCodec;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.parts.SequencerPolicy;
import dev.maat.reference.stream.SenderLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order by a sequencer: it gives each message it holds the next place, and says so in units of its own stream, so that
 * order data are held, asked for, stable and part of the cut like any message. Messages wait for their place.
 *
 * <p>At the end of a view the cut of the sequencer's stream holds the longest run of places any promiser knows. Those whose
 * message lies beyond the cut are left out; what has no place follows by (Lamport time, rank), without one (Défago, Schiper,
 * Urbán 2004, section 4.1, fixed sequencer).
 */
public final class TotalOrdering implements Ordering {
    private static final Comparator<SenderLog.Message> BY_LAMPORT = Comparator.comparingLong(SenderLog.Message::lamport)
            .thenComparingInt(SenderLog.Message::rank)
            .thenComparingLong(SenderLog.Message::last);

    /** A place: which message has it. */
    private record Placed(long place, int rank, long last) {}

    private final Deliveries deliveries;
    private final SequencerPolicy policy;
    private final int maxBodyBytes;

    private final ArrayDeque<Placed> placed = new ArrayDeque<>();
    private final List<SenderLog.Message> unannounced = new ArrayList<>();
    private long[] announcedThrough = {};
    private long nextPlace = 1;
    private boolean sequencing;

    public TotalOrdering(Deliveries deliveries, SequencerPolicy policy, int maxBodyBytes) {
        this.deliveries = deliveries;
        this.policy = policy;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public void open(Epoch epoch) {
        deliveries.open(epoch);
        placed.clear();
        unannounced.clear();
        nextPlace = 1;
        announcedThrough = new long[epoch.logs.length];
        sequencing = policy.sequencer(epoch.logs.length) == epoch.selfRank;
    }

    @Override
    public void advance(Epoch epoch, int rank) {
        scan(epoch, epoch.logs[rank], epoch.logs[rank].held());
        deliverPlaced(epoch);
    }

    @Override
    public void flushOrders(Epoch epoch) {
        if (unannounced.isEmpty()) {
            return;
        }
        for (byte[] body : OrderCodec.encode(nextPlace, unannounced.size(), this::rankAt, this::lastAt, maxBodyBytes)) {
            epoch.own().append(new Unit(Unit.FIRST | Unit.LAST | Unit.ORDER, 0, body));
        }
        unannounced.clear();
        advance(epoch, epoch.selfRank);
    }

    @Override
    public void deliverCut(Epoch epoch, Counts cut) {
        sequencing = false;
        for (SenderLog log : epoch.logs) {
            scan(epoch, log, cut.at(log.rank));
        }
        for (Placed next = placed.poll(); next != null; next = placed.poll()) {
            SenderLog.Message message = find(epoch, next);
            if (message != null && message.last() <= cut.at(next.rank())) {
                deliveries.deliverLast(epoch, message, next.place());
            }
        }
        List<SenderLog.Message> rest = new ArrayList<>();
        for (SenderLog log : epoch.logs) {
            for (SenderLog.Message message : log.complete) {
                if (message.last() <= cut.at(log.rank)) {
                    rest.add(message);
                }
            }
        }
        rest.sort(BY_LAMPORT);
        for (SenderLog.Message message : rest) {
            deliveries.deliverLast(epoch, message, policy.placesAtChange() ? nextPlace++ : Effect.NO_PLACE);
        }
    }

    private void scan(Epoch epoch, SenderLog log, long limit) {
        log.scan(limit, body -> readOrders(epoch, body));
        if (sequencing) {
            for (SenderLog.Message message : log.complete) {
                if (message.last() > announcedThrough[log.rank]) {
                    announcedThrough[log.rank] = message.last();
                    unannounced.add(message);
                }
            }
        }
    }

    private void readOrders(Epoch epoch, byte[] body) {
        OrderCodec.decode(body, (place, rank, last) -> {
            if (rank < epoch.logs.length) {
                placed.add(new Placed(place, rank, last));
                nextPlace = Math.max(nextPlace, place + 1);
            }
        });
    }

    private void deliverPlaced(Epoch epoch) {
        if (!epoch.selfLoaded()) {
            return;
        }
        for (Placed next = placed.peek(); next != null; next = placed.peek()) {
            SenderLog.Message message = find(epoch, next);
            if (message == null) {
                return;
            }
            placed.poll();
            deliveries.deliver(epoch, message, next.place());
        }
    }

    private static SenderLog.@Nullable Message find(Epoch epoch, Placed place) {
        for (SenderLog.Message message : epoch.logs[place.rank()].complete) {
            if (message.last() == place.last()) {
                return message;
            }
        }
        return null;
    }

    private int rankAt(int index) {
        return unannounced.get(index).rank();
    }

    private long lastAt(int index) {
        return unannounced.get(index).last();
    }
}

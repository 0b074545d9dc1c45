package dev.maat.reference.ordering;

import dev.maat.contract.Effect;
import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.ProtocolPhase;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.OrderCodec;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.parts.SequencerPolicy;
import dev.maat.reference.stream.SenderLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Total order by a sequencer. The sequencer gives each message that it holds the next place and announces the places in units
 * of its own stream; so order data are held, asked for, stable and part of the cut like any message. A message waits for its
 * place.
 *
 * <p>At the end of a view the cut of the sequencer's stream holds the longest run of places that any promiser knows. A place
 * whose message lies beyond the cut is left out. A message of the cut that has no place follows the placed ones by (Lamport
 * time, rank) and is delivered without a place (Défago, Schiper, Urbán 2004, section 4.1, fixed sequencer).
 */
public final class SequencerOrdering implements Ordering {
    /** Order data for one message, at most. They are charged to its sender: the sequencer's order data have no window. */
    private static final int ORDER_BYTES = Unit.OVERHEAD_BYTES + 32;

    /** A place, the message that has it, and the unit that announced it. */
    private record Placed(long place, int rank, long last, int announcer, long unit) {}

    private final Host host;
    private final Deliveries deliveries;
    private final SequencerPolicy policy;

    private final ArrayDeque<Placed> placed = new ArrayDeque<>();
    private final List<SenderLog.Message> unannounced = new ArrayList<>();
    private long[] announcedThrough = {};
    private long nextPlace = 1;
    private boolean sequencing;
    private boolean sequencedLast;

    public SequencerOrdering(Host host, Deliveries deliveries, SequencerPolicy policy) {
        this.host = host;
        this.deliveries = deliveries;
        this.policy = policy;
    }

    @Override
    public void open(Epoch epoch) {
        deliveries.open(epoch);
        placed.clear();
        unannounced.clear();
        nextPlace = 1;
        announcedThrough = new long[epoch.streams()];
        sequencing = policy.sequencer(epoch.streams()) == epoch.selfRank();
        host.mark(ProtocolPhase.ORDER_HANDOVER, sequencing && !sequencedLast && epoch.seq() > 1);
        sequencedLast = sequencing;
    }

    @Override
    public void advance(Epoch epoch, int rank) {
        scan(epoch, epoch.log(rank), epoch.log(rank).held());
        deliverPlaced(epoch);
    }

    @Override
    public void acknowledged(Epoch epoch) {
        deliverPlaced(epoch);
    }

    @Override
    public void announcePlaces(Epoch epoch) {
        if (unannounced.isEmpty()) {
            return;
        }
        for (byte[] body :
                OrderCodec.encode(nextPlace, unannounced.size(), this::rankAt, this::lastAt, host.maxBodyBytes)) {
            epoch.own().append(new Unit(Unit.FIRST | Unit.LAST | Unit.ORDER, 0, body));
        }
        unannounced.clear();
        host.mark(ProtocolPhase.ORDER_HANDOVER, false);
        advance(epoch, epoch.selfRank());
    }

    @Override
    public void deliverCut(Epoch epoch, Counts cut) {
        sequencing = false;
        host.mark(ProtocolPhase.ORDER_HANDOVER, false);
        for (SenderLog log : epoch.logs()) {
            scan(epoch, log, cut.at(log.rank()));
        }
        for (Placed next = placed.poll(); next != null; next = placed.poll()) {
            SenderLog.Message message = find(epoch, next);
            if (message != null && message.last() <= cut.at(next.rank())) {
                deliveries.deliverLast(epoch, message, next.place());
            }
        }
        for (SenderLog.Message message : LamportOrder.undelivered(epoch, cut)) {
            deliveries.deliverLast(epoch, message, policy.placesAtChange() ? nextPlace++ : Effect.NO_PLACE);
        }
    }

    @Override
    public int costBytes() {
        return ORDER_BYTES;
    }

    private void scan(Epoch epoch, SenderLog log, long limit) {
        log.scan(limit, (unit, body) -> readOrders(epoch, log.rank(), unit, body));
        if (sequencing) {
            for (SenderLog.Message message : log.completeBeyond(announcedThrough[log.rank()])) {
                announcedThrough[log.rank()] = message.last();
                unannounced.add(message);
            }
        }
    }

    private void readOrders(Epoch epoch, int announcer, long unit, byte[] body) {
        OrderCodec.decode(body, (place, rank, last) -> {
            if (rank < epoch.streams()) {
                placed.add(new Placed(place, rank, last, announcer, unit));
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
            if (message == null
                    || !deliveries.mayDeliver(epoch, message)
                    || !deliveries.mayUsePlaces(epoch, next.announcer(), next.unit())) {
                return;
            }
            placed.poll();
            deliveries.deliver(epoch, message, next.place());
        }
    }

    private static SenderLog.@Nullable Message find(Epoch epoch, Placed place) {
        for (SenderLog.Message message : epoch.log(place.rank()).complete()) {
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

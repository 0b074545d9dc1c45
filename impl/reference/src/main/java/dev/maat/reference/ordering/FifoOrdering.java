package dev.maat.reference.ordering;

import dev.maat.contract.Effect;
import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.stream.SenderLog;

/** Each stream in its own order, as soon as it is held. */
public final class FifoOrdering implements Ordering {
    private final Deliveries deliveries;

    public FifoOrdering(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void open(Epoch epoch) {
        deliveries.open(epoch);
    }

    @Override
    public void advance(Epoch epoch, int rank) {
        SenderLog log = epoch.log(rank);
        log.scan(log.held(), body -> {});
        if (!epoch.selfLoaded()) {
            return;
        }
        for (SenderLog.Message next = log.nextComplete(); next != null; next = log.nextComplete()) {
            deliveries.deliver(epoch, next, Effect.NO_PLACE);
        }
    }

    @Override
    public void announcePlaces(Epoch epoch) {
        // The numbers of a stream are its order.
    }

    @Override
    public void deliverCut(Epoch epoch, Counts cut) {
        for (SenderLog log : epoch.logs()) {
            long end = cut.at(log.rank());
            log.scan(end, body -> {});
            SenderLog.Message next = log.nextComplete();
            while (next != null && next.last() <= end) {
                deliveries.deliverLast(epoch, next, Effect.NO_PLACE);
                next = log.nextComplete();
            }
        }
    }
}

package dev.maat.reference.ordering;

import dev.maat.contract.Effect;
import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.stream.SenderLog;

/** Each stream in its own order. */
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
        log.scan(log.held(), (unit, body) -> {});
        if (epoch.selfLoaded()) {
            deliverFrom(epoch, log);
        }
    }

    @Override
    public void acknowledged(Epoch epoch) {
        if (epoch.selfLoaded()) {
            for (SenderLog log : epoch.logs()) {
                deliverFrom(epoch, log);
            }
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
            log.scan(end, (unit, body) -> {});
            SenderLog.Message next = log.nextComplete();
            while (next != null && next.last() <= end) {
                deliveries.deliverLast(epoch, next, Effect.NO_PLACE);
                next = log.nextComplete();
            }
        }
    }

    private void deliverFrom(Epoch epoch, SenderLog log) {
        for (SenderLog.Message next = log.nextComplete();
                next != null && deliveries.mayDeliver(epoch, next);
                next = log.nextComplete()) {
            deliveries.deliver(epoch, next, Effect.NO_PLACE);
        }
    }
}

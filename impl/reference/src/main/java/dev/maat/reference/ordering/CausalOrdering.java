package dev.maat.reference.ordering;

import dev.maat.contract.Effect;
import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.packet.CausesCodec;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.parts.CausalityRule;
import dev.maat.reference.stream.SenderLog;

/**
 * Causal order: a message is delivered after every message that its sender had delivered or sent before it (Birman, Joseph 1987;
 * the numbers per sender are the vector times of Birman, Schiper, Stephenson 1991, within one view).
 *
 * <p>The causes travel in units of the sender's own stream, before the message, and only as far as they have grown since its last
 * one. So they are held, asked for, stable and part of the cut like any message. A sender's earlier messages are causes too; its stream
 * is delivered in its own order, so they need no numbers.
 *
 * <p>At the end of a view the cut is closed: a message with a cause beyond it is left out. No process that goes on has delivered such a
 * message, as it would hold the cause and the cut would cover it. So a message is safe only when all members hold its causes as well. A message that a process sends in the next view needs no numbers of
 * this one: no process of both views begins the next before it has delivered the whole cut.
 */
public final class CausalOrdering implements Ordering {
    private final Deliveries deliveries;
    private final CausalityRule rule;
    private final int maxBodyBytes;

    private Causes[] causes = {};

    /** Per rank, the last unit of the message delivered last. */
    private long[] delivered = {};

    /** Per rank, what this process's stream has said of {@link #delivered}. */
    private long[] said = {};

    public CausalOrdering(Deliveries deliveries, CausalityRule rule, int maxBodyBytes) {
        this.deliveries = deliveries;
        this.rule = rule;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public void open(Epoch epoch) {
        deliveries.open(epoch);
        int streams = epoch.streams();
        delivered = new long[streams];
        said = new long[streams];
        causes = new Causes[streams];
        for (int rank = 0; rank < streams; rank++) {
            causes[rank] = new Causes(streams);
        }
    }

    @Override
    public void precede(Epoch epoch) {
        if (!hasNewCauses(epoch.selfRank())) {
            return;
        }
        long[] now = delivered.clone();
        now[epoch.selfRank()] = 0;
        for (byte[] body : CausesCodec.encode(said, now, maxBodyBytes)) {
            epoch.own().append(new Unit(Unit.FIRST | Unit.LAST | Unit.ORDER, 0, body));
        }
        said = now;
    }

    private boolean hasNewCauses(int self) {
        for (int rank = 0; rank < delivered.length; rank++) {
            if (rank != self && delivered[rank] > said[rank]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void advance(Epoch epoch, int rank) {
        SenderLog log = epoch.log(rank);
        scan(log, log.held());
        if (epoch.selfLoaded() && deliverFrom(epoch, log)) {
            deliverAll(epoch);
        }
    }

    @Override
    public void acknowledged(Epoch epoch) {
        if (epoch.selfLoaded()) {
            deliverAll(epoch);
        }
    }

    @Override
    public void announcePlaces(Epoch epoch) {
        // Causes go before the message that they belong to.
    }

    @Override
    public void deliverCut(Epoch epoch, Counts cut) {
        for (SenderLog log : epoch.logs()) {
            scan(log, cut.at(log.rank()));
        }
        boolean any = true;
        while (any) {
            any = false;
            for (SenderLog log : epoch.logs()) {
                any |= deliverLast(epoch, log, cut, false);
            }
        }
        // Nothing is left, unless the cut is not closed. It is delivered all the same: processes that go on deliver the
        // same.
        for (SenderLog log : epoch.logs()) {
            deliverLast(epoch, log, cut, true);
        }
    }

    @Override
    public int costBytes() {
        int bodies = delivered.length * CausesCodec.MAX_ENTRY_BYTES;
        return bodies + Unit.OVERHEAD_BYTES * (1 + bodies / (maxBodyBytes - CausesCodec.MAX_ENTRY_BYTES));
    }

    /**
     * One look at each stream is enough. A message that is left out is no cause of one that is kept: the sender of an answer had delivered the
     * causes of its causes too, so a cause beyond the cut is a cause of the answer as well.
     */
    @Override
    public Counts trim(Epoch epoch, Counts cut) {
        if (!rule.closesCut()) {
            return cut;
        }
        for (SenderLog log : epoch.logs()) {
            scan(log, cut.at(log.rank()));
        }
        Counts closed = cut;
        for (SenderLog log : epoch.logs()) {
            closed = closed.with(log.rank(), closedEnd(log, cut));
        }
        return closed;
    }

    /** How far a stream may be delivered with no cause beyond the cut. Messages delivered here have none: their causes were delivered, too. */
    private long closedEnd(SenderLog log, Counts cut) {
        long end = cut.at(log.rank());
        Causes ahead = causes[log.rank()].copy();
        for (SenderLog.Message message : log.complete()) {
            if (message.last() > end) {
                return end;
            }
            long[] through = ahead.of(message);
            for (int rank = 0; rank < through.length; rank++) {
                if (rank != log.rank() && !rule.isSatisfied(cut.at(rank), through[rank])) {
                    return message.first() - 1;
                }
            }
        }
        return end;
    }

    private void scan(SenderLog log, long limit) {
        log.scan(limit, causes[log.rank()]::grow);
    }

    private void deliverAll(Epoch epoch) {
        boolean any = true;
        while (any) {
            any = false;
            for (SenderLog log : epoch.logs()) {
                any |= deliverFrom(epoch, log);
            }
        }
    }

    private boolean deliverFrom(Epoch epoch, SenderLog log) {
        boolean any = false;
        for (SenderLog.Message next = log.nextComplete();
                next != null && hasCauses(next) && deliveries.mayDeliver(epoch, next);
                next = log.nextComplete()) {
            long[] unsafeWithout = rule.safeWithCauses() ? causes[log.rank()].kept() : Deliveries.NO_CAUSES;
            deliveries.deliver(epoch, next, Effect.NO_PLACE, unsafeWithout);
            delivered[log.rank()] = next.last();
            any = true;
        }
        return any;
    }

    private boolean deliverLast(Epoch epoch, SenderLog log, Counts cut, boolean withoutCauses) {
        boolean any = false;
        for (SenderLog.Message next = log.nextComplete();
                next != null && next.last() <= cut.at(log.rank()) && (withoutCauses || hasCauses(next));
                next = log.nextComplete()) {
            deliveries.deliverLast(epoch, next, Effect.NO_PLACE);
            delivered[log.rank()] = next.last();
            any = true;
        }
        return any;
    }

    /** Whether all causes of the message, which is the next of its stream, were delivered here. */
    private boolean hasCauses(SenderLog.Message message) {
        long[] through = causes[message.rank()].of(message);
        for (int rank = 0; rank < through.length; rank++) {
            if (rank != message.rank() && !rule.isSatisfied(delivered[rank], through[rank])) {
                return false;
            }
        }
        return true;
    }
}

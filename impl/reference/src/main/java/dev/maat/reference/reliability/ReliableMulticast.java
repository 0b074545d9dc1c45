package dev.maat.reference.reliability;

import dev.maat.contract.Effect;
import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.ordering.Ordering;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * Reliable multicast within the running view: numbers what is sent, stores what arrives, and knows from the others'
 * acknowledgements what is stable. A sender has no more on its way than its window, counted until every member has
 * freed it: so the slowest member sets the pace, and no member's buffers overflow.
 */
public final class ReliableMulticast {
    /** A message on its way: its last unit, and what it takes of the window. */
    private record InFlight(long last, long cost) {}

    /** Of the own stream that are not freed; far enough below what receivers store for one more message. */
    private static final int MAX_UNITS = SenderLog.MAX_AHEAD / 2;

    /** What the sequencer's word on a message takes at most: counted with the message, as it has no window of its own. */
    private static final int ORDER_BYTES = Unit.OVERHEAD_BYTES + 32;

    private final Group group;
    private final Host host;
    private final Ordering ordering;
    private final Deliveries deliveries;
    private final SendQueue queue;
    private final Repair repair;

    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private long inFlightCost;
    private long transmitted;
    private long lamport;
    private long unacknowledgedBytes;
    private boolean changed;

    public ReliableMulticast(Group group, Ordering ordering, Deliveries deliveries, SendQueue queue, Repair repair) {
        this.group = group;
        this.host = group.host;
        this.ordering = ordering;
        this.deliveries = deliveries;
        this.queue = queue;
        this.repair = repair;
    }

    /** A new view begins: numbers start at 1. */
    public void open(Epoch epoch) {
        ordering.open(epoch);
        repair.open(epoch);
        inFlight.clear();
        inFlightCost = 0;
        transmitted = 0;
        unacknowledgedBytes = 0;
        changed = true;
    }

    public void multicast(long token, byte[] payload) {
        queue.offer(token, payload);
        changed = true;
    }

    public void onData(Epoch epoch, Packet.Data data) {
        if (data.rank() >= epoch.logs.length || data.rank() == epoch.selfRank) {
            return;
        }
        SenderLog log = epoch.logs[data.rank()];
        long heldBefore = log.held();
        long seq = data.firstSeq();
        for (Unit unit : data.units()) {
            if (seq > 0 && log.put(seq, unit)) {
                lamport = Math.max(lamport, unit.lamport());
                unacknowledgedBytes += unit.cost();
            }
            seq++;
        }
        if (log.held() > heldBefore) {
            changed = true;
            ordering.advance(epoch, data.rank());
        }
        repair.review(epoch);
    }

    public void onHeartbeat(Epoch epoch, int rank, Packet.Heartbeat heartbeat) {
        Counts held = heartbeat.held();
        Counts freed = heartbeat.freed();
        int streams = epoch.logs.length;
        if (held == null || freed == null || held.size() != streams || freed.size() != streams) {
            return;
        }
        if (heartbeat.sent() <= epoch.logs[rank].held() + SenderLog.MAX_AHEAD) {
            epoch.logs[rank].know(heartbeat.sent());
        }
        for (int stream = 0; stream < streams; stream++) {
            long limit = epoch.logs[stream].known();
            epoch.heldBy[stream][rank] = Math.max(epoch.heldBy[stream][rank], held.at(stream));
            epoch.freedBy[stream][rank] = Math.max(epoch.freedBy[stream][rank], freed.at(stream));
            if (held.at(stream) > limit && held.at(stream) <= limit + SenderLog.MAX_AHEAD && stream != epoch.selfRank) {
                epoch.logs[stream].know(held.at(stream));
            }
        }
        changed = true;
        repair.review(epoch);
    }

    /** The state was loaded: what is held can be delivered. */
    public void loaded(Epoch epoch) {
        for (int rank = 0; rank < epoch.logs.length; rank++) {
            ordering.advance(epoch, rank);
        }
        changed = true;
    }

    /** The step ends: what it made possible is done, and what it numbered is sent. */
    public void endStep() {
        Epoch epoch = group.current();
        if (epoch == null || !epoch.running() || epoch.seq() == 0) {
            return;
        }
        if (changed) {
            changed = false;
            pump(epoch);
            ordering.flushOrders(epoch);
            reviewStability(epoch);
            if (pump(epoch)) {
                ordering.flushOrders(epoch);
                reviewStability(epoch);
            }
        }
        transmit(epoch);
    }

    /** Whether so much came in since the last acknowledgement that its sender should hear of it before the next is due. */
    public boolean owesAcknowledgement(Epoch epoch) {
        return unacknowledgedBytes > group.buffers.windowBytes(epoch.logs.length) / 8;
    }

    public void acknowledged() {
        unacknowledgedBytes = 0;
    }

    /** Gives numbers to what is queued, as far as the window reaches; whether that was anything. */
    private boolean pump(Epoch epoch) {
        boolean any = false;
        if (!epoch.selfLoaded()) {
            return false;
        }
        long window = group.buffers.windowBytes(epoch.logs.length);
        for (SendQueue.Pending next = queue.peek(); next != null; next = queue.peek()) {
            long cost = cost(next.payload());
            if (cost > window) {
                queue.poll();
                queue.refuse(
                        next.token(),
                        "payload of " + next.payload().length + " bytes is longer than the window of " + window
                                + " bytes in a view of " + epoch.logs.length + " members");
                continue;
            }
            boolean room = group.buffers.hasRoomFor(cost)
                    && epoch.own().held() - epoch.own().freed() < MAX_UNITS;
            if (inFlightCost + cost > window || !room) {
                break;
            }
            queue.poll();
            number(epoch, next, cost);
            any = true;
        }
        return any;
    }

    private long cost(byte[] payload) {
        long units = Math.max(1, (payload.length + host.maxBodyBytes - 1L) / host.maxBodyBytes);
        long place = host.options.total() ? ORDER_BYTES : 0;
        return payload.length + units * Unit.OVERHEAD_BYTES + place;
    }

    private void number(Epoch epoch, SendQueue.Pending message, long cost) {
        lamport++;
        byte[] payload = message.payload();
        int from = 0;
        do {
            int to = Math.min(payload.length, from + host.maxBodyBytes);
            int flags = (from == 0 ? Unit.FIRST : 0) | (to == payload.length ? Unit.LAST : 0);
            boolean whole = from == 0 && to == payload.length;
            byte[] body = whole ? payload : Arrays.copyOfRange(payload, from, to);
            epoch.own().append(new Unit(flags, lamport, body));
            from = to;
        } while (from < payload.length);
        inFlight.add(new InFlight(epoch.own().held(), cost));
        inFlightCost += cost;
        host.emit(new Effect.Accepted(message.token()));
        ordering.advance(epoch, epoch.selfRank);
    }

    private void reviewStability(Epoch epoch) {
        for (SenderLog log : epoch.logs) {
            long[] held = epoch.heldBy[log.rank];
            held[epoch.selfRank] = log.held();
            long stable =
                    Math.max(epoch.stable[log.rank], group.parts.stability().stable(held));
            epoch.stable[log.rank] = stable;
            deliveries.stable(log.rank, stable);
            log.freeThrough(stable);
            epoch.freedBy[log.rank][epoch.selfRank] = log.freed();
        }
        long freedByAll = Long.MAX_VALUE;
        for (long freed : epoch.freedBy[epoch.selfRank]) {
            freedByAll = Math.min(freedByAll, freed);
        }
        for (InFlight head = inFlight.peek(); head != null && head.last() <= freedByAll; head = inFlight.peek()) {
            inFlight.poll();
            inFlightCost -= head.cost();
        }
    }

    private void transmit(Epoch epoch) {
        SenderLog own = epoch.own();
        if (own.held() > transmitted && epoch.members.size() > 1) {
            Units.pack(
                    own,
                    transmitted + 1,
                    own.held(),
                    host.maxBodyBytes,
                    Integer.MAX_VALUE,
                    (first, units) ->
                            host.multicast(new Packet.Data(epoch.ref, epoch.selfRank, first, List.copyOf(units))));
        }
        transmitted = own.held();
    }
}

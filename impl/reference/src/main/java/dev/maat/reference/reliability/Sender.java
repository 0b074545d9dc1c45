package dev.maat.reference.reliability;

import dev.maat.contract.Effect;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.ordering.Ordering;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Gives queued messages their numbers in this process's stream and sends them. At most a window of data is unacknowledged: data
 * count against the window until every member has freed them. So the slowest member sets the pace, and no member's buffers overflow.
 *
 * <p>A joiner frees nothing before it has loaded its state. What it holds counts against a second window, the backlog, which its buffers have
 * room for: of the two older views that others keep it has one at most.
 */
final class Sender {
    /** A message on its way: its last unit, and its share of the window. */
    private record InFlight(long last, long cost) {}

    /**
     * Units of this process's stream that are not freed, and units of one message, at most: so a receiver always stores one more message
     * whole. A message of more units than receivers store ahead would never be delivered.
     */
    private static final int MAX_UNITS = SenderLog.MAX_AHEAD / 2;

    private final Group group;
    private final Host host;
    private final Ordering ordering;
    private final SendQueue queue;

    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private final ArrayDeque<InFlight> backlog = new ArrayDeque<>();
    private long inFlightCost;
    private long backlogCost;
    private long freedByAll;
    private long transmitted;

    Sender(Group group, Ordering ordering, SendQueue queue) {
        this.group = group;
        this.host = group.host;
        this.ordering = ordering;
        this.queue = queue;
    }

    /** A new view begins: numbers start at 1. */
    void open() {
        inFlight.clear();
        backlog.clear();
        inFlightCost = 0;
        backlogCost = 0;
        freedByAll = 0;
        transmitted = 0;
    }

    /** Gives numbers to queued messages as far as the window reaches; true if there was one. */
    boolean pump(Epoch epoch) {
        boolean any = false;
        if (!epoch.selfLoaded()) {
            return false;
        }
        long window = group.buffers.windowBytes(epoch.streams());
        for (SendQueue.Pending next = queue.peek(); next != null; next = queue.peek()) {
            long cost = cost(next.payload());
            if (units(next.payload()) > MAX_UNITS) {
                queue.poll();
                queue.refuse(
                        next.token(),
                        "payload of " + next.payload().length + " bytes takes more than " + MAX_UNITS + " packets of "
                                + host.maxBodyBytes + " bytes; raise limits.maxPacketBytes");
                continue;
            }
            if (cost > window) {
                queue.poll();
                queue.refuse(
                        next.token(),
                        "payload of " + next.payload().length + " bytes is longer than the window of " + window
                                + " bytes in a view of " + epoch.streams() + " members");
                continue;
            }
            boolean room = group.buffers.hasRoomFor(cost) && epoch.own().held() - freedByAll < MAX_UNITS;
            if (inFlightCost + cost > window || inFlightCost + backlogCost + cost > 2 * window || !room) {
                break;
            }
            queue.poll();
            number(epoch, next, cost);
            any = true;
        }
        return any;
    }

    /**
     * Records how far the members have this process's stream.
     *
     * @param passed freed by every member that is loaded, and held by every other
     * @param freed freed by every member
     */
    void acknowledged(long passed, long freed) {
        freedByAll = freed;
        for (InFlight head = inFlight.peek(); head != null && head.last() <= passed; head = inFlight.peek()) {
            backlog.add(inFlight.remove());
            inFlightCost -= head.cost();
            backlogCost += head.cost();
        }
        for (InFlight head = backlog.peek(); head != null && head.last() <= freed; head = backlog.peek()) {
            backlogCost -= backlog.remove().cost();
        }
    }

    /** Sends the units that have a number and were not sent yet; true if there were any. */
    boolean transmit(Epoch epoch) {
        SenderLog own = epoch.own();
        boolean any = own.held() > transmitted && epoch.members().size() > 1;
        if (any) {
            Units.pack(
                    own,
                    transmitted + 1,
                    own.held(),
                    host.maxBodyBytes,
                    Integer.MAX_VALUE,
                    (first, units) -> host.multicast(new Packet.Data(epoch.ref(), epoch.selfRank(), first, units)));
        }
        transmitted = own.held();
        return any;
    }

    private long cost(byte[] payload) {
        return payload.length + units(payload) * Unit.OVERHEAD_BYTES + ordering.costBytes();
    }

    private long units(byte[] payload) {
        return Math.max(1, (payload.length + host.maxBodyBytes - 1L) / host.maxBodyBytes);
    }

    private void number(Epoch epoch, SendQueue.Pending message, long cost) {
        ordering.precede(epoch);
        long time = group.clock.next();
        byte[] payload = message.payload();
        int from = 0;
        do {
            int to = Math.min(payload.length, from + host.maxBodyBytes);
            int flags = (from == 0 ? Unit.FIRST : 0) | (to == payload.length ? Unit.LAST : 0);
            boolean whole = from == 0 && to == payload.length;
            byte[] body = whole ? payload : Arrays.copyOfRange(payload, from, to);
            epoch.own().append(new Unit(flags, time, body));
            from = to;
        } while (from < payload.length);
        inFlight.add(new InFlight(epoch.own().held(), cost));
        inFlightCost += cost;
        host.emit(new Effect.Accepted(message.token()));
        ordering.advance(epoch, epoch.selfRank());
    }
}

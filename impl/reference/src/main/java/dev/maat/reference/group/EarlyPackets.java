package dev.maat.reference.group;

import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.stream.Buffers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Data of a view that is not installed here yet. Bounded: units dropped here are asked for like any that were lost. */
public final class EarlyPackets {
    private final Buffers buffers;
    private final ArrayDeque<Envelope> early = new ArrayDeque<>();
    private long bytes;

    public EarlyPackets(Buffers buffers) {
        this.buffers = buffers;
    }

    public void keep(Envelope envelope) {
        long cost = cost(envelope);
        while (bytes + cost > buffers.earlyBytes() && !early.isEmpty()) {
            count(-cost(early.remove()));
        }
        if (bytes + cost <= buffers.earlyBytes()) {
            early.add(envelope);
            count(cost);
        }
    }

    /** Everything kept so far, in the order of arrival; afterwards nothing is kept. */
    public List<Envelope> drain() {
        List<Envelope> all = new ArrayList<>(early);
        early.clear();
        count(-bytes);
        return all;
    }

    private void count(long more) {
        bytes += more;
        buffers.add(more);
    }

    private static long cost(Envelope envelope) {
        long cost = Unit.OVERHEAD_BYTES;
        if (envelope.packet() instanceof Packet.Data data) {
            for (Unit unit : data.units()) {
                cost += unit.cost();
            }
        }
        return cost;
    }
}

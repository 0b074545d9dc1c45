package dev.maat.simulation;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Total order for a static group: the first node keeps the log, all others ask for what they lack. A restarted node reads the log again
 * from its beginning, so it resumes, as long as the first node lives. Messages fit into a packet.
 */
final class ReplicatedLog implements ProtocolCore {
    private static final byte REQUEST = 0;
    private static final byte ENTRY = 1;
    private static final byte ASK = 2;
    private static final long TICK = 1;
    private static final long TICK_NANOS = 20_000_000L;
    private static final int MAX_ENTRIES_PER_ASK = 64;

    private final List<byte[]> log = new ArrayList<>();
    private final TreeSet<String> inLog = new TreeSet<>();
    private final TreeMap<Long, byte[]> early = new TreeMap<>();
    private final TreeMap<Long, byte[]> pending = new TreeMap<>();
    private ProcessId self = new ProcessId("unset", 0);
    private List<String> nodes = List.of();
    private long next;

    /** Whether the process begins where its node was, as it would with its state on disk. */
    private final boolean readsFromTheBeginning;

    ReplicatedLog(boolean readsFromTheBeginning) {
        this.readsFromTheBeginning = readsFromTheBeginning;
    }

    private boolean keepsTheLog() {
        return self.node().equals(nodes.getFirst());
    }

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        switch (input) {
            case Input.Start start -> {
                self = start.self();
                nodes = start.founders();
                next = self.incarnation() == 0 || readsFromTheBeginning ? 0 : -1;
                effects.add(new Effect.SetTimer(TICK, TICK_NANOS));
            }
            case Input.Multicast multicast -> {
                pending.put(multicast.token(), request(multicast.token(), multicast.payload()));
                sendPending(effects);
            }
            case Input.Receive receive -> receive(receive.from(), ByteBuffer.wrap(receive.packet()), effects);
            case Input.TimerFired fired -> {
                sendPending(effects);
                if (!keepsTheLog()) {
                    toKeeper(ByteBuffer.allocate(9).put(ASK).putLong(next).array(), effects);
                }
                effects.add(new Effect.SetTimer(TICK, TICK_NANOS));
            }
            case Input.Leave leave -> effects.add(new Effect.Left());
            case Input.Snapshot snapshot -> {}
            case Input.Loaded loaded -> {}
        }
    }

    /** A request is: node, incarnation, token, payload. */
    private byte[] request(long token, byte[] payload) {
        return ByteBuffer.allocate(1 + 4 + 4 + 8 + payload.length)
                .put(REQUEST)
                .putInt(nodes.indexOf(self.node()))
                .putInt(self.incarnation())
                .putLong(token)
                .put(payload)
                .array();
    }

    private void sendPending(Effects effects) {
        for (byte[] request : List.copyOf(pending.values())) {
            if (keepsTheLog()) {
                append(request, effects);
            } else {
                toKeeper(request, effects);
            }
        }
    }

    private void toKeeper(byte[] packet, Effects effects) {
        effects.add(new Effect.Send(new Destination.Node(nodes.getFirst()), packet));
    }

    private void append(byte[] request, Effects effects) {
        ByteBuffer fields = ByteBuffer.wrap(request, 1, 16);
        if (inLog.add(fields.getInt() + "." + fields.getInt() + ":" + fields.getLong())) {
            log.add(request);
            effects.add(new Effect.Send(Destination.GROUP, entry(log.size() - 1)));
            take(log.size() - 1, request, effects);
        }
    }

    private byte[] entry(int place) {
        byte[] request = log.get(place);
        return ByteBuffer.allocate(9 + request.length)
                .put(ENTRY)
                .putLong(place)
                .put(request)
                .array();
    }

    private void receive(String from, ByteBuffer packet, Effects effects) {
        switch (packet.get(0)) {
            case REQUEST -> append(packet.array(), effects);
            case ENTRY -> {
                packet.get();
                long place = packet.getLong();
                byte[] request = new byte[packet.remaining()];
                packet.get(request);
                take(place, request, effects);
            }
            default -> {
                int asked = (int) Math.max(0, packet.getLong(1));
                for (int i = asked; i < Math.min(log.size(), asked + MAX_ENTRIES_PER_ASK); i++) {
                    effects.add(new Effect.Send(new Destination.Node(from), entry(i)));
                }
            }
        }
    }

    private void take(long place, byte[] request, Effects effects) {
        if (next < 0) {
            next = place;
        }
        if (place >= next) {
            early.put(place, request);
        }
        for (byte[] entry = early.remove(next); entry != null; entry = early.remove(next)) {
            next++;
            deliver(entry, effects);
        }
    }

    private void deliver(byte[] request, Effects effects) {
        ByteBuffer fields = ByteBuffer.wrap(request);
        fields.get();
        ProcessId sender = new ProcessId(nodes.get(fields.getInt()), fields.getInt());
        long token = fields.getLong();
        byte[] payload = new byte[fields.remaining()];
        fields.get(payload);
        if (sender.equals(self)) {
            pending.remove(token);
            effects.add(new Effect.Accepted(token));
        }
        effects.add(new Effect.Deliver(sender, payload, Effect.NO_PLACE, Effect.NO_HANDLE));
    }
}

package dev.maat.zoo.fixed;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.TreeMap;

/**
 * A multicast to a static group that hopes for the best: each packet is sent once, and each message delivered when all its packets
 * have come. Breaks {@code agreement} with the first packet that is lost.
 */
final class SentOnce implements ProtocolCore {
    private static final int HEADER_BYTES = 3 * Integer.BYTES;

    /** Messages that lack packets; beyond it the oldest are given up. */
    private static final int MAX_INCOMPLETE = 256;

    /** A sender and the number of its message. */
    private record Id(String sender, int number) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            return number != other.number ? Integer.compare(number, other.number) : sender.compareTo(other.sender);
        }
    }

    private static final class Incomplete {
        private final byte[] payload;
        private final BitSet missing = new BitSet();

        Incomplete(int bytes) {
            payload = new byte[bytes];
            missing.set(0, Math.max(1, bytes));
        }
    }

    private final TreeMap<Id, Incomplete> incomplete = new TreeMap<>();
    private ProcessId self = new ProcessId("unset", 0);
    private int chunkBytes;
    private int sent;

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        switch (input) {
            case Input.Start start -> {
                self = start.self();
                chunkBytes = start.limits().maxPacketBytes() - HEADER_BYTES;
            }
            case Input.Multicast multicast -> multicast(multicast, effects);
            case Input.Receive receive -> receive(receive, effects);
            case Input.Leave leave -> effects.add(new Effect.Left());
            case Input.TimerFired fired -> {}
            case Input.Snapshot snapshot -> {}
            case Input.Loaded loaded -> {}
        }
    }

    /** A packet is: number of the message, its length, offset of this part, part. */
    private void multicast(Input.Multicast multicast, Effects effects) {
        byte[] payload = multicast.payload();
        effects.add(new Effect.Accepted(multicast.token()));
        sent++;
        int offset = 0;
        do {
            int length = Math.min(chunkBytes, payload.length - offset);
            byte[] packet = ByteBuffer.allocate(HEADER_BYTES + length)
                    .putInt(sent)
                    .putInt(payload.length)
                    .putInt(offset)
                    .put(payload, offset, length)
                    .array();
            effects.add(new Effect.Send(Destination.GROUP, packet));
            offset += length;
        } while (offset < payload.length);
        effects.add(new Effect.Deliver(self, payload, Effect.NO_PLACE, Effect.NO_HANDLE));
    }

    private void receive(Input.Receive receive, Effects effects) {
        ByteBuffer packet = ByteBuffer.wrap(receive.packet());
        Id id = new Id(receive.from(), packet.getInt());
        int bytes = packet.getInt();
        int offset = packet.getInt();
        Incomplete message = incomplete.computeIfAbsent(id, first -> new Incomplete(bytes));
        int length = packet.remaining();
        packet.get(message.payload, offset, length);
        message.missing.clear(offset, offset + Math.max(1, length));
        if (message.missing.isEmpty()) {
            incomplete.remove(id);
            effects.add(new Effect.Deliver(
                    new ProcessId(receive.from(), 0), message.payload, Effect.NO_PLACE, Effect.NO_HANDLE));
        } else if (incomplete.size() > MAX_INCOMPLETE) {
            incomplete.pollFirstEntry();
        }
    }
}

package dev.maat.zoo.fixed;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reliable FIFO multicast in a static group: no views, no failure detector. Each sender numbers the units of its messages. Each
 * process keeps the units that it sent or received, and reports to all others now and then how far it has each sender's stream
 * without a gap. A process that is told of a gap which it can fill sends the missing units, those of other senders too; so a message
 * that any correct process has reaches all of them, although its sender died. A unit that every process has reported is let go.
 * (Anti-entropy: Demers et al., <em>Epidemic Algorithms for Replicated Database Maintenance</em>, 1987.)
 *
 * <p>Units of a dead process's gaps are kept for good, and a process whose buffer is full refuses multicasts.
 */
final class StaticMulticast implements ProtocolCore {
    private static final byte UNIT = 0;
    private static final byte REPORT = 1;
    private static final int UNIT_HEADER_BYTES = 1 + Short.BYTES + Long.BYTES + 1;

    private static final long TICK = 1;
    private static final long TICK_NANOS = 40_000_000L;
    private static final int TICKS_PER_SAMPLE = 25;

    /** Units that one report makes a process send at most. */
    private static final int MAX_REPAIRED_UNITS = 64;

    private final RepairRule rule;
    private @Nullable Member member;

    StaticMulticast(RepairRule rule) {
        this.rule = rule;
    }

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        if (input instanceof Input.Start start) {
            // A later process of a node has lost what the first one knew: it is not of the group, and stays silent.
            if (start.self().incarnation() == 0) {
                member = new Member(start, rule);
                effects.add(new Effect.SetTimer(TICK, TICK_NANOS));
            }
        } else if (member != null) {
            member.step(input, effects);
        } else if (input instanceof Input.Multicast multicast) {
            effects.add(new Effect.Refused(multicast.token(), "a restarted process is not of the static group"));
        } else if (input instanceof Input.Leave) {
            effects.add(new Effect.Left());
        }
    }

    private static final class Member {
        private final List<String> nodes;
        private final int self;
        private final Limits limits;
        private final RepairRule rule;
        private final List<UnitStream> streams = new ArrayList<>();
        private final long[][] reported;
        private long ticks;

        Member(Input.Start start, RepairRule rule) {
            this.nodes = start.founders();
            this.self = nodes.indexOf(start.self().node());
            this.limits = start.limits();
            this.rule = rule;
            this.reported = new long[nodes.size()][nodes.size()];
            if (1 + nodes.size() * Long.BYTES > limits.maxPacketBytes()) {
                throw new IllegalStateException("a report of " + nodes.size() + " streams does not fit into a packet");
            }
            nodes.forEach(node -> streams.add(new UnitStream()));
        }

        void step(Input input, Effects effects) {
            switch (input) {
                case Input.Multicast multicast -> multicast(multicast, effects);
                case Input.Receive receive -> receive(receive, effects);
                case Input.TimerFired fired -> tick(effects);
                case Input.Leave leave -> effects.add(new Effect.Left());
                case Input.Start start -> throw new IllegalStateException("started twice");
                case Input.Snapshot snapshot -> {}
                case Input.Loaded loaded -> {}
            }
        }

        private void multicast(Input.Multicast multicast, Effects effects) {
            byte[] payload = multicast.payload();
            if (streams.get(self).keptBytes() + payload.length > limits.maxBufferBytes() / nodes.size()) {
                effects.add(new Effect.Refused(multicast.token(), "the buffer for unacknowledged units is full"));
                return;
            }
            effects.add(new Effect.Accepted(multicast.token()));
            int unitBytes = limits.maxPacketBytes() - UNIT_HEADER_BYTES;
            int offset = 0;
            do {
                int length = Math.min(unitBytes, payload.length - offset);
                byte[] unit = new byte[1 + length];
                System.arraycopy(payload, offset, unit, 1, length);
                offset += length;
                unit[0] = (byte) (offset == payload.length ? 1 : 0);
                long number = streams.get(self).prefix() + 1;
                effects.add(new Effect.Send(Destination.GROUP, packet(self, number, unit)));
                take(self, number, unit, effects);
            } while (offset < payload.length);
        }

        private static byte[] packet(int stream, long number, byte[] unit) {
            return ByteBuffer.allocate(UNIT_HEADER_BYTES - 1 + unit.length)
                    .put(UNIT)
                    .putShort((short) stream)
                    .putLong(number)
                    .put(unit)
                    .array();
        }

        private void receive(Input.Receive receive, Effects effects) {
            ByteBuffer packet = ByteBuffer.wrap(receive.packet());
            int from = nodes.indexOf(receive.from());
            if (packet.get() == UNIT) {
                int stream = packet.getShort();
                long number = packet.getLong();
                byte[] unit = new byte[packet.remaining()];
                packet.get(unit);
                take(stream, number, unit, effects);
            } else if (from >= 0) {
                for (int stream = 0; stream < streams.size(); stream++) {
                    report(from, stream, packet.getLong(), effects);
                }
            }
        }

        private void take(int stream, long number, byte[] unit, Effects effects) {
            UnitStream into = streams.get(stream);
            if (stream != self && into.keptBytes() + unit.length > limits.maxBufferBytes() / nodes.size()) {
                return;
            }
            ProcessId sender = new ProcessId(nodes.get(stream), 0);
            for (byte[] message : into.take(number, unit)) {
                effects.add(new Effect.Deliver(sender, message, Effect.NO_PLACE, Effect.NO_HANDLE));
            }
        }

        private void report(int from, int stream, long prefix, Effects effects) {
            long before = reported[from][stream];
            UnitStream held = streams.get(stream);
            reported[from][stream] = Math.max(before, prefix);
            if (prefix < held.prefix() && rule.repairs(stream == self, prefix <= before)) {
                Destination to = new Destination.Node(nodes.get(from));
                long last = Math.min(held.prefix(), prefix + MAX_REPAIRED_UNITS);
                for (long number = prefix + 1; number <= last; number++) {
                    byte[] unit = held.unit(number);
                    if (unit != null) {
                        effects.add(new Effect.Send(to, packet(stream, number, unit)));
                    }
                }
            }
            long everywhere = held.prefix();
            for (int other = 0; other < nodes.size(); other++) {
                everywhere = other == self ? everywhere : Math.min(everywhere, reported[other][stream]);
            }
            held.letGo(everywhere);
        }

        private void tick(Effects effects) {
            ByteBuffer report =
                    ByteBuffer.allocate(1 + streams.size() * Long.BYTES).put(REPORT);
            long kept = 0;
            for (UnitStream stream : streams) {
                report.putLong(stream.prefix());
                kept += stream.keptBytes();
            }
            effects.add(new Effect.Send(Destination.GROUP, report.array()));
            if (ticks++ % TICKS_PER_SAMPLE == 0) {
                effects.add(new Effect.Sample(kept, limits.maxBufferBytes()));
            }
            effects.add(new Effect.SetTimer(TICK, TICK_NANOS));
        }
    }
}

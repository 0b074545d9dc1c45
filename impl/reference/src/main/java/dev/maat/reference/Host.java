package dev.maat.reference;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Tags;
import dev.maat.reference.packet.ViewRef;

/** The core's way out: effects of the running step, its time, draws. */
final class Host {
    final ProcessId self;
    final Options options;
    final Input.Start start;
    final long generation;

    /** The longest body of a unit or a snapshot's piece that fits a packet of any member. */
    final int maxBodyBytes;

    private Effects effects = effect -> {};
    private long now;
    private long draws;
    private ViewRef installed = ViewRef.NONE;

    Host(Input.Start start, Options options) {
        this.start = start;
        this.options = options;
        this.self = start.self();
        this.generation = Tags.of(start.generation());
        int overhead = PacketCodec.overheadBytes(self.node());
        for (String node : start.contacts()) {
            overhead = Math.max(overhead, PacketCodec.overheadBytes(node));
        }
        // A unit has a header of its own; what is left must be worth a packet.
        this.maxBodyBytes = start.limits().maxPacketBytes() - overhead - 32;
        if (maxBodyBytes < 64) {
            throw new IllegalArgumentException(
                    "limits.maxPacketBytes is " + start.limits().maxPacketBytes() + "; with these node names at least "
                            + (overhead + 96) + " are needed");
        }
    }

    void begin(long nowNanos, Effects into) {
        now = nowNanos;
        effects = into;
    }

    long now() {
        return now;
    }

    void installed(ViewRef view) {
        installed = view;
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    void send(ProcessId to, Packet packet) {
        send(to.node(), packet);
    }

    void send(String node, Packet packet) {
        if (!node.equals(self.node())) {
            transmit(new Destination.Node(node), packet);
        }
    }

    void multicast(Packet packet) {
        transmit(Destination.GROUP, packet);
    }

    void setTimer(Timer timer, long delayNanos) {
        emit(new Effect.SetTimer(timer.ordinal(), delayNanos));
    }

    void cancelTimer(Timer timer) {
        emit(new Effect.CancelTimer(timer.ordinal()));
    }

    /** Uniform in {@code [0, boundNanos)}, another one each time. */
    long jitter(long boundNanos, String what) {
        draws++;
        return start.draw().below(Math.max(1, boundNanos), what, draws, self.incarnation());
    }

    private void transmit(Destination to, Packet packet) {
        Envelope envelope = new Envelope(generation, self, installed, packet);
        for (byte[] bytes : PacketCodec.encode(envelope, start.limits().maxPacketBytes())) {
            effects.add(new Effect.Send(to, bytes));
        }
    }
}

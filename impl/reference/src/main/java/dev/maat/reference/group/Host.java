package dev.maat.reference.group;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.reference.options.Options;
import dev.maat.reference.options.Secret;
import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.GroupKey;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Seal;
import dev.maat.reference.packet.Tags;
import dev.maat.reference.packet.ViewRef;
import java.util.EnumSet;
import java.util.Set;

/** The core's way out to its runtime: the effects of the running step, its time, and draws. */
public final class Host {
    /** The header of a unit or of a snapshot's piece within its packet, at most. */
    private static final int UNIT_HEADER_BYTES = 32;

    /** Shorter bodies are not worth a packet. */
    private static final int MIN_BODY_BYTES = 64;

    public final ProcessId self;
    public final Options options;
    public final Input.Start start;
    public final long generation;

    /** Seals what this process sends, and knows what was sealed by others. */
    public final Seal seal;

    /** The longest body of a unit or a snapshot's piece that fits a packet of any member. */
    public final int maxBodyBytes;

    private Effects effects = effect -> {};
    private long now;
    private long draws;
    private ViewRef installed = ViewRef.NONE;
    private final Set<ProtocolPhase> phases = EnumSet.noneOf(ProtocolPhase.class);

    public Host(Input.Start start, Options options) {
        this.start = start;
        this.options = options;
        this.self = start.self();
        this.generation = Tags.of(start.generation());
        this.seal = seal(start, options);
        int overhead = PacketCodec.overheadBytes(self.node());
        for (String node : start.contacts()) {
            overhead = Math.max(overhead, PacketCodec.overheadBytes(node));
        }
        overhead += seal.bytes();
        this.maxBodyBytes = start.limits().maxPacketBytes() - overhead - UNIT_HEADER_BYTES;
        if (maxBodyBytes < MIN_BODY_BYTES) {
            throw new IllegalArgumentException(
                    "limits.maxPacketBytes is " + start.limits().maxPacketBytes() + "; with these node names at least "
                            + (overhead + UNIT_HEADER_BYTES + MIN_BODY_BYTES) + " are needed");
        }
    }

    private static Seal seal(Input.Start start, Options options) {
        Secret key = options.groupKey();
        return key == null ? new Checksum() : GroupKey.of(key.bytes(), start.generation());
    }

    public void begin(long nowNanos, Effects into) {
        now = nowNanos;
        effects = into;
    }

    public long now() {
        return now;
    }

    void installed(ViewRef view) {
        installed = view;
    }

    public void emit(Effect effect) {
        effects.add(effect);
    }

    /** Marks that a phase begins or ends, unless it has done so already. */
    public void mark(ProtocolPhase phase, boolean on) {
        if (on ? phases.add(phase) : phases.remove(phase)) {
            emit(new Effect.Phase(phase.word(), on));
        }
    }

    public void send(ProcessId to, Packet packet) {
        send(to.node(), packet);
    }

    public void send(String node, Packet packet) {
        if (!node.equals(self.node())) {
            transmit(new Destination.Node(node), packet);
        }
    }

    public void multicast(Packet packet) {
        transmit(Destination.GROUP, packet);
    }

    public void setTimer(Timer timer, long delayNanos) {
        emit(new Effect.SetTimer(timer.ordinal(), delayNanos));
    }

    public void cancelTimer(Timer timer) {
        emit(new Effect.CancelTimer(timer.ordinal()));
    }

    /** A new draw, uniform in {@code [0, boundNanos)}. */
    public long jitter(long boundNanos, String stream) {
        draws++;
        return start.draw().below(Math.max(1, boundNanos), stream, draws, self.incarnation());
    }

    private void transmit(Destination to, Packet packet) {
        Envelope envelope = new Envelope(generation, self, installed, packet);
        PacketCodec.send(
                envelope, start.limits().maxPacketBytes(), seal, (bytes, writer) -> effects.send(to, bytes, writer));
    }
}

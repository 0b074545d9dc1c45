package dev.maat.transport;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The effects of one call of a core, in order. Packets that the core writes when it sends them lie in buffers that are used over and over:
 * a fresh array for each would cost as much as the rest of its way to the network. There are few of them; when a call sends more, the
 * others have arrays.
 */
final class StepEffects implements Effects {
    /** About as many bytes as one flush sends when all queued commands are multicasts of 1 KiB. */
    private static final int MAX_BYTES = 1 << 20;

    /** Stands in an effect for a packet that is in a frame. */
    private static final byte[] IN_FRAME = {};

    private final int frameBytes;
    private final List<Effect> effects = new ArrayList<>();
    /** Frames of this call's packets, in order; those before {@code nextFrame} were sent. */
    private final List<ByteBuffer> written = new ArrayList<>();

    private final ArrayDeque<ByteBuffer> unused = new ArrayDeque<>();
    private int nextFrame;
    private int made;

    /** @param maxPacketBytes the longest packet that is sent */
    StepEffects(int maxPacketBytes) {
        frameBytes = Wire.KIND_BYTES + maxPacketBytes;
    }

    /** A call begins; the effects of the last are carried out. */
    void clear() {
        effects.clear();
        unused.addAll(written);
        written.clear();
        nextFrame = 0;
    }

    int size() {
        return effects.size();
    }

    Effect get(int index) {
        return effects.get(index);
    }

    /** The frame of the packet that is sent next, or null if it is in the effect. Asked once for each {@link Effect.Send}, in their order. */
    @Nullable
    ByteBuffer takeFrame(Effect.Send send) {
        return send.packet() == IN_FRAME ? written.get(nextFrame++) : null;
    }

    @Override
    public void add(Effect effect) {
        effects.add(effect);
    }

    @Override
    public void send(Destination to, int maxBytes, Consumer<ByteBuffer> writer) {
        ByteBuffer frame = maxBytes <= frameBytes - Wire.KIND_BYTES ? unusedFrame() : null;
        if (frame == null) {
            Effects.super.send(to, maxBytes, writer);
            return;
        }
        ByteBuffer packet = frame.clear().slice(Wire.KIND_BYTES, maxBytes);
        writer.accept(packet);
        frame.put(Wire.DATA).position(Wire.KIND_BYTES + packet.position()).flip();
        written.add(frame);
        effects.add(new Effect.Send(to, IN_FRAME));
    }

    private @Nullable ByteBuffer unusedFrame() {
        ByteBuffer frame = unused.pollLast();
        if (frame == null && (made + 1L) * frameBytes <= MAX_BYTES) {
            made++;
            frame = ByteBuffer.allocateDirect(frameBytes);
        }
        return frame;
    }
}

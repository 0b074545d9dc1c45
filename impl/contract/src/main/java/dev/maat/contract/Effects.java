package dev.maat.contract;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Takes the effects of one step, in order. */
@FunctionalInterface
public interface Effects {
    void add(Effect effect);

    /**
     * Adds {@link Effect.Send}, and has its packet written at once where the runtime wants it: a runtime that sends from a buffer of its own
     * saves an array and a copy a packet.
     *
     * @param maxBytes how long the packet is, at most
     * @param writer puts the packet into an empty big-endian buffer that takes that many bytes, and keeps nothing of it
     */
    default void send(Destination to, int maxBytes, Consumer<ByteBuffer> writer) {
        byte[] bytes = new byte[maxBytes];
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        writer.accept(packet);
        add(new Effect.Send(to, packet.hasRemaining() ? Arrays.copyOf(bytes, packet.position()) : bytes));
    }
}

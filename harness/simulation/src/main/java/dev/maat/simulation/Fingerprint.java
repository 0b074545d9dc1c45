package dev.maat.simulation;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.View;
import dev.maat.faults.SeedDraw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rolling hash of all events and effects of a run. It keeps the last event and its effects, to describe a difference. */
final class Fingerprint {
    private static final int EFFECTS_SHOWN = 12;

    private final List<Effect> effects = new ArrayList<>();
    private long hash = 1;
    private @Nullable Event event;

    long value() {
        return hash;
    }

    void event(Event next) {
        event = next;
        effects.clear();
        hash = SeedDraw.mix(hash, next.atNanos);
        hash = SeedDraw.mix(hash, (long) next.kind.ordinal() << 32 | next.node);
        hash = SeedDraw.mix(hash, next.from);
        hash = SeedDraw.mix(hash, next.id);
    }

    /** Returns the hash of the packet that the effect sends; 0 if it sends none. */
    long effect(Effect effect) {
        effects.add(effect);
        if (effect instanceof Effect.Send send) {
            long ofPacket = PacketHash.of(send.packet());
            hash = SeedDraw.mix(hash, SeedDraw.mix(destination(send.to()), ofPacket));
            return ofPacket;
        }
        hash = SeedDraw.mix(hash, of(effect));
        return 0;
    }

    private static long of(Effect effect) {
        return switch (effect) {
            case Effect.Send send -> SeedDraw.mix(destination(send.to()), PacketHash.of(send.packet()));
            case Effect.SetTimer set -> SeedDraw.mix(1 + set.id(), set.delayNanos());
            case Effect.CancelTimer cancel -> SeedDraw.mix(2, cancel.id());
            case Effect.Deliver deliver ->
                SeedDraw.mix(SeedDraw.mix(PacketHash.of(deliver.payload()), deliver.place()), deliver.handle());
            case Effect.InstallView install -> view(install.view());
            case Effect.Accepted accepted -> SeedDraw.mix(3, accepted.token());
            case Effect.Stable stable -> SeedDraw.mix(4, stable.handle());
            case Effect.Sample sample -> SeedDraw.mix(sample.bufferedBytes(), sample.boundBytes());
            case Effect.LoadSnapshot load -> SeedDraw.mix(SeedDraw.hash(load.viewId()), PacketHash.of(load.state()));
            case Effect.StorePiece piece ->
                SeedDraw.mix(SeedDraw.mix(SeedDraw.hash(piece.viewId()), piece.offset()), PacketHash.of(piece.bytes()));
            case Effect.LoadStored other -> SeedDraw.hash(other.toString());
            case Effect.ReleaseSnapshot other -> SeedDraw.hash(other.toString());
            case Effect.Refused other -> SeedDraw.hash(other.toString());
            case Effect.Block other -> SeedDraw.hash(other.toString());
            case Effect.Unblock other -> SeedDraw.hash(other.toString());
            case Effect.Left other -> SeedDraw.hash(other.toString());
            case Effect.Excluded other -> SeedDraw.hash(other.toString());
            case Effect.LostQuorum other -> SeedDraw.hash(other.toString());
            case Effect.TakeSnapshot other -> SeedDraw.hash(other.toString());
            case Effect.Backpressure other -> SeedDraw.hash(other.toString());
            case Effect.Suspect other -> SeedDraw.hash(other.toString());
            case Effect.Phase other -> SeedDraw.hash(other.toString());
        };
    }

    private static long destination(Destination to) {
        return switch (to) {
            case Destination.Node node -> SeedDraw.hash(node.name());
            case Destination.Group group -> 5;
        };
    }

    private static long view(View view) {
        return SeedDraw.mix(
                SeedDraw.hash(view.id()),
                SeedDraw.mix(view.seq(), SeedDraw.hash(view.members().toString())));
    }

    /** The last event and its effects. */
    String describe() {
        StringBuilder text = new StringBuilder(event == null ? "before the first event" : event.toString());
        text.append(", ").append(effects.size()).append(" effects");
        for (int i = 0; i < effects.size() && i < EFFECTS_SHOWN; i++) {
            text.append(i == 0 ? ": " : ", ").append(describe(effects.get(i)));
        }
        return text.toString();
    }

    private static String describe(Effect effect) {
        return switch (effect) {
            case Effect.Send send ->
                "Send[" + send.packet().length + " bytes, hash " + Long.toHexString(PacketHash.of(send.packet()))
                        + " to " + send.to() + "]";
            case Effect.Deliver deliver ->
                "Deliver[" + deliver.payload().length + " bytes, hash "
                        + Long.toHexString(PacketHash.of(deliver.payload())) + " of " + deliver.sender() + ", place "
                        + deliver.place() + "]";
            case Effect.StorePiece piece ->
                "StorePiece[" + piece.bytes().length + " bytes from " + piece.offset() + " on, hash "
                        + Long.toHexString(PacketHash.of(piece.bytes())) + " for view " + piece.viewId() + "]";
            default -> effect.toString();
        };
    }
}

package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a packet before its body; {@link PacketCodec} has their form.
 *
 * @param form whether the packet is {@link #WHOLE} or a {@link #PIECE} of one
 * @param ballot {@link Ballot#NONE} where the kind has none
 * @param installed the view that the sender has installed last
 */
record PacketHead(
        int form,
        PacketKind kind,
        ViewRef subject,
        Ballot ballot,
        long generation,
        ProcessId sender,
        ViewRef installed) {
    static final int MAGIC = 'M';
    static final int VERSION = 3;
    static final int WHOLE = 0;
    static final int PIECE = 1;

    /** @param likelySender is the sender's object, if it is the sender */
    static PacketHead read(PacketReader in, @Nullable ProcessId likelySender) throws MalformedPacketException {
        if (in.u8() != MAGIC || in.u8() != VERSION) {
            throw new MalformedPacketException();
        }
        int form = in.u8();
        PacketKind kind = PacketKind.of(in.u8());
        ViewRef subject = FieldCodec.readView(in);
        Ballot ballot = kind.hasBallot() ? FieldCodec.readBallot(in) : Ballot.NONE;
        return new PacketHead(
                form,
                kind,
                subject,
                ballot,
                in.i64(),
                FieldCodec.readProcess(in, likelySender),
                FieldCodec.readView(in));
    }

    static void write(PacketWriter out, int form, Envelope envelope) {
        Packet packet = envelope.packet();
        out.u8(MAGIC).u8(VERSION).u8(form).u8(packet.kind().code);
        FieldCodec.writeView(out, packet.subject());
        switch (packet) {
            case Packet.Prepare p -> FieldCodec.writeBallot(out, p.ballot());
            case Packet.Promise p -> FieldCodec.writeBallot(out, p.ballot());
            case Packet.Reject p -> FieldCodec.writeBallot(out, p.ballot());
            case Packet.Propose p -> FieldCodec.writeBallot(out, p.ballot());
            case Packet.Accept p -> FieldCodec.writeBallot(out, p.ballot());
            default -> {
                // no ballot
            }
        }
        out.i64(envelope.generation());
        FieldCodec.writeProcess(out, envelope.sender());
        FieldCodec.writeView(out, envelope.installed());
    }

    PacketCodec.Peek peek() {
        return new PacketCodec.Peek(kind, subject, ballot, sender, form == PIECE);
    }
}

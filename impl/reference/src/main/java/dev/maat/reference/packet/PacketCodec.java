package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of packets, version 3. Reading trusts nothing: bytes that are no packet give {@code null}, never an exception.
 *
 * <pre>
 * magic 'M' 1 byte | version 1 byte | form 1 byte (0 whole, 1 piece) | kind 1 byte
 * subject: seq + 1 variable, tag 8 bytes | ballot, where the kind has one: counter variable, rank variable
 * generation 8 bytes | sender: incarnation variable, node text | installed: seq + 1 variable, tag 8 bytes
 * whole: the body of the kind | piece: id 8 bytes, index variable, count variable, bytes block
 * seal: as {@link Seal} says
 * </pre>
 *
 * A piece's bytes are a part of the whole packet's, without a seal; its kind, subject and ballot are the whole's.
 */
public final class PacketCodec {
    /** The members of a view, at most. */
    public static final int MAX_MEMBERS = 128;

    /** Nodes that decided views may name in the life of a group, at most. */
    static final int MAX_NODES = 4_096;

    static final int MAX_TEXT_BYTES = 255;

    /** A packet of more pieces is not sent and not read: 64 packets carry a value of {@link #MAX_MEMBERS} members. */
    public static final int MAX_PIECES = 64;

    /** Envelope and piece fields at their longest, but for the node's name. */
    private static final int FIXED_BYTES = 112;

    /** The fields before a body, with a node's name of usual length. */
    private static final int HEAD_BYTES = 96;

    private PacketCodec() {}

    /** The bytes before a body, at most, for a sending node of that name; its seal comes on top. */
    public static int overheadBytes(String longestNode) {
        return FIXED_BYTES + longestNode.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The fields that can be read without the whole packet, even from a piece. */
    public record Peek(PacketKind kind, ViewRef subject, Ballot ballot, ProcessId sender, boolean piece) {}

    /** Kind, subject, ballot ({@link Ballot#NONE} where there is none) and sender, or null if these are not readable. */
    public static @Nullable Peek peek(byte[] packet) {
        try {
            return PacketHead.read(new PacketReader(packet), null).peek();
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    /** Whether the bytes begin as packets of this version do. */
    public static boolean isOurs(ByteBuffer packet) {
        int at = packet.position();
        return packet.remaining() >= 2
                && packet.get(at) == PacketHead.MAGIC
                && packet.get(at + 1) == PacketHead.VERSION;
    }

    /** The packet in one array, however long, without a seal. */
    public static byte[] encode(Envelope envelope) {
        return writeWhole(envelope, 0).toBytes();
    }

    /** How long {@link #encode(Envelope)} is. */
    public static int bytes(Envelope envelope) {
        return writeWhole(envelope, 0).length();
    }

    private static PacketWriter writeWhole(Envelope envelope, int sealBytes) {
        PacketWriter out = new PacketWriter(HEAD_BYTES + BodyCodec.bytes(envelope.packet()) + sealBytes);
        PacketHead.write(out, PacketHead.WHOLE, envelope);
        BodyCodec.write(out, envelope.packet());
        return out;
    }

    /**
     * Has the packet written by the sink, sealed, where it is given a buffer: one that carries units, the longest packets by far, is put
     * together there and nowhere else. One that does not fit goes in as many pieces as it takes, unless these would be too many.
     */
    public static void send(Envelope envelope, int maxBytes, Seal seal, PacketSink sink) {
        if (envelope.packet() instanceof Packet.Data data) {
            PacketWriter head = new PacketWriter(HEAD_BYTES);
            PacketHead.write(head, PacketHead.WHOLE, envelope);
            int bytes = head.length() + FieldCodec.unitBytes(data.rank(), data.firstSeq(), data.units()) + seal.bytes();
            if (bytes <= maxBytes) {
                sink.packet(bytes, buffer -> {
                    PacketWriter out = new PacketWriter(buffer).all(head);
                    BodyCodec.write(out, data);
                    out.skip(seal.bytes());
                    seal.close(buffer.duplicate().flip());
                });
                return;
            }
        }
        PacketWriter whole = writeWhole(envelope, seal.bytes());
        int bytes = whole.length() + seal.bytes();
        if (bytes <= maxBytes) {
            sink.packet(bytes, buffer -> {
                new PacketWriter(buffer).all(whole).skip(seal.bytes());
                seal.close(buffer.duplicate().flip());
            });
            return;
        }
        for (byte[] piece : pieces(envelope, whole.toBytes(), maxBytes, seal)) {
            sink.packet(piece.length, buffer -> buffer.put(piece));
        }
    }

    /** Takes packets, each of so many bytes, and has the writer put them where they are to lie. */
    @FunctionalInterface
    public interface PacketSink {
        void packet(int bytes, Consumer<ByteBuffer> writer);
    }

    /** The packet, sealed, in as many arrays as it takes for each to be at most {@code maxBytes} long; none if these would be too many. */
    public static List<byte[]> encode(Envelope envelope, int maxBytes, Seal seal) {
        PacketWriter written = writeWhole(envelope, seal.bytes());
        if (written.length() + seal.bytes() <= maxBytes) {
            return List.of(sealed(written, seal));
        }
        return pieces(envelope, written.toBytes(), maxBytes, seal);
    }

    private static List<byte[]> pieces(Envelope envelope, byte[] whole, int maxBytes, Seal seal) {
        int chunk = maxBytes - overheadBytes(envelope.sender().node()) - seal.bytes();
        int count = (whole.length + chunk - 1) / chunk;
        if (count > MAX_PIECES) {
            return List.of();
        }
        long id = Tags.of(whole);
        List<byte[]> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            PacketWriter out = new PacketWriter(maxBytes);
            PacketHead.write(out, PacketHead.PIECE, envelope);
            int from = i * chunk;
            int length = Math.min(chunk, whole.length - from);
            out.i64(id).var(i).var(count).var(length).raw(whole, from, length);
            pieces.add(sealed(out, seal));
        }
        return pieces;
    }

    private static byte[] sealed(PacketWriter out, Seal seal) {
        byte[] packet = out.skip(seal.bytes()).toBytes();
        seal.close(ByteBuffer.wrap(packet));
        return packet;
    }

    /** The packet between position and limit, copied, or null if the bytes are no whole packet without a seal. */
    public static @Nullable Envelope decode(ByteBuffer bytes) {
        return decode(bytes, bytes.limit(), null);
    }

    /**
     * The packet between position and end, copied, or null if the bytes are no whole packet without a seal.
     *
     * @param likely is the sender's object, if it is the sender
     */
    public static @Nullable Envelope decode(ByteBuffer bytes, int end, @Nullable ProcessId likely) {
        try {
            PacketReader in = new PacketReader(bytes, end);
            PacketHead head = PacketHead.read(in, likely);
            if (head.form() != PacketHead.WHOLE) {
                return null;
            }
            Packet packet = BodyCodec.read(head, in);
            return in.remaining() == 0
                    ? new Envelope(head.generation(), head.sender(), head.installed(), packet)
                    : null;
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    /** The piece between position and limit, copied, or null if the bytes are no piece without a seal. */
    public static @Nullable Piece decodePiece(ByteBuffer bytes) {
        try {
            PacketReader in = new PacketReader(bytes);
            PacketHead head = PacketHead.read(in, null);
            if (head.form() != PacketHead.PIECE) {
                return null;
            }
            long id = in.i64();
            int index = in.count(MAX_PIECES - 1);
            int count = in.count(MAX_PIECES);
            byte[] part = in.block();
            return in.remaining() == 0 && index < count
                    ? new Piece(head.generation(), head.sender(), id, index, count, part)
                    : null;
        } catch (MalformedPacketException e) {
            return null;
        }
    }
}

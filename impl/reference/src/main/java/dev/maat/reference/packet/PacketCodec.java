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

    private static final int MAGIC = 'M';
    private static final int VERSION = 3;
    private static final int WHOLE = 0;
    private static final int PIECE = 1;
    private static final int MAX_RANGES = 1_024;

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
            return new Head(new PacketReader(packet), null).peek();
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    /** Whether the bytes begin as packets of this version do. */
    public static boolean isOurs(ByteBuffer packet) {
        int at = packet.position();
        return packet.remaining() >= 2 && packet.get(at) == MAGIC && packet.get(at + 1) == VERSION;
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
        PacketWriter out = new PacketWriter(HEAD_BYTES + bodyBytes(envelope.packet()) + sealBytes);
        writeHead(out, WHOLE, envelope);
        writeBody(out, envelope.packet());
        return out;
    }

    /**
     * Has the packet written by the sink, sealed, where it is given a buffer: one that carries units, the longest packets by far, is put
     * together there and nowhere else. One that does not fit goes in as many pieces as it takes, unless these would be too many.
     */
    public static void send(Envelope envelope, int maxBytes, Seal seal, PacketSink sink) {
        if (envelope.packet() instanceof Packet.Data data) {
            PacketWriter head = new PacketWriter(HEAD_BYTES);
            writeHead(head, WHOLE, envelope);
            int bytes = head.length() + unitBytes(data.rank(), data.firstSeq(), data.units()) + seal.bytes();
            if (bytes <= maxBytes) {
                sink.packet(bytes, buffer -> {
                    PacketWriter out = new PacketWriter(buffer).all(head);
                    writeBody(out, data);
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
            writeHead(out, PIECE, envelope);
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
            Head head = new Head(in, likely);
            if (head.form != WHOLE) {
                return null;
            }
            Packet packet = readBody(head, in);
            return in.remaining() == 0 ? new Envelope(head.generation, head.sender, head.installed, packet) : null;
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    /** The piece between position and limit, copied, or null if the bytes are no piece without a seal. */
    public static @Nullable Piece decodePiece(ByteBuffer bytes) {
        try {
            PacketReader in = new PacketReader(bytes);
            Head head = new Head(in, null);
            if (head.form != PIECE) {
                return null;
            }
            long id = in.i64();
            int index = in.count(MAX_PIECES - 1);
            int count = in.count(MAX_PIECES);
            byte[] part = in.block();
            return in.remaining() == 0 && index < count
                    ? new Piece(head.generation, head.sender, id, index, count, part)
                    : null;
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    /** The fields before the body. */
    private static final class Head {
        final int form;
        final PacketKind kind;
        final ViewRef subject;
        final Ballot ballot;
        final long generation;
        final ProcessId sender;
        final ViewRef installed;

        Head(PacketReader in, @Nullable ProcessId likelySender) throws MalformedPacketException {
            if (in.u8() != MAGIC || in.u8() != VERSION) {
                throw new MalformedPacketException();
            }
            form = in.u8();
            kind = PacketKind.of(in.u8());
            subject = readView(in);
            ballot = kind.hasBallot() ? readBallot(in) : Ballot.NONE;
            generation = in.i64();
            sender = readProcess(in, likelySender);
            installed = readView(in);
        }

        Peek peek() {
            return new Peek(kind, subject, ballot, sender, form == PIECE);
        }
    }

    private static void writeHead(PacketWriter out, int form, Envelope envelope) {
        Packet packet = envelope.packet();
        out.u8(MAGIC).u8(VERSION).u8(form).u8(packet.kind().code);
        writeView(out, packet.subject());
        switch (packet) {
            case Packet.Prepare p -> writeBallot(out, p.ballot());
            case Packet.Promise p -> writeBallot(out, p.ballot());
            case Packet.Reject p -> writeBallot(out, p.ballot());
            case Packet.Propose p -> writeBallot(out, p.ballot());
            case Packet.Accept p -> writeBallot(out, p.ballot());
            default -> {
                // no ballot
            }
        }
        out.i64(envelope.generation());
        writeProcess(out, envelope.sender());
        writeView(out, envelope.installed());
    }

    private static void writeBody(PacketWriter out, Packet packet) {
        switch (packet) {
            case Packet.Data p -> writeUnits(out, p.rank(), p.firstSeq(), p.units());
            case Packet.Heartbeat p -> writeHeartbeat(out, p);
            case Packet.Nack p -> writeRanges(out, p.missing());
            case Packet.Join p -> {}
            case Packet.Prepare p -> {}
            case Packet.Promise p -> writePromise(out, p);
            case Packet.Reject p -> writeBallot(out, p.promised());
            case Packet.Propose p -> ValueCodec.write(out, p.value());
            case Packet.Accept p -> {}
            case Packet.Decision p -> {
                out.u8(p.quorumInstalled() ? 1 : 0);
                ValueCodec.write(out, p.value());
            }
            case Packet.Ask p -> {}
            case Packet.Gone p -> writeProcess(out, p.told());
            case Packet.Fetch p -> writeRanges(out, p.missing());
            case Packet.Fetched p -> writeUnits(out, p.rank(), p.firstSeq(), p.units());
            case Packet.FetchStable p -> writeRanges(out, p.freed());
            case Packet.SnapshotAsk p -> {
                out.i64(p.digest()).var(p.held());
                writeRanges(out, p.beyond());
            }
            case Packet.SnapshotPiece p ->
                out.i64(p.digest()).var(p.totalBytes()).var(p.offset()).block(p.bytes());
            case Packet.Ack p -> {
                out.var(p.stream()).var(p.held()).var(p.freed());
                writeRanges(out, p.beyond());
            }
            case Packet.Holders p -> {
                ValueCodec.writeCounts(out, p.held());
                ValueCodec.writeCounts(out, p.freed());
            }
            case Packet.Report p -> {
                out.var(p.stream()).var(p.held()).var(p.freed());
                writeRanks(out, p.covered());
            }
        }
    }

    private static Packet readBody(Head head, PacketReader in) throws MalformedPacketException {
        ViewRef subject = head.subject;
        return switch (head.kind) {
            case DATA -> new Packet.Data(subject, rank(in), in.count64(), readUnits(in));
            case HEARTBEAT -> readHeartbeat(subject, in);
            case NACK -> new Packet.Nack(subject, readRanges(in));
            case JOIN -> new Packet.Join();
            case PREPARE -> new Packet.Prepare(subject, head.ballot);
            case PROMISE -> readPromise(subject, head.ballot, in);
            case REJECT -> new Packet.Reject(subject, head.ballot, readBallot(in));
            case PROPOSE -> new Packet.Propose(subject, head.ballot, ValueCodec.read(in));
            case ACCEPT -> new Packet.Accept(subject, head.ballot);
            case DECISION -> new Packet.Decision(subject, in.u8() == 1, ValueCodec.read(in));
            case ASK -> new Packet.Ask(subject);
            case GONE -> new Packet.Gone(subject, readProcess(in));
            case FETCH -> new Packet.Fetch(subject, readRanges(in));
            case FETCHED -> new Packet.Fetched(subject, rank(in), in.count64(), readUnits(in));
            case FETCH_STABLE -> new Packet.FetchStable(subject, readRanges(in));
            case SNAPSHOT_ASK -> new Packet.SnapshotAsk(subject, in.i64(), in.count64(), readRanges(in));
            case SNAPSHOT_PIECE -> new Packet.SnapshotPiece(subject, in.i64(), in.count64(), in.count64(), in.block());
            case ACK -> new Packet.Ack(subject, rank(in), in.count64(), in.count64(), readRanges(in));
            case HOLDERS -> new Packet.Holders(subject, ValueCodec.readCounts(in), ValueCodec.readCounts(in));
            case REPORT -> new Packet.Report(subject, rank(in), in.count64(), in.count64(), readRanks(in));
        };
    }

    private static void writeHeartbeat(PacketWriter out, Packet.Heartbeat p) {
        Counts held = p.held();
        Counts freed = p.freed();
        boolean acknowledges = held != null && freed != null;
        boolean timed = p.time() != Packet.Heartbeat.NO_TIME;
        out.u8((p.leaving() ? 1 : 0) | (p.loaded() ? 2 : 0) | (acknowledges ? 4 : 0) | (timed ? 8 : 0));
        Packet.Beat beat = p.beat();
        out.var(beat.number()).var(beat.answers() + 1).var(beat.answered()).var(beat.heldMicros());
        out.var(p.sent());
        if (!p.loaded()) {
            out.var(p.storedBytes());
        }
        if (timed) {
            out.var(p.time());
        }
        if (held != null && freed != null) {
            ValueCodec.writeCounts(out, held);
            ValueCodec.writeCounts(out, freed);
        }
    }

    private static Packet readHeartbeat(ViewRef subject, PacketReader in) throws MalformedPacketException {
        int flags = in.u8();
        Packet.Beat beat = new Packet.Beat(in.count64(), in.count(MAX_MEMBERS) - 1, in.count64(), in.count64());
        long sent = in.count64();
        boolean loaded = (flags & 2) != 0;
        long storedBytes = loaded ? 0 : in.count64();
        long time = (flags & 8) != 0 ? in.count64() : Packet.Heartbeat.NO_TIME;
        boolean acknowledges = (flags & 4) != 0;
        Counts held = acknowledges ? ValueCodec.readCounts(in) : null;
        Counts freed = acknowledges ? ValueCodec.readCounts(in) : null;
        return new Packet.Heartbeat(subject, (flags & 1) != 0, loaded, storedBytes, beat, sent, time, held, freed);
    }

    private static void writePromise(PacketWriter out, Packet.Promise p) {
        Value accepted = p.accepted();
        out.u8((p.leaving() ? 1 : 0) | (accepted != null ? 2 : 0));
        ValueCodec.writeCounts(out, p.held());
        if (accepted != null) {
            writeBallot(out, p.acceptedBallot());
            ValueCodec.write(out, accepted);
        }
    }

    private static Packet readPromise(ViewRef subject, Ballot ballot, PacketReader in) throws MalformedPacketException {
        int flags = in.u8();
        Counts held = ValueCodec.readCounts(in);
        boolean accepted = (flags & 2) != 0;
        Ballot acceptedBallot = accepted ? readBallot(in) : Ballot.NONE;
        return new Packet.Promise(
                subject, ballot, (flags & 1) != 0, held, acceptedBallot, accepted ? ValueCodec.read(in) : null);
    }

    private static void writeUnits(PacketWriter out, int rank, long firstSeq, List<Unit> units) {
        out.var(rank).var(firstSeq).var(units.size());
        for (Unit unit : units) {
            out.u8(unit.flags()).var(unit.lamport()).block(unit.body());
        }
    }

    private static List<Unit> readUnits(PacketReader in) throws MalformedPacketException {
        int count = in.count(in.remaining());
        List<Unit> units = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            units.add(new Unit(in.u8(), in.count64(Unit.MAX_LAMPORT), in.block()));
        }
        return units;
    }

    private static void writeRanges(PacketWriter out, List<Range> ranges) {
        out.var(ranges.size());
        for (Range range : ranges) {
            out.var(range.rank()).var(range.from()).var(range.to());
        }
    }

    private static List<Range> readRanges(PacketReader in) throws MalformedPacketException {
        int count = in.count(MAX_RANGES);
        List<Range> ranges = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            ranges.add(new Range(rank(in), in.count64(), in.count64()));
        }
        return ranges;
    }

    private static void writeRanks(PacketWriter out, List<Ranks> ranks) {
        out.var(ranks.size());
        for (Ranks run : ranks) {
            out.var(run.first()).var(run.last());
        }
    }

    private static List<Ranks> readRanks(PacketReader in) throws MalformedPacketException {
        int count = in.count(MAX_MEMBERS);
        List<Ranks> ranks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranks.add(new Ranks(rank(in), rank(in)));
        }
        return ranks;
    }

    private static int rank(PacketReader in) throws MalformedPacketException {
        return in.count(MAX_MEMBERS - 1);
    }

    private static void writeView(PacketWriter out, ViewRef view) {
        out.var(view.seq() + 1).i64(view.tag());
    }

    private static ViewRef readView(PacketReader in) throws MalformedPacketException {
        return new ViewRef(in.count64() - 1, in.i64());
    }

    private static void writeBallot(PacketWriter out, Ballot ballot) {
        out.var(ballot.counter()).var(ballot.rank());
    }

    private static Ballot readBallot(PacketReader in) throws MalformedPacketException {
        return new Ballot(in.count(Integer.MAX_VALUE / 2), rank(in));
    }

    static void writeProcess(PacketWriter out, ProcessId process) {
        out.var(process.incarnation()).text(process.node());
    }

    static ProcessId readProcess(PacketReader in) throws MalformedPacketException {
        return readProcess(in, null);
    }

    private static ProcessId readProcess(PacketReader in, @Nullable ProcessId likely) throws MalformedPacketException {
        int incarnation = in.count(Integer.MAX_VALUE);
        if (likely != null && likely.incarnation() == incarnation && in.isNext(likely.node())) {
            return likely;
        }
        String node = in.text();
        if (node.isEmpty()) {
            throw new MalformedPacketException();
        }
        return new ProcessId(node, incarnation);
    }

    /** The length of a body: exact where it carries units, so that these are copied once; else an estimate. */
    private static int bodyBytes(Packet packet) {
        return switch (packet) {
            case Packet.Data p -> unitBytes(p.rank(), p.firstSeq(), p.units());
            case Packet.Fetched p -> unitBytes(p.rank(), p.firstSeq(), p.units());
            case Packet.SnapshotPiece p -> p.bytes().length + 32;
            default -> 128;
        };
    }

    private static int unitBytes(int rank, long firstSeq, List<Unit> units) {
        int bytes = PacketWriter.varBytes(rank) + PacketWriter.varBytes(firstSeq) + PacketWriter.varBytes(units.size());
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            int length = unit.body().length;
            bytes += 1 + PacketWriter.varBytes(unit.lamport()) + PacketWriter.varBytes(length) + length;
        }
        return bytes;
    }
}

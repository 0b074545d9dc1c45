package dev.maat.reference.packet;

/** The binary form of what a whole packet carries after its {@link PacketHead}, by its kind. */
final class BodyCodec {
    /** A flag of heartbeats and of promises. */
    private static final int LEAVING = 1;

    /** A flag of promises. */
    private static final int ACCEPTED = 2;

    /** The flags of heartbeats alone. */
    private static final int LOADED = 2;

    private static final int ACKNOWLEDGES = 4;
    private static final int TIMED = 8;

    private BodyCodec() {}

    static void write(PacketWriter out, Packet packet) {
        switch (packet) {
            case Packet.Data p -> FieldCodec.writeUnits(out, p.rank(), p.firstSeq(), p.units());
            case Packet.Heartbeat p -> writeHeartbeat(out, p);
            case Packet.Nack p -> FieldCodec.writeRanges(out, p.missing());
            case Packet.Join p -> {}
            case Packet.Prepare p -> {}
            case Packet.Promise p -> writePromise(out, p);
            case Packet.Reject p -> FieldCodec.writeBallot(out, p.promised());
            case Packet.Propose p -> ValueCodec.write(out, p.value());
            case Packet.Accept p -> {}
            case Packet.Decision p -> {
                out.u8(p.quorumInstalled() ? 1 : 0);
                ValueCodec.write(out, p.value());
            }
            case Packet.Ask p -> {}
            case Packet.Gone p -> FieldCodec.writeProcess(out, p.told());
            case Packet.Fetch p -> FieldCodec.writeRanges(out, p.missing());
            case Packet.Fetched p -> FieldCodec.writeUnits(out, p.rank(), p.firstSeq(), p.units());
            case Packet.FetchStable p -> FieldCodec.writeRanges(out, p.freed());
            case Packet.SnapshotAsk p -> {
                out.i64(p.digest()).var(p.held());
                FieldCodec.writeRanges(out, p.beyond());
            }
            case Packet.SnapshotPiece p ->
                out.i64(p.digest()).var(p.totalBytes()).var(p.offset()).block(p.bytes());
            case Packet.Ack p -> {
                out.var(p.stream()).var(p.held()).var(p.freed());
                FieldCodec.writeRanges(out, p.beyond());
            }
            case Packet.Holders p -> {
                ValueCodec.writeCounts(out, p.held());
                ValueCodec.writeCounts(out, p.freed());
            }
            case Packet.Report p -> {
                out.var(p.stream()).var(p.held()).var(p.freed());
                FieldCodec.writeRanks(out, p.covered());
            }
        }
    }

    static Packet read(PacketHead head, PacketReader in) throws MalformedPacketException {
        ViewRef subject = head.subject();
        return switch (head.kind()) {
            case DATA -> new Packet.Data(subject, FieldCodec.readRank(in), in.count64(), FieldCodec.readUnits(in));
            case HEARTBEAT -> readHeartbeat(subject, in);
            case NACK -> new Packet.Nack(subject, FieldCodec.readRanges(in));
            case JOIN -> new Packet.Join();
            case PREPARE -> new Packet.Prepare(subject, head.ballot());
            case PROMISE -> readPromise(subject, head.ballot(), in);
            case REJECT -> new Packet.Reject(subject, head.ballot(), FieldCodec.readBallot(in));
            case PROPOSE -> new Packet.Propose(subject, head.ballot(), ValueCodec.read(in));
            case ACCEPT -> new Packet.Accept(subject, head.ballot());
            case DECISION -> new Packet.Decision(subject, in.u8() == 1, ValueCodec.read(in));
            case ASK -> new Packet.Ask(subject);
            case GONE -> new Packet.Gone(subject, FieldCodec.readProcess(in));
            case FETCH -> new Packet.Fetch(subject, FieldCodec.readRanges(in));
            case FETCHED ->
                new Packet.Fetched(subject, FieldCodec.readRank(in), in.count64(), FieldCodec.readUnits(in));
            case FETCH_STABLE -> new Packet.FetchStable(subject, FieldCodec.readRanges(in));
            case SNAPSHOT_ASK -> new Packet.SnapshotAsk(subject, in.i64(), in.count64(), FieldCodec.readRanges(in));
            case SNAPSHOT_PIECE -> new Packet.SnapshotPiece(subject, in.i64(), in.count64(), in.count64(), in.block());
            case ACK ->
                new Packet.Ack(subject, FieldCodec.readRank(in), in.count64(), in.count64(), FieldCodec.readRanges(in));
            case HOLDERS -> new Packet.Holders(subject, ValueCodec.readCounts(in), ValueCodec.readCounts(in));
            case REPORT ->
                new Packet.Report(
                        subject, FieldCodec.readRank(in), in.count64(), in.count64(), FieldCodec.readRanks(in));
        };
    }

    private static void writeHeartbeat(PacketWriter out, Packet.Heartbeat p) {
        Counts held = p.held();
        Counts freed = p.freed();
        boolean acknowledges = held != null && freed != null;
        boolean timed = p.time() != Packet.Heartbeat.NO_TIME;
        out.u8(flag(p.leaving(), LEAVING)
                | flag(p.loaded(), LOADED)
                | flag(acknowledges, ACKNOWLEDGES)
                | flag(timed, TIMED));
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

    private static int flag(boolean isSet, int flag) {
        return isSet ? flag : 0;
    }

    private static Packet readHeartbeat(ViewRef subject, PacketReader in) throws MalformedPacketException {
        int flags = in.u8();
        Packet.Beat beat =
                new Packet.Beat(in.count64(), in.count(PacketCodec.MAX_MEMBERS) - 1, in.count64(), in.count64());
        long sent = in.count64();
        boolean loaded = (flags & LOADED) != 0;
        long storedBytes = loaded ? 0 : in.count64();
        long time = (flags & TIMED) != 0 ? in.count64() : Packet.Heartbeat.NO_TIME;
        boolean acknowledges = (flags & ACKNOWLEDGES) != 0;
        Counts held = acknowledges ? ValueCodec.readCounts(in) : null;
        Counts freed = acknowledges ? ValueCodec.readCounts(in) : null;
        return new Packet.Heartbeat(
                subject, (flags & LEAVING) != 0, loaded, storedBytes, beat, sent, time, held, freed);
    }

    private static void writePromise(PacketWriter out, Packet.Promise p) {
        Value accepted = p.accepted();
        out.u8(flag(p.leaving(), LEAVING) | flag(accepted != null, ACCEPTED));
        ValueCodec.writeCounts(out, p.held());
        if (accepted != null) {
            FieldCodec.writeBallot(out, p.acceptedBallot());
            ValueCodec.write(out, accepted);
        }
    }

    private static Packet readPromise(ViewRef subject, Ballot ballot, PacketReader in) throws MalformedPacketException {
        int flags = in.u8();
        Counts held = ValueCodec.readCounts(in);
        boolean accepted = (flags & ACCEPTED) != 0;
        Ballot acceptedBallot = accepted ? FieldCodec.readBallot(in) : Ballot.NONE;
        return new Packet.Promise(
                subject, ballot, (flags & LEAVING) != 0, held, acceptedBallot, accepted ? ValueCodec.read(in) : null);
    }

    /** The length of a body: exact where it carries units, so that these are copied once; else an estimate. */
    static int bytes(Packet packet) {
        return switch (packet) {
            case Packet.Data p -> FieldCodec.unitBytes(p.rank(), p.firstSeq(), p.units());
            case Packet.Fetched p -> FieldCodec.unitBytes(p.rank(), p.firstSeq(), p.units());
            case Packet.SnapshotPiece p -> p.bytes().length + 32;
            default -> 128;
        };
    }
}

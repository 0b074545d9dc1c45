package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of the fields that packets of several kinds have. */
final class FieldCodec {
    private static final int MAX_RANGES = 1_024;

    private FieldCodec() {}

    static void writeUnits(PacketWriter out, int rank, long firstSeq, List<Unit> units) {
        out.var(rank).var(firstSeq).var(units.size());
        for (Unit unit : units) {
            out.u8(unit.flags()).var(unit.lamport()).block(unit.body());
        }
    }

    static List<Unit> readUnits(PacketReader in) throws MalformedPacketException {
        int count = in.count(in.remaining());
        List<Unit> units = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            units.add(new Unit(in.u8(), in.count64(Unit.MAX_LAMPORT), in.block()));
        }
        return units;
    }

    /** How long {@link #writeUnits} makes them. */
    static int unitBytes(int rank, long firstSeq, List<Unit> units) {
        int bytes = PacketWriter.varBytes(rank) + PacketWriter.varBytes(firstSeq) + PacketWriter.varBytes(units.size());
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            int length = unit.body().length;
            bytes += 1 + PacketWriter.varBytes(unit.lamport()) + PacketWriter.varBytes(length) + length;
        }
        return bytes;
    }

    static void writeRanges(PacketWriter out, List<Range> ranges) {
        out.var(ranges.size());
        for (Range range : ranges) {
            out.var(range.rank()).var(range.from()).var(range.to());
        }
    }

    static List<Range> readRanges(PacketReader in) throws MalformedPacketException {
        int count = in.count(MAX_RANGES);
        List<Range> ranges = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            ranges.add(new Range(readRank(in), in.count64(), in.count64()));
        }
        return ranges;
    }

    static void writeRanks(PacketWriter out, List<Ranks> ranks) {
        out.var(ranks.size());
        for (Ranks run : ranks) {
            out.var(run.first()).var(run.last());
        }
    }

    static List<Ranks> readRanks(PacketReader in) throws MalformedPacketException {
        int count = in.count(PacketCodec.MAX_MEMBERS);
        List<Ranks> ranks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranks.add(new Ranks(readRank(in), readRank(in)));
        }
        return ranks;
    }

    static int readRank(PacketReader in) throws MalformedPacketException {
        return in.count(PacketCodec.MAX_MEMBERS - 1);
    }

    static void writeView(PacketWriter out, ViewRef view) {
        out.var(view.seq() + 1).i64(view.tag());
    }

    static ViewRef readView(PacketReader in) throws MalformedPacketException {
        return new ViewRef(in.count64() - 1, in.i64());
    }

    static void writeBallot(PacketWriter out, Ballot ballot) {
        out.var(ballot.counter()).var(ballot.rank());
    }

    static Ballot readBallot(PacketReader in) throws MalformedPacketException {
        return new Ballot(in.count(Integer.MAX_VALUE / 2), readRank(in));
    }

    static void writeProcess(PacketWriter out, ProcessId process) {
        out.var(process.incarnation()).text(process.node());
    }

    static ProcessId readProcess(PacketReader in) throws MalformedPacketException {
        return readProcess(in, null);
    }

    /** @param likely is the sender's object, if it is this process */
    static ProcessId readProcess(PacketReader in, @Nullable ProcessId likely) throws MalformedPacketException {
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
}

package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The binary form of {@link Value} and {@link Counts}. */
final class ValueCodec {
    private ValueCodec() {}

    static void write(PacketWriter out, Value value) {
        out.text(value.id()).var(value.survivors()).var(value.members().size());
        for (ProcessId member : value.members()) {
            FieldCodec.writeProcess(out, member);
        }
        writeCounts(out, value.cut());
        writeCounts(out, value.stable());
        out.var(value.named().size());
        for (Map.Entry<String, Integer> named : value.named().entrySet()) {
            out.text(named.getKey()).var(named.getValue());
        }
    }

    static Value read(PacketReader in) throws MalformedPacketException {
        String id = in.text();
        int survivors = in.count(PacketCodec.MAX_MEMBERS);
        int size = in.count(PacketCodec.MAX_MEMBERS);
        List<ProcessId> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            members.add(FieldCodec.readProcess(in));
        }
        Counts cut = readCounts(in);
        Counts stable = readCounts(in);
        SortedMap<String, Integer> named = new TreeMap<>();
        int nodes = in.count(PacketCodec.MAX_NODES);
        for (int i = 0; i < nodes; i++) {
            named.put(in.text(), in.count(Integer.MAX_VALUE));
        }
        if (size == 0 || survivors > size || cut.size() != stable.size()) {
            throw new MalformedPacketException();
        }
        return new Value(id, members, survivors, cut, stable, named);
    }

    static void writeCounts(PacketWriter out, Counts counts) {
        out.var(counts.size());
        for (int rank = 0; rank < counts.size(); rank++) {
            out.var(counts.at(rank));
        }
    }

    static Counts readCounts(PacketReader in) throws MalformedPacketException {
        long[] byRank = new long[in.count(PacketCodec.MAX_MEMBERS)];
        for (int rank = 0; rank < byRank.length; rank++) {
            byRank[rank] = in.count64();
        }
        return Counts.owning(byRank);
    }
}

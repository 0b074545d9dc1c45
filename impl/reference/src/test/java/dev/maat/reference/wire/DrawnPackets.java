package dev.maat.reference.wire;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.PacketKind;
import dev.maat.reference.packet.Range;
import dev.maat.reference.packet.Ranks;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Packets that a member could read and no member would send: each field by itself is within its bounds. */
final class DrawnPackets {
    private final Script script;
    private final List<ViewRef> views;

    /** @param views that packets may be about */
    DrawnPackets(Script script, List<ViewRef> views) {
        this.script = script;
        this.views = views;
    }

    ViewRef view() {
        ViewRef known = views.get(script.below(views.size()));
        return script.below(8) == 7 ? new ViewRef(script.number() - 1, known.tag()) : known;
    }

    ProcessId process() {
        return new ProcessId("n" + (1 + script.below(5)), script.below(3));
    }

    Packet packet() {
        ViewRef view = view();
        PacketKind kind = PacketKind.values()[script.below(PacketKind.values().length)];
        return switch (kind) {
            case DATA -> new Packet.Data(view, rank(), script.number(), list(8, this::unit));
            case HEARTBEAT -> heartbeat(view);
            case NACK -> new Packet.Nack(view, list(8, this::range));
            case JOIN -> new Packet.Join();
            case PREPARE -> new Packet.Prepare(view, ballot());
            case PROMISE ->
                script.flag()
                        ? new Packet.Promise(view, ballot(), script.flag(), counts(), ballot(), value())
                        : new Packet.Promise(view, ballot(), script.flag(), counts(), Ballot.NONE, null);
            case REJECT -> new Packet.Reject(view, ballot(), ballot());
            case PROPOSE -> new Packet.Propose(view, ballot(), value());
            case ACCEPT -> new Packet.Accept(view, ballot());
            case DECISION -> new Packet.Decision(view, script.flag(), value());
            case ASK -> new Packet.Ask(view);
            case GONE -> new Packet.Gone(view, process());
            case FETCH -> new Packet.Fetch(view, list(8, this::range));
            case FETCHED -> new Packet.Fetched(view, rank(), script.number(), list(8, this::unit));
            case FETCH_STABLE -> new Packet.FetchStable(view, list(8, this::range));
            case SNAPSHOT_ASK -> new Packet.SnapshotAsk(view, digest(), script.number(), list(4, this::range));
            case SNAPSHOT_PIECE ->
                new Packet.SnapshotPiece(view, digest(), script.number(), script.number(), script.bytes(16));
            case ACK -> new Packet.Ack(view, rank(), script.number(), script.number(), list(4, this::range));
            case HOLDERS -> new Packet.Holders(view, counts(), counts());
            case REPORT ->
                new Packet.Report(
                        view, rank(), script.number(), script.number(), list(4, () -> new Ranks(rank(), rank())));
        };
    }

    private Packet heartbeat(ViewRef view) {
        Packet.Beat beat = new Packet.Beat(script.number(), script.below(5) - 1, script.number(), script.number());
        boolean acknowledges = script.flag();
        boolean loaded = script.flag();
        return new Packet.Heartbeat(
                view,
                script.flag(),
                loaded,
                loaded ? 0 : script.number(),
                beat,
                script.number(),
                script.flag() ? script.number() : Packet.Heartbeat.NO_TIME,
                acknowledges ? counts() : null,
                acknowledges ? counts() : null);
    }

    /** Of an empty state, of the state that the members give, or of none. */
    private long digest() {
        return script.flag() ? 1 : script.number();
    }

    private int rank() {
        int drawn = script.u8();
        return drawn < 240 ? drawn % 4 : drawn % PacketCodec.MAX_MEMBERS;
    }

    private Ballot ballot() {
        return new Ballot((int) Math.min(script.number(), Integer.MAX_VALUE / 2), rank());
    }

    private Counts counts() {
        long[] counts = new long[script.below(8) == 7 ? script.below(PacketCodec.MAX_MEMBERS + 1) : 3];
        for (int i = 0; i < Math.min(8, counts.length); i++) {
            counts[i] = script.number();
        }
        return Counts.of(counts);
    }

    private Value value() {
        List<ProcessId> members = list(5, this::process);
        if (members.isEmpty()) {
            members.add(process());
        }
        Counts cut = counts();
        long[] stable = new long[cut.size()];
        for (int i = 0; i < stable.length; i++) {
            stable[i] = script.flag() ? cut.at(i) : 0;
        }
        TreeMap<String, Integer> named = new TreeMap<>();
        for (int i = script.below(4); i > 0; i--) {
            named.put("n" + i, script.below(3));
        }
        int survivors = script.below(members.size() + 1);
        return new Value("v" + script.below(4), members, survivors, cut, Counts.of(stable), named);
    }

    private Range range() {
        return new Range(rank(), script.number(), script.number());
    }

    private Unit unit() {
        return new Unit(script.u8(), Math.min(script.number(), Unit.MAX_LAMPORT), script.bytes(24));
    }

    private <T> List<T> list(int max, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = script.below(max + 1); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }
}

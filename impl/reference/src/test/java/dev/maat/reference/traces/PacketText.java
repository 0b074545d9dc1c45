package dev.maat.reference.traces;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.PacketKind;
import dev.maat.reference.packet.Range;
import dev.maat.reference.packet.Ranks;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A packet in words. A stream is named by the rank of its member, a view by its number. */
final class PacketText {
    private static final int MAX_PAYLOAD_CHARACTERS = 24;
    private static final int SEAL_BYTES = new Checksum().bytes();

    private PacketText() {}

    static String of(byte[] bytes) {
        Envelope envelope = PacketCodec.decode(ByteBuffer.wrap(bytes, 0, bytes.length - SEAL_BYTES));
        if (envelope != null) {
            Packet packet = envelope.packet();
            return head(packet.kind(), packet.subject()) + of(packet);
        }
        PacketCodec.Peek peek = PacketCodec.peek(bytes);
        return peek == null ? "no packet" : "a piece of " + head(peek.kind(), peek.subject());
    }

    private static String head(PacketKind kind, ViewRef subject) {
        return kind.name() + (subject.seq() == ViewRef.NO_VIEW ? "" : " of view " + subject.seq());
    }

    private static String of(Packet packet) {
        return switch (packet) {
            case Packet.Data data -> units(data.rank(), data.firstSeq(), data.units());
            case Packet.Fetched fetched -> units(fetched.rank(), fetched.firstSeq(), fetched.units());
            case Packet.Heartbeat beat ->
                ", sent " + beat.sent()
                        + (beat.time() == Packet.Heartbeat.NO_TIME ? "" : ", past time " + beat.time())
                        + (beat.held() == null ? "" : ", holds " + beat.held())
                        + (beat.leaving() ? ", leaving" : "");
            case Packet.Nack nack -> ", misses " + ranges(nack.missing());
            case Packet.Fetch fetch -> ", asks for " + ranges(fetch.missing());
            case Packet.FetchStable stable -> ", freed as stable: " + ranges(stable.freed());
            case Packet.Join join -> "";
            case Packet.Prepare prepare -> ballot(prepare.ballot());
            case Packet.Promise promise ->
                ballot(promise.ballot()) + ", holds " + promise.held()
                        + (promise.accepted() == null
                                ? ""
                                : ", accepted in " + promise.acceptedBallot() + value(promise.accepted()))
                        + (promise.leaving() ? ", leaving" : "");
            case Packet.Reject reject -> ballot(reject.ballot()) + ", has promised " + reject.promised();
            case Packet.Propose propose -> ballot(propose.ballot()) + value(propose.value());
            case Packet.Accept accept -> ballot(accept.ballot());
            case Packet.Decision decision ->
                value(decision.value()) + (decision.quorumInstalled() ? ", which a quorum has installed" : "");
            case Packet.Ask ask -> "";
            case Packet.Gone gone -> "";
            case Packet.SnapshotAsk ask ->
                ", from byte " + ask.held() + (ask.beyond().isEmpty() ? "" : ", has " + bytes(ask.beyond()));
            case Packet.SnapshotPiece piece ->
                ", bytes " + piece.offset() + " to " + (piece.offset() + piece.bytes().length) + " of "
                        + piece.totalBytes();
            case Packet.Ack ack ->
                ", stream " + ack.stream() + " held through " + ack.held()
                        + (ack.beyond().isEmpty() ? "" : " and " + ranges(ack.beyond()));
            case Packet.Report report ->
                ", stream " + report.stream() + " held through " + report.held() + " by ranks "
                        + report.covered().stream().map(PacketText::ranks).collect(Collectors.joining(", "));
            case Packet.Holders holders -> ", held by rank " + holders.held();
        };
    }

    private static String ballot(Ballot ballot) {
        return ", ballot " + ballot;
    }

    private static String value(Value value) {
        return ": next " + value.members().stream().map(PacketText::process).collect(Collectors.joining()) + ", cut "
                + value.cut() + ", stable " + value.stable();
    }

    private static String process(ProcessId process) {
        return process.incarnation() == 0 ? process.node() : process.toString();
    }

    private static String units(int rank, long first, List<Unit> units) {
        StringBuilder text = new StringBuilder(", stream " + rank + ":");
        for (int k = 0; k < units.size(); k++) {
            Unit unit = units.get(k);
            text.append(k == 0 ? " " : ", ")
                    .append('#')
                    .append(first + k)
                    .append(' ')
                    .append(body(unit));
        }
        return text.toString();
    }

    private static String body(Unit unit) {
        if (unit.order()) {
            return "order data";
        }
        String whole = unit.first() && unit.last()
                ? ""
                : unit.first() ? "the first part of " : unit.last() ? "the last part of " : "a part of ";
        return whole + payload(unit.body()) + " at time " + unit.lamport();
    }

    private static String ranges(List<Range> ranges) {
        return ranges.stream()
                .map(range -> "stream " + range.rank() + " #" + range.from()
                        + (range.to() == range.from() ? "" : " to #" + range.to()))
                .collect(Collectors.joining(", "));
    }

    private static String ranks(Ranks ranks) {
        return ranks.first() == ranks.last() ? "" + ranks.first() : ranks.first() + " to " + ranks.last();
    }

    /** A short payload as it is, of a long one the beginning and the length. */
    static String payload(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() <= MAX_PAYLOAD_CHARACTERS
                ? text
                : text.substring(0, MAX_PAYLOAD_CHARACTERS / 2) + "... (" + bytes.length + " bytes)";
    }

    private static String bytes(List<Range> ranges) {
        return ranges.stream()
                .map(range -> range.from() + " to " + (range.to() + 1))
                .collect(Collectors.joining(", "));
    }
}

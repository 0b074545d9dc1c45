package dev.maat.reference.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.ProcessId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PacketCodecTest {
    private static final ViewRef VIEW = ViewRef.of(7, "7@n1.0");
    private static final Ballot BALLOT = new Ballot(3, 1);
    private static final ProcessId SENDER = new ProcessId("n2", 4);

    static Value value(int members) {
        List<ProcessId> processes = new ArrayList<>();
        TreeMap<String, Integer> named = new TreeMap<>();
        long[] cut = new long[members];
        for (int i = 0; i < members; i++) {
            processes.add(new ProcessId("a-node-with-a-long-name-" + i, i));
            named.put("a-node-with-a-long-name-" + i, i);
            cut[i] = i * 1_000_003L;
        }
        return new Value("8@n2.4/b3.1", processes, members - 1, Counts.of(cut), Counts.of(new long[members]), named);
    }

    static List<Packet> oneOfEach() {
        Counts counts = Counts.of(1, 2, 300);
        return List.of(
                new Packet.Data(VIEW, 2, 17, List.of(new Unit(Unit.FIRST, 5, new byte[] {1, 2}))),
                new Packet.Heartbeat(
                        VIEW, true, false, 1 << 21, new Packet.Beat(7, 2, 5, 90), 9, 1_000, counts, counts),
                new Packet.Heartbeat(
                        VIEW,
                        false,
                        true,
                        0,
                        new Packet.Beat(8, Packet.Beat.NONE, 0, 0),
                        9,
                        Packet.Heartbeat.NO_TIME,
                        null,
                        null),
                new Packet.Nack(VIEW, List.of(new Range(1, 2, 3))),
                new Packet.Join(),
                new Packet.Prepare(VIEW, BALLOT),
                new Packet.Promise(VIEW, BALLOT, true, counts, Ballot.NONE, null),
                new Packet.Promise(VIEW, BALLOT, false, counts, new Ballot(2, 0), value(3)),
                new Packet.Reject(VIEW, BALLOT, new Ballot(4, 2)),
                new Packet.Propose(VIEW, BALLOT, value(3)),
                new Packet.Accept(VIEW, BALLOT),
                new Packet.Decision(VIEW, true, value(3)),
                new Packet.Ask(VIEW),
                new Packet.Gone(VIEW, SENDER),
                new Packet.Fetch(VIEW, List.of(new Range(0, 1, 9))),
                new Packet.Fetched(VIEW, 0, 1, List.of(new Unit(Unit.FIRST | Unit.LAST, 5, new byte[0]))),
                new Packet.FetchStable(VIEW, List.of(new Range(0, 1, 9))),
                new Packet.SnapshotAsk(VIEW, -7, 4_096, List.of(new Range(0, 5_000, 5_999))),
                new Packet.SnapshotPiece(VIEW, -7, 9_000, 4_096, new byte[] {9}),
                new Packet.Ack(VIEW, 1, 5, 4, List.of(new Range(1, 7, 9))),
                new Packet.Holders(VIEW, counts, counts),
                new Packet.Report(VIEW, 2, 9, 8, List.of(new Ranks(0, 1), new Ranks(5, 5))));
    }

    static Envelope envelope(Packet packet) {
        return new Envelope(42, SENDER, ViewRef.of(8, "8@n2.4"), packet);
    }

    @Test
    void everyKindIsReadAsItWasWritten() {
        assertThat(oneOfEach().stream().map(Packet::kind).distinct()).hasSize(PacketKind.values().length);
        for (Packet packet : oneOfEach()) {
            byte[] bytes = PacketCodec.encode(envelope(packet));
            Envelope read = PacketCodec.decode(ByteBuffer.wrap(bytes));
            assertThat(read).isNotNull();
            assertThat(read.sender()).isEqualTo(SENDER);
            assertThat(read.packet().kind()).isEqualTo(packet.kind());
            assertThat(read.packet().subject()).isEqualTo(packet.subject());
            assertThat(PacketCodec.encode(read)).isEqualTo(bytes);
        }
    }

    @Test
    void kindViewAndBallotCanBeReadFromAWholePacketOrAPiece() {
        Envelope propose = envelope(new Packet.Propose(VIEW, BALLOT, value(100)));
        List<byte[]> pieces = PacketCodec.encode(propose, 1_400, new Checksum());
        assertThat(pieces).hasSizeGreaterThan(1).allSatisfy(piece -> {
            assertThat(piece.length).isLessThanOrEqualTo(1_400);
            assertThat(PacketCodec.peek(piece))
                    .isEqualTo(new PacketCodec.Peek(PacketKind.PROPOSE, VIEW, BALLOT, SENDER, true));
        });
        assertThat(PacketCodec.peek(PacketCodec.encode(envelope(new Packet.Ask(VIEW)))))
                .isEqualTo(new PacketCodec.Peek(PacketKind.ASK, VIEW, Ballot.NONE, SENDER, false));
    }

    @Property(tries = 2_000)
    void bytesThatAreNoPacketAreDroppedWithoutAnException(@ForAll long seed) {
        Random random = new Random(seed);
        List<Packet> packets = oneOfEach();
        byte[] bytes = PacketCodec.encode(envelope(packets.get(random.nextInt(packets.size()))));
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        for (byte[] hostile : List.of(bytes, cut)) {
            PacketCodec.peek(hostile);
            PacketCodec.decodePiece(ByteBuffer.wrap(hostile));
            Envelope read = PacketCodec.decode(ByteBuffer.wrap(hostile));
            if (read != null) {
                assertThat(PacketCodec.decode(ByteBuffer.wrap(PacketCodec.encode(read))))
                        .isNotNull();
            }
        }
    }
}

package dev.maat.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Host;
import dev.maat.reference.options.Options;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Drop;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.GroupKey;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Seal;
import dev.maat.reference.packet.Tags;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.Buffers;
import dev.maat.reference.stream.Reassembler;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final ViewRef VIEW = ViewRef.of(7, "7@n1.0");
    private static final int MAX_BYTES = Limits.DEFAULT.maxPacketBytes();
    private static final byte[] KEY = new byte[32];

    private Arrivals arrivals = arrivals(Map.of());

    private static Arrivals arrivals(Map<String, String> options) {
        Input.Start start = new Input.Start(
                new ProcessId("n1", 0),
                "g",
                true,
                List.of("n1", "n2"),
                List.of("n2"),
                options,
                Limits.DEFAULT,
                (stream, a, b) -> 0);
        return new Arrivals(
                new Host(start, Options.parse(options)), new Reassembler(new Buffers(1 << 20), MAX_BYTES, 1));
    }

    private static Envelope envelope(String generation, String node, Packet packet) {
        return new Envelope(Tags.of(generation), new ProcessId(node, 0), VIEW, packet);
    }

    private static byte[] join(String generation, String node) {
        return PacketCodec.encode(envelope(generation, node, new Packet.Join()), MAX_BYTES, new Checksum())
                .getFirst();
    }

    private void isDropped(Drop why, String from, byte[] bytes) {
        long before = arrivals.dropped(why);
        assertThat(arrivals.read(from, ByteBuffer.wrap(bytes))).isNull();
        assertThat(arrivals.dropped(why)).as(why.name()).isEqualTo(before + 1);
    }

    @Test
    void aPacketOfTheGroupIsReadAndNothingIsCounted() {
        assertThat(arrivals.read("n2", ByteBuffer.wrap(join("g", "n2")))).isNotNull();
        for (Drop why : Drop.values()) {
            assertThat(arrivals.dropped(why)).isZero();
        }
    }

    @Test
    void everyPacketThatIsDroppedIsCountedByItsReason() {
        isDropped(Drop.LENGTH, "n2", new byte[0]);
        isDropped(Drop.LENGTH, "n2", new byte[4]);
        isDropped(Drop.LENGTH, "n2", new byte[MAX_BYTES + 1]);
        isDropped(Drop.FOREIGN, "n2", new byte[100]);
        byte[] nextVersion = join("g", "n2");
        nextVersion[1]++;
        new Checksum().close(ByteBuffer.wrap(nextVersion));
        isDropped(Drop.FOREIGN, "n2", nextVersion);
        byte[] damaged = join("g", "n2");
        damaged[9] ^= 4;
        isDropped(Drop.BROKEN_SEAL, "n2", damaged);
        byte[] noKind = join("g", "n2");
        noKind[3] = 99;
        new Checksum().close(ByteBuffer.wrap(noKind));
        isDropped(Drop.MALFORMED, "n2", noKind);
        isDropped(Drop.OTHER_GENERATION, "n2", join("g0", "n2"));
        isDropped(Drop.OTHER_SENDER, "n3", join("g", "n2"));
        isDropped(Drop.OTHER_SENDER, "n1", join("g", "n1"));
    }

    @Test
    void aKeyedProcessTakesNoPacketTwiceAndNoneWithoutTheKey() {
        arrivals = arrivals(Map.of("groupKey", Base64.getEncoder().encodeToString(KEY)));
        byte[] bytes = PacketCodec.encode(envelope("g", "n2", new Packet.Join()), MAX_BYTES, GroupKey.of(KEY, "g"))
                .getFirst();

        assertThat(arrivals.read("n2", ByteBuffer.wrap(bytes))).isNotNull();
        isDropped(Drop.REPEATED, "n2", bytes);
        isDropped(Drop.BROKEN_SEAL, "n2", join("g", "n2"));
    }

    @Test
    void aPieceIsHeldToTheSameRulesAsAWholePacket() {
        List<byte[]> pieces = propose("n2", new Checksum());
        for (byte[] piece : pieces) {
            isDropped(Drop.OTHER_SENDER, "n3", piece);
        }
        for (byte[] piece : pieces.subList(1, pieces.size())) {
            assertThat(arrivals.read("n2", ByteBuffer.wrap(piece))).isNull();
        }
        Envelope whole = arrivals.read("n2", ByteBuffer.wrap(pieces.getFirst()));
        assertThat(whole).isNotNull();
        assertThat(whole.packet()).isInstanceOf(Packet.Propose.class);
    }

    @Test
    void aKeyedProcessPutsKeyedPiecesTogether() {
        arrivals = arrivals(Map.of("groupKey", Base64.getEncoder().encodeToString(KEY)));
        Envelope whole = null;
        for (byte[] piece : propose("n2", GroupKey.of(KEY, "g"))) {
            assertThat(whole).isNull();
            whole = arrivals.read("n2", ByteBuffer.wrap(piece));
        }
        assertThat(whole).isNotNull();
    }

    private static List<byte[]> propose(String sender, Seal seal) {
        List<ProcessId> members = new ArrayList<>();
        for (int i = 0; i < PacketCodec.MAX_MEMBERS; i++) {
            members.add(new ProcessId("a-node-with-a-long-name-" + i, 0));
        }
        Counts cut = Counts.of(new long[PacketCodec.MAX_MEMBERS]);
        Value value = new Value("8@n2.0/1", members, members.size(), cut, cut, new TreeMap<>());
        List<byte[]> pieces = PacketCodec.encode(
                envelope("g", sender, new Packet.Propose(VIEW, new Ballot(1, 1), value)), MAX_BYTES, seal);
        assertThat(pieces)
                .hasSizeGreaterThan(2)
                .allSatisfy(piece -> assertThat(piece.length).isLessThanOrEqualTo(MAX_BYTES));
        return pieces;
    }
}

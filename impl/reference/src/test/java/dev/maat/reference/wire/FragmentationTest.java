package dev.maat.reference.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.GroupKey;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Seal;
import dev.maat.reference.packet.Tags;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.ViewRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages longer than a packet: at the edges of what fits one, and the longest ones. */
class FragmentationTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZg==";
    private static final int SIXTEEN_MB = 16 << 20;

    /** Buffers in which the share of each of three members takes the longest message. */
    private static final Limits LONG = new Limits(1_400, SIXTEEN_MB, 12L * SIXTEEN_MB);

    private static final int PATIENCE_MILLIS = 20_000;

    private static Map<String, String> options(String ordering, String reliability, @Nullable String key) {
        Map<String, String> options = new TreeMap<>(Map.of("ordering", ordering, "reliability", reliability));
        if (key != null) {
            options.put("groupKey", key);
        }
        return options;
    }

    private static Trio founded(Map<String, String> options, Limits limits) {
        Trio trio = new Trio(options, limits);
        trio.run(120);
        return trio;
    }

    private static byte[] payload(int length, int number) {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) number);
        for (int i = 0; i < length; i += 1_000) {
            payload[i] = (byte) (i / 1_000);
        }
        return payload;
    }

    private static void untilDelivered(Trio trio, int count) {
        for (int millis = 0; millis < PATIENCE_MILLIS; millis += 10) {
            if (trio.delivered.stream().allMatch(member -> member.size() == count)) {
                return;
            }
            trio.run(10);
        }
        assertThat(trio.delivered).allSatisfy(member -> assertThat(member).hasSize(count));
    }

    /** The longest body of a unit, as the packets of a long message show it. */
    private static int fragmentBytes(Map<String, String> options) {
        Trio trio = founded(options, Limits.DEFAULT);
        trio.multicast(1, payload(20_000, 1));
        String key = options.get("groupKey");
        Seal seal =
                key == null ? new Checksum() : GroupKey.of(Base64.getDecoder().decode(key), Trio.GENERATION);
        int longest = 0;
        for (Trio.Sent sent : trio.recorded) {
            Envelope envelope =
                    PacketCodec.decode(ByteBuffer.wrap(sent.bytes(), 0, sent.bytes().length - seal.bytes()));
            if (envelope != null && envelope.packet() instanceof Packet.Data data) {
                for (Unit unit : data.units()) {
                    longest = Math.max(longest, unit.body().length);
                }
            }
        }
        assertThat(longest).isBetween(1_100, 1_400);
        return longest;
    }

    @ParameterizedTest
    @CsvSource({"fifo,nack,", "total,ack,", "agreed,tree,", "causal,nack," + KEY, "total,nack," + KEY})
    void payloadsAtTheEdgesOfAPacketArriveWholeInPacketsOfTheLimit(String ordering, String reliability, String key) {
        Map<String, String> options = options(ordering, reliability, key);
        int fragment = fragmentBytes(options);
        Trio trio = founded(options, Limits.DEFAULT);
        trio.loses = 7;
        List<byte[]> sent = new ArrayList<>();
        for (int fragments : new int[] {0, 1, 2, 3, 17}) {
            for (int off = fragments == 0 ? 0 : -1; off <= 1; off++) {
                byte[] payload = payload(fragments * fragment + off, sent.size());
                sent.add(payload);
                trio.multicast(sent.size() % 3, payload);
            }
        }
        untilDelivered(trio, sent.size());
        for (List<byte[]> member : trio.delivered) {
            assertThat(member).usingElementComparator(Arrays::compare).containsExactlyInAnyOrderElementsOf(sent);
        }
        assertThat(trio.longestPacket).isLessThanOrEqualTo(Limits.DEFAULT.maxPacketBytes());
        assertThat(trio.refusals).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"total,nack,", "fifo,ack," + KEY})
    void aMessageOf16MegabytesArrivesWholeAmidLosses(String ordering, String reliability, String key) {
        Trio trio = founded(options(ordering, reliability, key), LONG);
        trio.loses = 1_000;
        byte[] payload = payload(SIXTEEN_MB, 3);

        trio.multicast(1, payload);
        untilDelivered(trio, 1);
        trio.run(1_000);

        assertThat(trio.delivered)
                .allSatisfy(member ->
                        assertThat(Arrays.equals(member.getFirst(), payload)).isTrue());
        assertThat(trio.longestPacket).isLessThanOrEqualTo(LONG.maxPacketBytes());
    }

    @Test
    void aMessageLongerThanTheLimitIsRefusedWithTheLimit() {
        Trio trio = founded(Map.of(), LONG);

        trio.multicast(1, new byte[SIXTEEN_MB + 1]);

        assertThat(trio.refusals)
                .containsExactly("payload of 16777217 bytes is longer than limits.maxPayloadBytes = 16777216");
    }

    /** Receivers store 65,536 units ahead: a message of more would never be complete. */
    @Test
    void aMessageOfMorePacketsThanReceiversStoreIsRefusedAndNotSentForEver() {
        Limits tiny = new Limits(300, SIXTEEN_MB, 64L * SIXTEEN_MB);
        Trio trio = founded(Map.of(), tiny);

        trio.multicast(1, new byte[SIXTEEN_MB]);
        trio.multicast(1, new byte[2_000]);
        untilDelivered(trio, 1);

        assertThat(trio.refusals)
                .hasSize(1)
                .allSatisfy(why -> assertThat(why)
                        .contains("takes more than 32768 packets of ")
                        .contains("raise limits.maxPacketBytes"));
    }

    /** A member of the group begins messages and ends none. */
    @Test
    void unfinishedMessagesTakeNoMoreThanTheBuffers() {
        Trio trio = founded(Map.of(), Trio.SMALL);
        trio.forged = true;
        ViewRef view = trio.views.getLast();
        for (int stream = 1; stream < 3; stream++) {
            for (int seq = 1; seq <= 1_000; seq++) {
                Unit unit = new Unit(seq % 10 == 1 ? Unit.FIRST : 0, 1, new byte[1_200]);
                Packet data = new Packet.Data(view, stream, seq, List.of(unit));
                Envelope envelope =
                        new Envelope(Tags.of(Trio.GENERATION), new ProcessId("n" + (stream + 1), 0), view, data);
                trio.attack(
                        "n" + (stream + 1),
                        PacketCodec.encode(envelope, 1_400, new Checksum()).getFirst());
            }
        }
        trio.run(600);

        assertThat(trio.mostBuffered).isBetween(Trio.SMALL.maxBufferBytes() / 2, Trio.SMALL.maxBufferBytes());
        assertThat(trio.delivered.get(Trio.ATTACKED)).isEmpty();
    }
}

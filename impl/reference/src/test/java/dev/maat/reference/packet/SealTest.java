package dev.maat.reference.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.ProcessId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] KEY = "a key of 16 byte".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_KEY = "another, longer key".getBytes(StandardCharsets.UTF_8);
    private static final ProcessId SENDER = new ProcessId("n2", 4);
    private static final int MAX_BYTES = 1_400;

    private static Seal key() {
        return GroupKey.of(KEY, "g1");
    }

    private static ByteBuffer sealed(Packet packet, Seal seal) {
        return ByteBuffer.wrap(PacketCodec.encode(PacketCodecTest.envelope(packet), MAX_BYTES, seal)
                .getFirst());
    }

    @Test
    void aPacketOfAnyKindIsNotIntactWithAnyOfItsBitsChanged() {
        for (Seal seal : List.of(new Checksum(), key())) {
            for (Packet packet : PacketCodecTest.oneOfEach()) {
                byte[] bytes = sealed(packet, seal).array();
                assertThat(seal.isIntact(ByteBuffer.wrap(bytes)))
                        .as("%s %s", seal, packet)
                        .isTrue();
                for (int bit = 0; bit < bytes.length * 8; bit++) {
                    bytes[bit / 8] ^= (byte) (1 << bit % 8);
                    assertThat(seal.isIntact(ByteBuffer.wrap(bytes)))
                            .as("bit %d of %s", bit, packet)
                            .isFalse();
                    bytes[bit / 8] ^= (byte) (1 << bit % 8);
                }
            }
        }
    }

    @Test
    void aSealedPacketIsReadAsItWasWritten() {
        for (Seal seal : List.of(new Checksum(), key())) {
            for (Packet packet : PacketCodecTest.oneOfEach()) {
                ByteBuffer bytes = sealed(packet, seal);
                Envelope read = PacketCodec.decode(bytes.limit(bytes.limit() - seal.bytes()));
                assertThat(read).isNotNull();
                assertThat(PacketCodec.encode(read)).isEqualTo(PacketCodec.encode(PacketCodecTest.envelope(packet)));
            }
        }
    }

    @Test
    void aPacketIsTheSameInABufferOfTheRuntimeAsInAnArray() {
        for (Packet packet : PacketCodecTest.oneOfEach()) {
            for (int maxBytes : List.of(MAX_BYTES, 200)) {
                Envelope envelope = PacketCodecTest.envelope(packet);
                List<byte[]> sent = new ArrayList<>();
                PacketCodec.send(envelope, maxBytes, key(), (bytes, writer) -> {
                    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
                    writer.accept(buffer);
                    byte[] copy = new byte[buffer.flip().remaining()];
                    buffer.get(copy);
                    sent.add(copy);
                });
                assertThat(sent)
                        .as("%s", packet)
                        .containsExactlyElementsOf(PacketCodec.encode(envelope, maxBytes, key()));
            }
        }
    }

    @Test
    void onlyTheSameKeyAndGenerationMakeASealThatHolds() {
        ByteBuffer bytes = sealed(new Packet.Join(), key());

        assertThat(key().isIntact(bytes)).isTrue();
        assertThat(GroupKey.of(KEY, "g2").isIntact(bytes)).isFalse();
        assertThat(GroupKey.of(OTHER_KEY, "g1").isIntact(bytes)).isFalse();
        assertThat(new Checksum().isIntact(bytes)).isFalse();
        assertThat(key().isIntact(sealed(new Packet.Join(), new Checksum()))).isFalse();
    }

    /** RFC 3720, appendix B.4: 32 bytes of zeros. */
    @Test
    void theChecksumIsCrc32C() {
        byte[] bytes = new byte[36];
        new Checksum().close(ByteBuffer.wrap(bytes));

        assertThat(HexFormat.of().formatHex(bytes, 32, 36)).isEqualTo("8a9136aa");
    }

    @Test
    void aPacketIsFreshOnceForEachOfItsSendersReceivers() {
        Seal sender = key();
        ByteBuffer first = sealed(new Packet.Join(), sender);
        ByteBuffer second = sealed(new Packet.Join(), sender);
        assertThat(first).isNotEqualTo(second);

        for (Seal receiver : List.of(key(), key())) {
            assertThat(receiver.isFresh(SENDER, second)).isTrue();
            assertThat(receiver.isFresh(SENDER, first)).isTrue();
            assertThat(receiver.isFresh(SENDER, second)).isFalse();
            assertThat(receiver.isFresh(SENDER, first)).isFalse();
            assertThat(receiver.isFresh(new ProcessId("n2", 5), first)).isTrue();
        }
    }

    @Test
    void theSenderThatWasSilentLongestMakesRoomForANewOne() {
        Seal sender = key();
        ByteBuffer recorded = sealed(new Packet.Join(), sender);
        Seal receiver = key();
        receiver.isFresh(SENDER, recorded);
        for (int other = 1; other < GroupKey.MAX_SENDERS; other++) {
            receiver.isFresh(new ProcessId("other", other), recorded);
        }
        assertThat(receiver.isFresh(SENDER, sealed(new Packet.Join(), sender))).isTrue();

        receiver.isFresh(new ProcessId("new", 0), recorded);

        assertThat(receiver.isFresh(SENDER, recorded)).isFalse();
    }

    @Test
    void aGroupKeyDoesNotTellItself() {
        assertThat(key().toString()).isEqualTo("a group key");
    }
}

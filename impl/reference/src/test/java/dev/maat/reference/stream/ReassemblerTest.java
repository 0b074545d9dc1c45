package dev.maat.reference.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Piece;
import dev.maat.reference.packet.Tags;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReassemblerTest {
    private static final int PACKET_BYTES = 100;
    private static final int PIECES = 64;
    private static final long MAX_AGE_NANOS = 1_000;

    private final Buffers buffers = new Buffers(1 << 20);
    private final Reassembler reassembler = new Reassembler(buffers, PACKET_BYTES, MAX_AGE_NANOS);

    private static Piece piece(String node, byte[] whole, int index, int count) {
        int length = whole.length / count;
        return new Piece(
                1,
                new ProcessId(node, 0),
                Tags.of(whole),
                index,
                count,
                Arrays.copyOfRange(whole, index * length, (index + 1) * length));
    }

    private static byte[] whole(int filler) {
        byte[] whole = new byte[PIECES * 50];
        Arrays.fill(whole, (byte) filler);
        return whole;
    }

    @Test
    void piecesInAnyOrderAndMoreThanOnceMakeTheWhole() {
        byte[] whole = whole(7);
        for (int index = PIECES - 1; index > 0; index--) {
            assertThat(reassembler.add(piece("n1", whole, index, PIECES), 0)).isNull();
            assertThat(reassembler.add(piece("n1", whole, index, PIECES), 0)).isNull();
        }
        assertThat(reassembler.add(piece("n1", whole, 0, PIECES), 0)).isEqualTo(whole);
        assertThat(buffers.bytes()).isZero();
    }

    @Test
    void piecesOfOneSenderDoNotCompleteThePacketOfAnother() {
        byte[] whole = whole(7);
        assertThat(reassembler.add(piece("n1", whole, 0, 2), 0)).isNull();
        assertThat(reassembler.add(piece("n2", whole, 1, 2), 0)).isNull();
    }

    /** Every packet lacks its last piece, as an attacker would have it. */
    @Test
    void unfinishedPacketsTakeNoMoreThanTheirShareOfTheBuffersAndAreCounted() {
        long bound = buffers.piecesBytes(PACKET_BYTES);
        long most = 0;
        for (int packet = 0; packet < 200; packet++) {
            byte[] whole = whole(packet);
            for (int index = 0; index < PIECES - 1; index++) {
                reassembler.add(piece("n" + packet % 5, whole, index, PIECES), 0);
                most = Math.max(most, buffers.bytes());
            }
        }
        assertThat(most).isGreaterThan(bound / 2).isLessThanOrEqualTo(bound);

        byte[] whole = whole(77);
        byte[] complete = null;
        for (int index = 0; index < PIECES; index++) {
            complete = reassembler.add(piece("n9", whole, index, PIECES), 0);
        }
        assertThat(complete).isEqualTo(whole);
    }

    @Test
    void unfinishedPacketsGiveTheirRoomBackWhenTheyAreOldAndWhenAViewBegins() {
        reassembler.add(piece("n1", whole(1), 0, PIECES), 0);
        reassembler.add(piece("n2", whole(2), 0, PIECES), MAX_AGE_NANOS);
        long both = buffers.bytes();

        reassembler.dropOld(MAX_AGE_NANOS);
        assertThat(buffers.bytes()).isEqualTo(both);
        reassembler.dropOld(MAX_AGE_NANOS + 1);
        assertThat(buffers.bytes()).isEqualTo(both / 2);
        reassembler.clear();
        assertThat(buffers.bytes()).isZero();
    }

    @Test
    void longPacketsInPiecesTakeASmallShareOfTheBuffers() {
        Buffers large = new Buffers(8 << 20);

        assertThat(large.piecesBytes(60_000)).isLessThanOrEqualTo(large.boundBytes() / 16);
    }
}

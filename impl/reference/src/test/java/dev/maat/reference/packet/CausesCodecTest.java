package dev.maat.reference.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CausesCodecTest {
    private static long[] applied(long[] said, List<byte[]> bodies) {
        long[] now = said.clone();
        for (byte[] body : bodies) {
            CausesCodec.decode(body, (rank, by) -> now[rank] += by);
        }
        return now;
    }

    @Test
    void anAnswerToOneMessageTakesTwoBytesHoweverLargeTheView() {
        long[] said = new long[PacketCodec.MAX_MEMBERS];
        java.util.Arrays.fill(said, 1_000_000);
        long[] now = said.clone();
        now[77]++;

        List<byte[]> bodies = CausesCodec.encode(said, now, 1_000);

        assertThat(bodies).hasSize(1);
        assertThat(bodies.getFirst()).hasSize(2);
        assertThat(applied(said, bodies)).isEqualTo(now);
    }

    @Test
    void nothingIsSaidWhereNothingHasGrown() {
        assertThat(CausesCodec.encode(new long[] {3, 4}, new long[] {3, 4}, 1_000))
                .isEmpty();
    }

    @Test
    void whatDoesNotFitOneUnitComesInSeveral() {
        long[] said = new long[PacketCodec.MAX_MEMBERS];
        long[] now = new long[PacketCodec.MAX_MEMBERS];
        for (int rank = 0; rank < now.length; rank++) {
            now[rank] = (1L << 40) + rank;
        }

        List<byte[]> bodies = CausesCodec.encode(said, now, 64);

        assertThat(bodies)
                .hasSizeGreaterThan(1)
                .allSatisfy(body -> assertThat(body).hasSizeLessThanOrEqualTo(64));
        assertThat(applied(said, bodies)).isEqualTo(now);
    }

    @Property(tries = 1_000)
    void bytesThatAreNoCausesAreReadWithoutAnException(@ForAll byte[] hostile) {
        CausesCodec.decode(hostile, (rank, by) -> {
            assertThat(rank).isBetween(0, PacketCodec.MAX_MEMBERS - 1);
            assertThat(by).isNotNegative();
        });
    }
}

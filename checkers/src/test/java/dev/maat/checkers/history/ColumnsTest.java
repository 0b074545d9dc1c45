package dev.maat.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final int COUNT = 50_000;
    private static final long[] EXTREMES = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1L << 31, 1L << 32, -(1L << 31) - 1};

    @Test
    void longsAreReadBackHoweverFarApartTheyAre() {
        for (int extremes = 0; extremes < 4; extremes++) {
            Random random = new Random(extremes);
            long[] expected = new long[COUNT];
            LongColumn column = new LongColumn();
            for (int i = 0; i < COUNT; i++) {
                expected[i] = value(random, extremes, i);
                column.add(expected[i]);
            }
            for (int k = 0; k < COUNT / 10; k++) {
                int i = random.nextInt(COUNT);
                expected[i] = value(random, extremes, i);
                column.set(i, expected[i]);
            }
            for (int i = 0; i < COUNT; i++) {
                assertThat(column.get(i)).isEqualTo(expected[i]);
            }
        }
    }

    private static long value(Random random, int extremes, int i) {
        boolean extreme = extremes > 0 && random.nextInt(extremes == 1 ? 10_000 : extremes == 2 ? 100 : 2) == 0;
        return extreme ? EXTREMES[random.nextInt(EXTREMES.length)] : i * 700L + random.nextInt(100);
    }

    @Test
    void intsAndBytesAreReadBack() {
        IntColumn ints = new IntColumn();
        ByteColumn bytes = new ByteColumn();
        for (int i = 0; i < COUNT; i++) {
            ints.add(i);
            bytes.add((byte) i);
        }
        for (int i = 0; i < COUNT; i += 3) {
            ints.set(i, -i);
            bytes.set(i, (byte) -i);
        }
        for (int i = 0; i < COUNT; i++) {
            assertThat(ints.get(i)).isEqualTo(i % 3 == 0 ? -i : i);
            assertThat(bytes.get(i)).isEqualTo((byte) (i % 3 == 0 ? -i : i));
        }
    }
}

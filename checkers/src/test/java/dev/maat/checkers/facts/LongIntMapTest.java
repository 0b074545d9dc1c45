package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongIntMapTest {
    private final LongIntMap map = new LongIntMap();
    private final Random random = new Random(1);

    /** Puts the given number of keys, some of them twice, and compares with a map that is known to work. */
    private void fill(int count) {
        Map<Long, Integer> expected = new HashMap<>();
        for (int value = 0; value < count; value++) {
            long key = random.nextInt(4) == 0 ? random.nextInt(count) : random.nextLong();
            Integer before = expected.putIfAbsent(key, value);
            assertThat(map.putIfAbsent(key, value)).isEqualTo(before == null ? LongIntMap.ABSENT : before);
        }
        expected.forEach((key, value) -> assertThat(map.putIfAbsent(key, 0)).isEqualTo(value));
    }

    @Test
    void theFirstValueOfAKeyStaysHoweverManyFollow() {
        fill(5_000);
    }

    @Test
    void theMapIsEmptyOnceCleared() {
        for (int count : new int[] {1, 31, 32, 33, 64, 1_000, 5, 3_000, 300, 2}) {
            fill(count);
            map.clear();
        }
        assertThat(map.putIfAbsent(7, 1)).isEqualTo(LongIntMap.ABSENT);
        map.clear();
        map.clear();
        assertThat(map.putIfAbsent(7, 2)).isEqualTo(LongIntMap.ABSENT);
    }

    @Test
    void keysThatShareASlotAreKeptApart() {
        for (long key = 0; key < 2_000; key++) {
            assertThat(map.putIfAbsent(key << 40, (int) key)).isEqualTo(LongIntMap.ABSENT);
        }
        for (long key = 0; key < 2_000; key++) {
            assertThat(map.putIfAbsent(key << 40, 0)).isEqualTo((int) key);
        }
    }
}

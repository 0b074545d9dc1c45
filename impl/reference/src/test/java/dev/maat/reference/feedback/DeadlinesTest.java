package dev.maat.reference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DeadlinesTest {
    private static final int PEERS = 40;

    @Property(tries = 200)
    void deadlinesAreThoseOfATableThatIsScanned(@ForAll long seed) {
        Random random = new Random(seed);
        Deadlines deadlines = new Deadlines(PEERS);
        TreeMap<Integer, Long> table = new TreeMap<>();
        for (int step = 0; step < 300; step++) {
            int peer = random.nextInt(PEERS);
            switch (random.nextInt(4)) {
                case 0 -> {
                    deadlines.clear(peer);
                    table.remove(peer);
                }
                case 1 -> {
                    long now = random.nextInt(100);
                    int[] over = table.entrySet().stream()
                            .filter(entry -> entry.getValue() <= now)
                            .mapToInt(entry -> entry.getKey())
                            .toArray();
                    assertThat(deadlines.due(now)).containsExactly(over);
                    table.values().removeIf(at -> at <= now);
                }
                default -> {
                    long at = random.nextInt(100);
                    deadlines.set(peer, at);
                    table.put(peer, at);
                }
            }
            assertThat(deadlines.isSet(peer)).isEqualTo(table.containsKey(peer));
            assertThat(deadlines.earliest())
                    .isEqualTo(table.values().stream().mapToLong(at -> at).min().orElse(Alarm.NEVER));
        }
    }
}

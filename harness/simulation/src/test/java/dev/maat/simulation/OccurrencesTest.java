package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.SeedDraw;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private static final int PACKETS = 20_000;
    private static final int DESTINATIONS = 5;

    /** Keys of one fan-out are neighbours, and the table grows meanwhile. */
    @Test
    void everyKeyIsCountedByItself() {
        Occurrences occurrences = new Occurrences();

        for (int time = 0; time < 3; time++) {
            for (int packet = 0; packet < PACKETS; packet++) {
                for (int to = 0; to < DESTINATIONS; to++) {
                    assertThat(occurrences.next(SeedDraw.mix(packet, 1) + to)).isEqualTo(time);
                }
            }
        }
    }
}

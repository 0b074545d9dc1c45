package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.reading.SchemaTest;
import org.junit.jupiter.api.Test;

class GeneratedSchemaTest {
    private static final int HISTORIES = 60;

    @Test
    void everyLineOfGeneratedHistoriesIsValidAgainstTheSchema() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            assertThat(RandomHistories.corrupted(seed)).as("seed %d", seed).allMatch(SchemaTest::valid);
        }
    }
}

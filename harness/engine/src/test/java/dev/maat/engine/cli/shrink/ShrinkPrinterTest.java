package dev.maat.engine.cli.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.shrink.Shrunk;
import dev.maat.engine.shrink.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkPrinterTest {
    private static final Shrunk.Tried PASSES = new Shrunk.Tried("fault 1", Trial.Outcome.PASSES);

    @Test
    void onlyARunThatPassesEndsTheViolation() {
        assertThat(ShrinkPrinter.claim(List.of(PASSES, PASSES)))
                .isEqualTo("each of 2 single removals ends the violation");
    }

    @Test
    void anyOtherOutcomeIsNotSaidToEndIt() {
        for (Trial.Outcome outcome : List.of(Trial.Outcome.OTHER, Trial.Outcome.UNKNOWN, Trial.Outcome.IMPOSSIBLE)) {
            assertThat(ShrinkPrinter.claim(List.of(PASSES, new Shrunk.Tried("node n1", outcome))))
                    .as("%s", outcome)
                    .isEqualTo("none of 2 single removals showed the violation again; 1 of them ended in a run that"
                            + " passes");
        }
    }
}

package dev.maat.engine.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void aRangeStepsByFactorsOfTenAndHasItsEnds() {
        Sizes sizes = new Sizes("--receivers", "", 2, 100_000);

        assertThat(sizes.read(List.of("10..100000"))).containsExactly(10.0, 100.0, 1_000.0, 10_000.0, 100_000.0);
        assertThat(sizes.read(List.of("20..500", "30"))).containsExactly(20.0, 30.0, 200.0, 500.0);
    }

    @Test
    void sharesAreExactAndTheUnitMayBeLeftOut() {
        Sizes shares = new Sizes("--loss", "%", 0, 50);

        assertThat(shares.read(List.of("0.1%..10%", "0", "5"))).containsExactly(0.0, 0.1, 1.0, 5.0, 10.0);
    }
}

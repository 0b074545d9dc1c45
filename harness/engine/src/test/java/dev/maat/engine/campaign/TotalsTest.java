package dev.maat.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.RunCounts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private static SeedResult seed(long seed, boolean mayLoseQuorum) {
        return new SeedResult(
                seed,
                Verdict.HOLDS,
                "",
                List.of(),
                Set.of(),
                RunCounts.NOTHING,
                FaultCoverage.NONE,
                mayLoseQuorum,
                1,
                1,
                1,
                false,
                false,
                false,
                null,
                null);
    }

    @Test
    void theSeedsThatMayLoseTheirQuorumAreCounted() {
        Totals.Sum sum = new Totals.Sum();
        sum.add(seed(1, false));
        sum.add(seed(2, true));
        sum.add(seed(3, true));

        assertThat(sum.total(false, 1).mayLoseQuorum()).isEqualTo(2);
        assertThat(sum.total(false, 1).runs()).isEqualTo(3);
    }
}

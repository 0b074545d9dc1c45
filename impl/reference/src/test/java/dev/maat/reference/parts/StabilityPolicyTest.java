package dev.maat.reference.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StabilityPolicyTest {
    private record Report(long heldThrough, int members) {}

    @Test
    void theMinimumOverASubtreeSaysAsMuchAsItsMembersOneByOne() {
        List<Report> eachMember = List.of(new Report(9, 1), new Report(4, 1), new Report(7, 1), new Report(5, 1));
        List<Report> twoSubtrees = List.of(new Report(4, 2), new Report(5, 2));

        assertThat(stable(eachMember)).isEqualTo(4);
        assertThat(stable(twoSubtrees)).isEqualTo(4);
    }

    private static long stable(List<Report> reports) {
        return StabilityPolicy.HELD_BY_ALL.stable(new StabilityPolicy.Holdings() {
            @Override
            public int reports() {
                return reports.size();
            }

            @Override
            public long heldThrough(int report) {
                return reports.get(report).heldThrough();
            }

            @Override
            public int members(int report) {
                return reports.get(report).members();
            }
        });
    }
}

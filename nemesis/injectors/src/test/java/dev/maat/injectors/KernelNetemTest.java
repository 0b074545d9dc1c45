package dev.maat.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelNetemTest {
    @Test
    void isMissingOnlyWhereTheKernelSaysThatItDoesNotKnowIt() {
        assertThat(KernelNetem.of(0, "")).isEqualTo(KernelNetem.PRESENT);
        assertThat(KernelNetem.of(2, "Error: Specified qdisc kind is unknown.\n"))
                .isEqualTo(KernelNetem.MISSING);
        assertThat(KernelNetem.of(1, "unshare: unshare failed: Operation not permitted\n"))
                .isEqualTo(KernelNetem.UNKNOWN);
    }
}

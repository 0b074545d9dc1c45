package dev.maat.engine.certify.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void aSeedIsWhatAnyProgramComputesFromTheMasterSeed() {
        // printf 'maat-seed 42 swarm simulation udp 0' | sha256sum | cut -c1-13
        assertThat(Seeds.of(42, "swarm", "simulation", "udp", 0)).isEqualTo(0x5c3846d77486fL);
    }

    @Test
    void sharesHaveSeedsOfTheirOwn() {
        List<Long> udp = Seeds.first(50, 1, "swarm", "simulation", "udp");
        List<Long> tcp = Seeds.first(50, 1, "swarm", "simulation", "tcp");
        HashSet<Long> all = new HashSet<>(udp);
        all.addAll(tcp);

        assertThat(all).hasSize(100).allSatisfy(seed -> assertThat(seed).isBetween(0L, 1L << 52));
        assertThat(Seeds.first(10, 1, "swarm", "simulation", "udp")).isEqualTo(udp.subList(0, 10));
    }
}

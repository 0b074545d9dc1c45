package dev.maat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void aFaultSaysInWordsWhereItActs() {
        assertThat(new Fault.Loss(List.of(), 30).where()).isEqualTo("all links");
        assertThat(new Fault.Loss(List.of(new Link("n1", "n3"), new Link("n2", "n3")), 30).where())
                .isEqualTo("n1>n3 n2>n3");
        assertThat(new Fault.Partition(List.of(List.of("n1", "n2"), List.of("n3"))).where())
                .isEqualTo("n1 n2 | n3");
        assertThat(new Fault.Kill("n2").where()).isEqualTo("n2");
    }
}

package dev.maat.engine.certify.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KillMatrixTest {
    @Test
    void aDefectWithoutASeedIsPlantedAndNotCaught() {
        KillMatrix kills = new KillMatrix("""
                # defect, order, delivery, property, seed
                zoo:a,total,plain,fifo,7
                zoo:b,total,plain,fifo,0
                zoo:c,total,plain,causal,0,battery-case
                """);

        assertThat(kills.rows())
                .containsExactly(new KillMatrix.Row("causal", 1, 1, 0), new KillMatrix.Row("fifo", 2, 1, 0));
    }

    @Test
    void aMaskedDefectIsCountedApart() {
        KillMatrix kills = new KillMatrix("""
                zoo:a,total,plain,fifo,0,masked
                zoo:b,total,plain,fifo,0
                zoo:c,total,plain,causal,0,masked
                """);

        assertThat(kills.rows())
                .containsExactly(new KillMatrix.Row("causal", 0, 0, 1), new KillMatrix.Row("fifo", 1, 0, 1));
    }

    @Test
    void theEngineHasTheTableOfItsVersion() {
        assertThat(KillMatrix.ofThisHarness().rows())
                .anySatisfy(row -> assertThat(row.property()).isEqualTo("virtual-synchrony"));
    }
}

package dev.maat.engine.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.run.ExitCode;
import dev.maat.node.implementation.PlantedDefect;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZooPageTest {
    private static ZooResult result(String killedBy, String masked) {
        PlantedDefect planted = new PlantedDefect("agreement", "total", "plain", masked);
        ZooBuild build = new ZooBuild("one", "one");
        return new ZooResult("zoo:some", planted, killedBy, 3, 1_000, new LinkedHashMap<>(), List.of(), build);
    }

    @Test
    void theZooIsDeadOnlyIfEveryDefectIsKilledOrMasked() {
        ZooResult killed = result("seed 7", "");
        ZooResult masked = result("", "for a reason");
        ZooResult alive = result("", "");

        assertThat(ZooPage.exitCode(List.of(killed, masked), 2)).isEqualTo(ExitCode.HOLDS);
        assertThat(ZooPage.exitCode(List.of(killed, alive), 2)).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ZooPage.exitCode(List.of(killed), 2))
                .as("one was not hunted")
                .isEqualTo(ExitCode.UNKNOWN);
        assertThat(ZooPage.word(masked)).isEqualTo("masked");
        assertThat(masked.killed()).isFalse();
    }
}

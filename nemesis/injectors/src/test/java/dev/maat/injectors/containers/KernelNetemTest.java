package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KernelNetemTest {
    @Test
    void netemIsMissingOnlyWhereTheKernelSaysThatItDoesNotKnowIt() {
        assertThat(KernelNetem.of(0, "")).isEqualTo(KernelNetem.PRESENT);
        assertThat(KernelNetem.of(2, "Error: Specified qdisc kind is unknown.\n"))
                .isEqualTo(KernelNetem.MISSING);
        assertThat(KernelNetem.of(1, "unshare: unshare failed: Operation not permitted\n"))
                .isEqualTo(KernelNetem.UNKNOWN);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void netemIsUnknownWhereTheTrialHangsAndTheTrialIsEnded() {
        assertThat(KernelNetem.outcome(List.of("sleep", "86399"), 1)).isEqualTo(KernelNetem.UNKNOWN);

        ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("86399"))
                .forEach(child -> child.onExit().join());
    }

    @Test
    void netemIsFoundByTheExitCodeAndOutputOfTheTrial() {
        assertThat(KernelNetem.outcome(List.of("true"), 60_000)).isEqualTo(KernelNetem.PRESENT);
        assertThat(KernelNetem.outcome(
                        List.of("sh", "-c", "echo 'Error: Specified qdisc kind is unknown.' >&2; exit 2"), 60_000))
                .isEqualTo(KernelNetem.MISSING);
        assertThat(KernelNetem.outcome(List.of("no-such-program"), 60_000)).isEqualTo(KernelNetem.UNKNOWN);
    }

    @Test
    void netemIsUnknownForAnEngineElsewhere() {
        assertThat(KernelNetem.look("tcp://10.0.0.7:2375")).isEqualTo(KernelNetem.UNKNOWN);
        assertThat(KernelNetem.look("ssh://user@elsewhere")).isEqualTo(KernelNetem.UNKNOWN);
    }
}

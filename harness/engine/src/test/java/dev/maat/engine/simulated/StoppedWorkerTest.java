package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.JudgedRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A worker that an implementation stops by a signal. A run needs five silences to pin it to the calls, so they are short here. */
@Timeout(300)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the implementation stops its JVM with the kill of Linux")
class StoppedWorkerTest extends FakesUnderWatch {
    @BeforeAll
    static void shortenTheSilence() {
        System.setProperty(WorkerProcess.MAX_SILENT_SECONDS, "3");
    }

    @AfterAll
    static void restoreTheSilence() {
        System.clearProperty(WorkerProcess.MAX_SILENT_SECONDS);
    }

    @Test
    void aCoreThatStopsItsJvmIsAViolationOfTheImplementation() {
        JudgedRun run = run("fake:hostile-stop", 2, "a");

        assertThat(run.result().outcome().end()).isEqualTo("complete");
        assertThat(run.judgement().verdict()).isNotEqualTo(Verdict.HOLDS);
        assertThat(exits(run).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(exits(run).sentence()).contains("the core stopped its JVM");
        assertThat(run.result().outcome().unprovoked()).hasSize(2);
    }
}

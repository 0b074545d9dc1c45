package dev.maat.engine.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.DockerException;
import dev.maat.engine.live.ExitSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignKillsTest {
    /** An engine that reports these signals, or answers no question about them. */
    private record Reports(List<Optional<Long>> sent, boolean answers, boolean isThere) implements ForeignKills.Engine {
        static Reports of(Long... signals) {
            return new Reports(List.of(signals).stream().map(Optional::of).toList(), true, true);
        }

        @Override
        public List<Optional<Long>> signals() {
            if (!answers) {
                throw new DockerException("no events", 500);
            }
            return sent;
        }
    }

    @Test
    void anExitCodeOfAKilledProcessIsNoExcuseByItself() throws InterruptedException {
        assertThat(ForeignKills.explain(143, false, Reports.of())).isFalse();
        assertThat(ForeignKills.explain(137, false, Reports.of())).isFalse();
    }

    @Test
    void aSignalThatTheEngineSentExplainsTheEnd() throws InterruptedException {
        assertThat(ForeignKills.explain(137, false, Reports.of(9L))).isTrue();
        assertThat(ForeignKills.explain(143, false, Reports.of(15L))).isTrue();
        // 'docker stop' sends SIGTERM, and SIGKILL where the process does not end.
        assertThat(ForeignKills.explain(137, false, Reports.of(15L, 9L))).isTrue();
        assertThat(ForeignKills.explain(137, false, new Reports(List.of(Optional.empty()), true, true)))
                .isTrue();
    }

    @Test
    void aSignalThatDoesNotFitTheEndExplainsNothing() throws InterruptedException {
        assertThat(ForeignKills.explain(137, false, Reports.of(1L, 15L))).isFalse();
        assertThat(ForeignKills.explain(3, false, Reports.of(9L))).isFalse();
        assertThat(ForeignKills.explain(0, false, Reports.of(15L))).isFalse();
    }

    @Test
    void aProcessThatRanOutOfMemoryIsToBlameItself() throws InterruptedException {
        assertThat(ForeignKills.explain(137, true, Reports.of(9L))).isFalse();
    }

    @Test
    void aSignalThatTheProcessNamedMayComeFromTheMachineWithoutTheEngine() {
        assertThat(ForeignKills.suspicion(129, false, "SIGHUP")).contains("it named a SIGHUP");
        assertThat(ForeignKills.suspicion(130, false, "SIGINT")).contains("it named a SIGINT");
        assertThat(ForeignKills.suspicion(143, false, "SIGTERM")).contains("it named a SIGTERM");
        assertThat(ExitSignal.objection(143, "SIGTERM")).isEmpty();
    }

    @Test
    void anExitCodeOfASignalThatTheProcessDidNotNameIsItsOwnDoing() {
        for (long code : List.of(129L, 130L, 143L)) {
            for (String word : List.of("", "SIGKILL", "SIGQUIT", "sigterm")) {
                assertThat(ForeignKills.suspicion(code, false, word))
                        .as("code " + code + " " + word)
                        .isEmpty();
            }
        }
        assertThat(ExitSignal.objection(143, ""))
                .isEqualTo(", that of a SIGTERM, but the process named no such signal");
        assertThat(ExitSignal.objection(129, "SIGTERM")).contains("SIGHUP");
    }

    @Test
    void aSigkillLeavesNoWordAndCannotBeTold() {
        assertThat(ForeignKills.suspicion(137, false, "")).contains("that of a SIGKILL", "cannot tell");
        assertThat(ForeignKills.suspicion(137, true, "")).contains("the kernel killed it for memory");
        assertThat(ExitSignal.objection(137, "")).isEmpty();
    }

    @Test
    void aNodeThatCannotWriteItsEvidenceIsNoExitOfTheImplementation() {
        assertThat(ForeignKills.suspicion(74, false, "")).contains("cannot write its evidence");
    }

    @Test
    void anOrdinaryExitCodeAndThatOfAnAbortedJvmExcuseNobodyWhateverTheProcessSays() {
        for (int code : List.of(0, 1, 3, 70, 128, 134, 139, 255)) {
            for (String word : List.of("", "SIGTERM", "SIGKILL")) {
                assertThat(ForeignKills.suspicion(code, false, word))
                        .as("code " + code + " " + word)
                        .isEmpty();
            }
        }
    }

    @Test
    void aSignalFromATerminalExplainsTheEndWhereTheEngineSentIt() throws InterruptedException {
        assertThat(ForeignKills.explain(130, false, Reports.of(2L))).isTrue();
        assertThat(ForeignKills.explain(129, false, Reports.of(1L))).isTrue();
    }

    @Test
    void anEngineThatDoesNotAnswerIsAnExcuseOnlyIfItIsGone() throws InterruptedException {
        assertThat(ForeignKills.explain(137, false, new Reports(List.of(), false, true)))
                .isFalse();
        assertThat(ForeignKills.explain(137, false, new Reports(List.of(), false, false)))
                .isTrue();
    }

    @Test
    void timesHaveTheFormatOfTheEnginesEvents() {
        assertThat(ContainerSignals.engineTime("2025-03-01T10:00:00.00000005Z", Duration.ofSeconds(1)))
                .isEqualTo("1740823201.000000050");
        assertThatThrownBy(() -> ContainerSignals.engineTime(null, Duration.ZERO))
                .isInstanceOf(DockerException.class);
    }
}

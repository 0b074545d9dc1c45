package dev.maat.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostCommandTest {
    private static final long LIMIT_MILLIS = 60_000;

    @Test
    void bothStreamsOfAProgramAreItsOutput() {
        HostCommand.Outcome outcome = HostCommand.run(
                LIMIT_MILLIS, Map.of("WORD", "there"), List.of("sh", "-c", "echo hello; echo $WORD >&2; exit 3"));
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).isEqualTo("hello\nthere\n");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(HostCommand.run(LIMIT_MILLIS, List.of("true")).succeeded()).isTrue();
    }

    @Test
    void aProgramThatReadsFindsTheEndOfItsInput() {
        assertThat(HostCommand.run(LIMIT_MILLIS, List.of("cat"))).isEqualTo(new HostCommand.Outcome(0, ""));
    }

    @Test
    void aProgramThatDoesNotExistFailsAndIsNamed() {
        HostCommand.Outcome outcome = HostCommand.run(LIMIT_MILLIS, List.of("no-such-program"));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).contains("no-such-program");
    }

    @Test
    void bytesThatAreNoTextAreReplacedInTheOutput() {
        HostCommand.Outcome outcome = HostCommand.run(LIMIT_MILLIS, List.of("printf", "a\\377b"));
        assertThat(outcome).isEqualTo(new HostCommand.Outcome(0, "a\ufffdb"));
    }

    @Test
    void onlyTheBeginningOfALongOutputIsKept() {
        HostCommand.Outcome outcome = HostCommand.run(LIMIT_MILLIS, List.of("head", "-c", "3000000", "/dev/zero"));
        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.output()).hasSize(1 << 20);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aProgramThatHangsIsEndedAndReportedAsSuch() {
        HostCommand.Outcome outcome = HostCommand.run(1, List.of("sleep", "86398"));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).isEqualTo("sleep did not end within 1 ms");

        ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("86398"))
                .forEach(child -> child.onExit().join());
    }
}

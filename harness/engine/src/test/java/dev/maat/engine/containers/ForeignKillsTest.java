package dev.maat.engine.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignKillsTest {
    /** An engine that tells these signals, or none of them. */
    private record Told(List<Optional<Long>> sent, boolean tells, boolean isThere) implements ForeignKills.Engine {
        static Told of(Long... signals) {
            return new Told(List.of(signals).stream().map(Optional::of).toList(), true, true);
        }

        @Override
        public List<Optional<Long>> signals() {
            if (!tells) {
                throw new DockerException("no events", 500);
            }
            return sent;
        }
    }

    @Test
    void whoExitsWithTheCodeOfAKilledOneIsNotExcused() throws InterruptedException {
        assertThat(ForeignKills.explain(143, false, Told.of())).isFalse();
        assertThat(ForeignKills.explain(137, false, Told.of())).isFalse();
    }

    @Test
    void whomTheEngineSignalledForSomebodyWasKilledByOthers() throws InterruptedException {
        assertThat(ForeignKills.explain(137, false, Told.of(9L))).isTrue();
        assertThat(ForeignKills.explain(143, false, Told.of(15L))).isTrue();
        // 'docker stop' of one that does not end: first the one, then the other.
        assertThat(ForeignKills.explain(137, false, Told.of(15L, 9L))).isTrue();
        assertThat(ForeignKills.explain(137, false, new Told(List.of(Optional.empty()), true, true)))
                .isTrue();
    }

    @Test
    void aSignalThatDoesNotFitTheEndExplainsNothing() throws InterruptedException {
        assertThat(ForeignKills.explain(137, false, Told.of(1L, 15L))).isFalse();
        assertThat(ForeignKills.explain(3, false, Told.of(9L))).isFalse();
        assertThat(ForeignKills.explain(0, false, Told.of(15L))).isFalse();
    }

    @Test
    void whoWantsMoreMemoryThanThereIsIsToBlame() throws InterruptedException {
        assertThat(ForeignKills.explain(137, true, Told.of(9L))).isFalse();
    }

    @Test
    void anEngineThatDoesNotTellExcusesNobodyUnlessItIsGone() throws InterruptedException {
        assertThat(ForeignKills.explain(137, false, new Told(List.of(), false, true)))
                .isFalse();
        assertThat(ForeignKills.explain(137, false, new Told(List.of(), false, false)))
                .isTrue();
    }

    @Test
    void timesAreGivenAsTheEngineTakesThem() {
        assertThat(ContainerSignals.engineTime("2025-03-01T10:00:00.00000005Z", Duration.ofSeconds(1)))
                .isEqualTo("1740823201.000000050");
        assertThatThrownBy(() -> ContainerSignals.engineTime(null, Duration.ZERO))
                .isInstanceOf(DockerException.class);
    }
}

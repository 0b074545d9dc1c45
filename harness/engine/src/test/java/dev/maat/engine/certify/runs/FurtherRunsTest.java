package dev.maat.engine.certify.runs;

import static dev.maat.engine.certify.certificate.MadeUpRuns.NOTHING;
import static dev.maat.engine.certify.certificate.MadeUpRuns.derived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.certify.certificate.MadeUpRuns;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a violation comes back, and what bounds the further runs. */
class FurtherRunsTest {
    private static final Duration TIME = Duration.ofMinutes(5);

    private final MadeUpRuns runs = new MadeUpRuns();
    private final List<Event> events = new ArrayList<>();
    private long nowNanos;

    private FurtherRuns further() {
        return new FurtherRuns(TIME, () -> nowNanos, events::add);
    }

    private RunRecord violated() {
        runs.add(1, derived("violated", 3), NOTHING);
        return runs.records.getFirst();
    }

    /** A run that takes so long. */
    private RunMaker.Again run(String verdict, Duration lasts) {
        nowNanos += lasts.toNanos();
        return new RunMaker.Again("00", derived(verdict, 3));
    }

    @Test
    void aViolationIsLookedForTwentyTimes() {
        int[] made = {0};

        Measured.Recurrence found =
                further().of(violated(), () -> run(made[0]++ % 2 == 0 ? "violated" : "holds", Duration.ofSeconds(1)));

        assertThat(found).isEqualTo(new Measured.Recurrence(1, "delivery-integrity", 20, 10));
        assertThat(events).hasSize(20).startsWith(new Event.Again(0, 20));
    }

    @Test
    void aGroupThatStandsStillInEachRunIsRunAgainForABoundedTime() {
        Measured.Recurrence found = further().of(violated(), () -> run("violated", Duration.ofSeconds(90)));

        assertThat(found.runs()).isEqualTo(4);
        assertThat(found.violated()).isEqualTo(4);
    }

    @Test
    void oneRunIsMadeHoweverLongItTakes() {
        assertThat(further()
                        .of(violated(), () -> run("holds", TIME.plusSeconds(1)))
                        .runs())
                .isEqualTo(1);
    }

    @Test
    void aRunThatTheHarnessCouldNotMakeEndsTheCount() {
        assertThat(further().of(violated(), () -> null))
                .isEqualTo(new Measured.Recurrence(1, "delivery-integrity", 0, 0));
    }
}

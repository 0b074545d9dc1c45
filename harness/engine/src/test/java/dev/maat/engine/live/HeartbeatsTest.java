package dev.maat.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final HostCondition HELD = new HostCondition(HostCondition.Kind.HELD, "its container is paused");
    private static final HostCondition RUNNING = new HostCondition(HostCondition.Kind.RUNNING, "its container runs");

    /** A node that was last heard at a time. */
    private static final class Fake implements Heartbeats.Node {
        private long heardMillis;

        @Override
        public String name() {
            return "n1";
        }

        @Override
        public long silenceMillis(long nowNanos) {
            return TimeUnit.NANOSECONDS.toMillis(nowNanos - beganNanos) - heardMillis;
        }
    }

    private static final long beganNanos = System.nanoTime();

    private final Fake node = new Fake();
    private final PlannedPauses planned = new PlannedPauses();
    private final List<String> disturbances = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private HostCondition condition = HELD;
    private final Heartbeats beats = new Heartbeats(
            () -> List.of(node),
            name -> {
                asked.add(name);
                return condition;
            },
            planned,
            disturbances::add);

    private static long nanos(long millis) {
        return beganNanos + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** The looks of so many milliseconds. */
    private void look(long fromMillis, long toMillis) {
        for (long at = fromMillis; at <= toMillis; at += 500) {
            beats.look(nanos(at));
        }
    }

    @Test
    void aSilentNodeThatIsHeldIsNamedOnceWithWhatHoldsIt() {
        look(0, Heartbeats.MAX_SILENCE_MILLIS);
        assertThat(disturbances).isEmpty();
        look(Heartbeats.MAX_SILENCE_MILLIS + 500, 20_000);

        assertThat(disturbances)
                .containsExactly("node n1 says nothing any more: its container is paused, and not by this harness");
    }

    @Test
    void aSilentNodeThatRunsIsNotExcused() {
        condition = RUNNING;
        look(0, 60_000);

        assertThat(asked).isNotEmpty();
        assertThat(disturbances).isEmpty();
    }

    @Test
    void aNodeThatBeatsIsNotAskedAfter() {
        for (long at = 0; at < 20_000; at += 500) {
            node.heardMillis = at;
            beats.look(nanos(at));
        }

        assertThat(asked).isEmpty();
    }

    @Test
    void aPlannedPauseIsNoFindingHoweverLongItIs() {
        planned.begins(1, "n1");
        look(0, 30_000);
        planned.heals(1);
        planned.healed(1, nanos(30_000));
        look(30_500, 31_000);
        beats.unscheduled("n1", 30_000, nanos(31_000));

        assertThat(disturbances).isEmpty();
    }

    @Test
    void aHarnessThatWasNotScheduledItselfWaitsForTheNodesAgain() {
        look(0, 2_000);
        beats.look(nanos(15_000));
        beats.unscheduled("n1", 12_000, nanos(15_000));
        look(15_500, 18_000);

        assertThat(disturbances).isEmpty();
    }

    @Test
    void aNodeThatWasKeptFromRunningForLongIsNamedAfterwards() {
        look(0, 1_000);
        beats.unscheduled("n1", Heartbeats.MAX_UNSCHEDULED_MILLIS, nanos(1_000));
        assertThat(disturbances).isEmpty();
        beats.unscheduled("n1", Heartbeats.MAX_UNSCHEDULED_MILLIS + 1, nanos(1_000));

        assertThat(disturbances)
                .containsExactly("node n1 was kept from running for 5001 ms, and not by this harness: it was paused or"
                        + " stopped from outside, or its machine had no time for it");
    }
}

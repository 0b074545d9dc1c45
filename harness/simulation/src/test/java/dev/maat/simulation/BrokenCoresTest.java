package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.View;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cores that break the contract: their processes end, unprovoked and with the cause. */
class BrokenCoresTest {
    private static final NetworkModel PERFECT = new NetworkModel(100, 400, 0, 0, 0, 200, 2_000);
    private static final Scenario ALONE = Scenario.of(
                    "naive", "reliable", "fifo", 1, 1, new Workload(100, 32, 1_000, 3_000))
            .withNetwork(PERFECT)
            .withBudgets(new Budgets(5_000, 0, 2_000, 500, 5_000, 5_000));

    @Test
    void anExceptionFromACoreIsAnUnprovokedExitWithItsStackTraceKept() {
        CoreFactory thrower = options -> new NaiveBroadcast() {
            private int ticks;

            @Override
            void tick(long nowNanos, Effects effects) {
                if (++ticks == 20) {
                    throw new IllegalStateException("lost my way");
                }
            }
        };
        Recorded recorded = new Recorded();
        SimulationResult result = Simulation.run(ALONE, thrower, recorded);

        assertThat(recorded.lines("harness", "\"cause\":\"unprovoked\"")).hasSize(1);
        assertThat(result.outcome().unprovoked())
                .singleElement()
                .asString()
                .contains("lost my way")
                .contains("BrokenCoresTest");
    }

    @Test
    void aPacketBeyondTheLimitEndsTheProcessAndSaysSo() {
        assertThat(unprovokedEnd(new Effect.Send(Destination.GROUP, new byte[1_401])))
                .contains("the core sent a packet of 1401 bytes; the limit is 1400")
                .doesNotContain("SimProcess");
    }

    @Test
    void aSnapshotThatCannotBeLoadedEndsTheProcessAndSaysSo() {
        assertThat(unprovokedEnd(new Effect.LoadSnapshot("2@n1.0", new byte[3])))
                .contains("the snapshot for view 2@n1.0 cannot be loaded")
                .doesNotContain("SimProcess");
    }

    @Test
    void anAnswerToAMulticastThatCannotExistEndsTheProcessAndSaysSo() {
        assertThat(unprovokedEnd(new Effect.Accepted(0))).contains("the core answered multicast 0");
    }

    @Test
    void anEffectThatIsNoneEndsTheProcessAndIsNoFailureOfTheHarness() {
        assertThat(unprovokedEnd(null)).contains("the core added null as an effect");
        assertThat(unprovokedEnd(new Effect.InstallView(View.primary("2", 2, List.of()))))
                .contains("view 2 has no members");
    }

    @Test
    void aProcessWhoseCoreCannotBeMadeStartsAndEndsWithTheCauseInTheHistory() {
        CoreFactory none = options -> {
            throw new NoClassDefFoundError("other/Missing");
        };
        Recorded recorded = new Recorded();
        SimulationResult result = Simulation.run(ALONE, none, recorded);

        assertThat(recorded.lines("n1.0", "\"e\":\"start\"")).hasSize(1);
        assertThat(recorded.lines(
                        "harness",
                        "\"cause\":\"unprovoked\",\"detail\":\"java.lang.NoClassDefFoundError: other/Missing"))
                .hasSize(1);
        assertThat(result.outcome().unprovoked()).hasSize(1);
    }

    @Test
    void aProcessThatGoesOnWhileTimeStandsStillEndsUnprovoked() {
        assertThat(endOfRestless(new Effect.SetTimer(2, 0)))
                .contains("more than 1000000 steps within 10 ms of virtual time, the last one on TimerFired");
        assertThat(endOfRestless(new Effect.Send(new Destination.Node("n1"), new byte[1])))
                .contains("more than 1000000 steps within 10 ms of virtual time, the last one on Receive");
    }

    /** The detail of the end of a process whose core has this effect at each step, where timers are on time. */
    private static String endOfRestless(Effect effect) {
        CoreFactory restless = options -> new NaiveBroadcast() {
            @Override
            public void step(long nowNanos, Input input, Effects effects) {
                super.step(nowNanos, input, effects);
                effects.add(effect);
            }
        };
        SimulationResult result = Simulation.run(
                ALONE.withNetwork(new NetworkModel(100, 400, 0, 0, 0, 200, 0)), restless, new Recorded());

        assertThat(result.outcome().harnessFailure()).isEmpty();
        assertThat(result.outcome().unprovoked()).hasSize(1);
        return result.outcome().unprovoked().getFirst();
    }

    /** The detail of the end of a process whose core has this effect, and another behind it, at a timer. */
    private static String unprovokedEnd(Effect broken) {
        CoreFactory breaker = options -> new NaiveBroadcast() {
            private int ticks;

            @Override
            void tick(long nowNanos, Effects effects) {
                if (++ticks == 20) {
                    effects.add(broken);
                    effects.add(new Effect.Phase("after", true));
                }
            }
        };
        Recorded recorded = new Recorded();
        SimulationResult result = Simulation.run(ALONE, breaker, recorded);

        assertThat(recorded.lines("harness", "\"cause\":\"unprovoked\"")).hasSize(1);
        assertThat(recorded.lines("n1.0", "\"after\"")).isEmpty();
        assertThat(recorded.lines("n1.0", "\"e\":\"closed\"")).isEmpty();
        assertThat(result.outcome().unprovoked()).hasSize(1);
        return String.valueOf(result.outcome().unprovoked().getFirst());
    }
}

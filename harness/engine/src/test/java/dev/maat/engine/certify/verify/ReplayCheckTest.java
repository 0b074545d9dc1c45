package dev.maat.engine.certify.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.bundle.Digests;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.records.RunRecord.Told;
import dev.maat.engine.fake.MadeUpPlan;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A replay of runs whose histories come back, and of some whose histories do not. */
class ReplayCheckTest {
    private static final String CERTIFIED = "certified\n";
    private static final Share SHARE = new Share("swarm", "simulation", "udp", 1, List.of(7L));
    private static final PlannedRun PLANNED = new PlannedRun(1, SHARE, 7, true);
    private static final Scenario SCENARIO = Scenario.of("mine", "membership", "fifo", 3, 7, Workload.of(20, 1_000));

    private final List<String> refusals = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private int runs;

    private static Plan plan() {
        return MadeUpPlan.usual("membership").withLevel(Plan.CUSTOM).of(SHARE);
    }

    private static RunRecord record(boolean kept) {
        return record(1, "simulation", kept);
    }

    private static RunRecord record(int run, String deployment, boolean kept) {
        String digest =
                Digests.ofHistory(new TreeMap<>(Map.of("harness.jsonl", CERTIFIED.getBytes(StandardCharsets.UTF_8))));
        Derived derived = new Derived("holds", List.of(), List.of(), Map.of(), 0, 0, 1, 1, List.of());
        return new RunRecord(
                run,
                "swarm",
                deployment,
                "udp",
                7,
                kept,
                digest,
                10,
                derived,
                new Told("", List.of(), List.of(), List.of(), 1));
    }

    /** Writes another text for each run. */
    private Replayer writing(IntFunction<String> texts) {
        return new Replayer() {
            @Override
            public boolean isWanted() {
                return true;
            }

            @Override
            public String obstacle(Plan plan) {
                return "";
            }

            @Override
            public Scenario draw(Plan plan, PlannedRun planned) {
                return SCENARIO;
            }

            @Override
            public Path replay(Scenario scenario, Path work) {
                runs++;
                try {
                    Files.createDirectories(work);
                    Files.writeString(work.resolve("harness.jsonl"), texts.apply(runs));
                    return work;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private ReplayCheck check(Replayer replayer, boolean kept, Measured.Replay... told) {
        ReplayCheck check = new ReplayCheck(plan(), replayer, List.of(told), refusals, open);
        check.check(PLANNED, record(kept), SCENARIO, (logs, folder) -> open.add("judged"));
        check.tellUnreplayable();
        return check;
    }

    @Test
    void aHistoryThatComesBackConfirmsTheRunAndIsJudgedWhereTheBundleHasNone() {
        ReplayCheck check = check(writing(run -> CERTIFIED), false, new Measured.Replay(1, true));

        assertThat(check.replayed()).isEqualTo(1);
        assertThat(refusals).isEmpty();
        assertThat(open).containsExactly("judged");
    }

    @Test
    void aHistoryThatIsTheSameTwiceHereAndNotTheCertifiedOneIsRefused() {
        ReplayCheck check = check(writing(run -> "another\n"), true, new Measured.Replay(1, true));

        assertThat(refusals).singleElement().asString().contains("made again, its history is not the one");
        assertThat(check.unreplayable()).isZero();
    }

    @Test
    void aHistoryThatIsAnotherOneEachTimeCannotBeReplayedAndIsNotRefused() {
        ReplayCheck check = check(writing(run -> "another " + run + "\n"), true, new Measured.Replay(1, true));

        assertThat(refusals).isEmpty();
        assertThat(check.unreplayable()).isEqualTo(1);
        assertThat(open).singleElement().asString().contains("cannot be replayed", "runs/000001/run.json");
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void aRunThatIsAnotherOneEachTimeExcusesNoOtherRun() {
        ReplayCheck check = new ReplayCheck(
                plan(), writing(run -> run <= 2 ? "another " + run + "\n" : "stable\n"), List.of(), refusals, open);
        check.check(PLANNED, record(1, "simulation", true), SCENARIO, (logs, folder) -> {});
        check.check(new PlannedRun(2, SHARE, 7, true), record(2, "simulation", true), SCENARIO, (logs, folder) -> {});

        assertThat(check.unreplayable()).isEqualTo(1);
        assertThat(refusals).singleElement().asString().startsWith("runs/000002/run.json: made again");
    }

    @Test
    void aReplayThatIsToldOfAnotherRunExcusesNothing() {
        ReplayCheck check = check(writing(run -> "another\n"), true, new Measured.Replay(2, false));

        assertThat(refusals).singleElement().asString().contains("made again, its history is not the one");
        assertThat(check.unreplayable()).isZero();
    }

    @Test
    void aReplayThatIsToldOfNoSimulatedRunOfTheBundleIsRefused() {
        List<Measured.Replay> told = List.of(
                new Measured.Replay(1, true), new Measured.Replay(2, true), new Measured.Replay(999_999, false));
        new ReplayCheck(plan(), Replayer.NONE, told, refusals, open)
                .checkTold(List.of(record(1, "simulation", true), record(2, "containers", true)));

        assertThat(refusals)
                .containsExactly(
                        "measured.json: it tells that run 2 was made twice, and the bundle has no such simulated run",
                        "measured.json: it tells that run 999999 was made twice, and the bundle has no such simulated"
                                + " run");
    }

    @Test
    void aPlanThatDrawsNoScenarioIsRefusedAndStopsNoVerification() {
        Replayer drawsNothing = new Replayer() {
            @Override
            public boolean isWanted() {
                return true;
            }

            @Override
            public String obstacle(Plan plan) {
                return "";
            }

            @Override
            public Scenario draw(Plan plan, PlannedRun planned) {
                throw new IllegalArgumentException("too long");
            }

            @Override
            public Path replay(Scenario scenario, Path work) {
                throw new AssertionError("nothing is to be made again");
            }
        };
        ReplayCheck check = check(drawsNothing, false);

        assertThat(refusals)
                .containsExactly(
                        "runs/000001/scenario.json: with this plan, swarm draws no scenario from seed 7: too long");
        assertThat(check.digestsOnly()).isEqualTo(1);
    }

    @Test
    void aBundleThatTellsOfASeedThatDidNotReplayNeedsNoSecondRun() {
        ReplayCheck check = check(writing(run -> "another\n"), false, new Measured.Replay(1, false));

        assertThat(refusals).isEmpty();
        assertThat(check.unreplayable()).isEqualTo(1);
        assertThat(check.digestsOnly()).isEqualTo(1);
        assertThat(runs).isEqualTo(1);
    }
}

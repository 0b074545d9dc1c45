package dev.maat.engine.certify.verify;

import dev.maat.engine.Deployments;
import dev.maat.engine.bundle.Digests;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.bundle.PackedHistory;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.records.UnpackedHistory;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.HarnessException;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes simulated runs of a bundle again and compares their histories. A run whose scenario has one history here and another there proves
 * nothing, neither for the bundle nor against it: its implementation is not deterministic.
 */
final class ReplayCheck {
    private final Plan plan;
    private final Replayer replayer;
    private final List<Measured.Replay> told;
    private final List<String> refusals;
    private final List<String> open;
    private int replayed;
    private int digestsOnly;
    private int unreplayable;
    private String unreplayableSuchAs = "";

    /** Judges a history that was made again, of a run whose own history the bundle does not hold. */
    @FunctionalInterface
    interface Judging {
        void judge(SortedMap<String, byte[]> logs, Path folder);
    }

    /** @param told the replays that the certifying machine tells of */
    ReplayCheck(Plan plan, Replayer replayer, List<Measured.Replay> told, List<String> refusals, List<String> open) {
        this.plan = plan;
        this.replayer = replayer;
        this.told = List.copyOf(told);
        this.refusals = refusals;
        this.open = open;
    }

    /** Runs that were made again, to the byte. */
    int replayed() {
        return replayed;
    }

    /** Runs of which there is a digest and no history. */
    int digestsOnly() {
        return digestsOnly;
    }

    /** Runs that have another history here, of an implementation that is not deterministic. */
    int unreplayable() {
        return unreplayable;
    }

    /** Refuses a replay that is told of a run that the bundle does not have, or that no simulation made. */
    void checkTold(List<RunRecord> records) {
        Set<Integer> simulated = records.stream()
                .filter(record -> Deployments.isDeterministic(record.deployment()))
                .map(RunRecord::run)
                .collect(Collectors.toSet());
        for (Measured.Replay replay : told) {
            if (!simulated.contains(replay.run())) {
                refusals.add(EntryNames.MEASURED + ": it tells that run " + replay.run()
                        + " was made twice, and the bundle has no such simulated run");
            }
        }
    }

    /** Makes a run again where that is asked for and would prove something. */
    void check(PlannedRun planned, RunRecord record, Scenario scenario, Judging judging) {
        if (!replayer.obstacle(plan).isEmpty()) {
            standsByDigest(record);
            return;
        }
        if (!isDrawn(planned, scenario)) {
            standsByDigest(record);
            return;
        }
        try (UnpackedHistory work = UnpackedHistory.of(new TreeMap<>())) {
            Path history = replayer.replay(scenario, work.folder().resolve("run"));
            SortedMap<String, byte[]> logs = PackedHistory.files(history);
            String digest = Digests.ofHistory(logs);
            if (!digest.equals(record.historySha256())) {
                differs(record, scenario, digest, work.folder().resolve("again"));
                return;
            }
            replayed++;
            if (!record.kept()) {
                judging.judge(logs, history);
            }
        } catch (HarnessException | ArgumentException | UncheckedIOException failed) {
            standsByDigest(record);
            open.add(EntryNames.record(record.run()) + ": it could not be made again: " + Failures.describe(failed));
        }
    }

    /** Whether a scenario can be drawn at all; the implementation is the certified one, so a plan that draws none is spoilt. */
    private boolean isDrawn(PlannedRun planned, Scenario scenario) {
        String name = EntryNames.scenario(planned.number());
        String source = planned.share().source();
        try {
            if (!ScenarioJson.write(replayer.draw(plan, planned)).equals(ScenarioJson.write(scenario))) {
                refusals.add(name + ": it is not the scenario that " + source + " draws from seed " + planned.seed());
            }
            return true;
        } catch (ArgumentException | UnsupportedFaultException | IllegalArgumentException impossible) {
            refusals.add(name + ": with this plan, " + source + " draws no scenario from seed " + planned.seed() + ": "
                    + impossible.getMessage());
            return false;
        }
    }

    private void differs(RunRecord record, Scenario scenario, String digest, Path work) {
        String name = EntryNames.record(record.run());
        if (!record.told().harnessFailure().isEmpty()) {
            // Where a failed harness stopped depends on the machine.
            open.add(name + ": made again, its history is not the one whose SHA-256 the record has");
        } else if (isToldNotToReplay(record.run()) || differsFromItself(scenario, digest, work)) {
            unreplayable++;
            unreplayableSuchAs = unreplayableSuchAs.isEmpty() ? name : unreplayableSuchAs;
        } else {
            refusals.add(name + ": made again, its history is not the one whose SHA-256 the record has");
            return;
        }
        standsByDigest(record);
    }

    /** By its own certificate, which this run then leaves inconclusive. It says nothing of other runs. */
    private boolean isToldNotToReplay(int run) {
        return told.stream().anyMatch(replay -> replay.run() == run && !replay.equal());
    }

    private boolean differsFromItself(Scenario scenario, String digest, Path work) {
        return !Digests.ofHistory(PackedHistory.files(replayer.replay(scenario, work)))
                .equals(digest);
    }

    private void standsByDigest(RunRecord record) {
        digestsOnly += record.kept() ? 0 : 1;
    }

    /** Adds what could not be replayed to what is open. */
    void tellUnreplayable() {
        if (unreplayable > 0) {
            open.add(unreplayable + " simulated runs cannot be replayed, since the implementation is not deterministic"
                    + " (a run of one scenario has one history and then another), such as " + unreplayableSuchAs
                    + "; that they have other histories here is no refusal");
        }
    }
}

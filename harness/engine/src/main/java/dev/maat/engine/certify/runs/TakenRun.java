package dev.maat.engine.certify.runs;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunJson;
import dev.maat.engine.run.Runs;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The folder of a run that an earlier sitting made, from what was kept of it. */
final class TakenRun {
    private TakenRun() {}

    /** Writes the history and judges it; null if it is none. What the conductor knew and no record tells is not there any more. */
    static @Nullable JudgedRun judged(
            Scenario scenario,
            RunRecord record,
            SortedMap<String, byte[]> logs,
            RunDirectory folder,
            Map<String, String> environment) {
        long began = System.nanoTime();
        ScenarioJson.write(scenario, folder.scenario());
        try {
            for (Map.Entry<String, byte[]> log : logs.entrySet()) {
                Files.write(folder.history().resolve(log.getKey()), log.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.history() + ": cannot be written", e);
        }
        try {
            DeploymentResult result =
                    new DeploymentResult(outcome(record.told()), "", new LinkedHashMap<>(environment));
            JudgedRun run = Runs.judge(scenario, result, Histories.read(folder.history()), began);
            RunJson.write(run, folder.verdict());
            return run;
        } catch (HistoryInputException noHistory) {
            return null;
        }
    }

    private static RunOutcome outcome(RunRecord.Told told) {
        return new RunOutcome(
                told.harnessFailure().isEmpty() ? "complete" : "harness-failure",
                told.harnessFailure(),
                List.of(),
                told.unasked(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                true,
                0,
                0);
    }
}

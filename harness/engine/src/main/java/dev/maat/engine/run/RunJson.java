package dev.maat.engine.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.maat.checkers.JudgementJson;
import dev.maat.faults.FaultReport;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/**
 * {@code verdict.json}: a judgement as {@link JudgementJson} writes it, but with {@code exit} that of the run, and a further key
 * {@code run}: scenario in short, how it ended, what each fault did, counts, what it depended on, time taken.
 */
public final class RunJson {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final double NANOS_PER_MILLI = 1e6;

    private RunJson() {}

    static void write(JudgedRun run, Path file) {
        try (Writer out = Files.newBufferedWriter(file)) {
            write(run, out);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    /** Writes it and a newline; does not close the writer. */
    public static void write(JudgedRun run, Writer out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
        JudgementJson.fields(run.judgement(), run.exitCode(), json);
        json.writeObjectFieldStart("run");
        scenario(json, run.scenario());
        outcome(json, run.result().outcome());
        counts(json, run.counts());
        json.writeStringField("fingerprint", run.result().fingerprint());
        json.writeObjectFieldStart("environment");
        for (Map.Entry<String, String> one : run.result().environment().entrySet()) {
            json.writeStringField(one.getKey(), one.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("tookMillis", Math.round(run.tookNanos() / NANOS_PER_MILLI));
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    private static void scenario(JsonGenerator json, Scenario scenario) throws IOException {
        json.writeStringField("implementation", scenario.implementation());
        json.writeStringField("deployment", scenario.deployment());
        json.writeStringField("transport", scenario.transport());
        json.writeStringField("ordering", scenario.ordering());
        json.writeNumberField("nodes", scenario.nodes().size());
        json.writeNumberField("seed", scenario.seed());
    }

    private static void outcome(JsonGenerator json, RunOutcome outcome) throws IOException {
        json.writeStringField("end", outcome.end());
        json.writeStringField("harnessFailure", outcome.harnessFailure());
        json.writeArrayFieldStart("faults");
        for (FaultReport fault : outcome.faults()) {
            json.writeStartObject();
            json.writeNumberField("id", fault.planned().id());
            json.writeStringField("kind", fault.planned().fault().kind().word());
            json.writeBooleanField("done", fault.done());
            json.writeBooleanField("bit", fault.effect().bit());
            json.writeObjectFieldStart("effect");
            for (Map.Entry<String, SortedMap<String, Long>> what :
                    fault.effect().counts().entrySet()) {
                json.writeObjectFieldStart(what.getKey());
                for (Map.Entry<String, Long> where : what.getValue().entrySet()) {
                    json.writeNumberField(where.getKey(), where.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the field {@code counts} into an object that the caller has begun. */
    public static void counts(JsonGenerator json, RunCounts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("viewChanges", counts.viewChanges());
        json.writeNumberField("joins", counts.joins());
        json.writeNumberField("leaves", counts.leaves());
        json.writeNumberField("crashes", counts.crashes());
        json.writeNumberField("crashesMidFanOut", counts.crashesMidFanOut());
        json.writeNumberField("faults", counts.faults());
        json.writeNumberField("faultsThatBit", counts.bites());
        json.writeEndObject();
    }
}

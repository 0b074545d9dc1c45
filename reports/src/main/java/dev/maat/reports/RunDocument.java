package dev.maat.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.JudgementJson;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ViewContent;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON document of a report: everything except the columns. The page's {@code data.js} declares its shape. */
final class RunDocument {
    /** The document is inside a script element: nothing in it may look like the end tag. */
    private static final JsonFactory JSON = new JsonFactory().setCharacterEscapes(new MarkupEscapes());

    private final History history;
    private final Judgement judgement;
    private final RunFacts facts;
    private final Lanes lanes;
    private final Findings findings;
    private final Span span;

    RunDocument(History history, Judgement judgement, RunFacts facts, Lanes lanes, Findings findings, Span span) {
        this.history = history;
        this.judgement = judgement;
        this.facts = facts;
        this.lanes = lanes;
        this.findings = findings;
        this.span = span;
    }

    void write(Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            writeFacts(json);
            writeJudgement(json);
            writeProperties(json);
            writeTopology(json);
            writeViews(json);
            writeFaults(json);
            writeMarks(json);
            writeChunks(json);
            json.writeEndObject();
        }
    }

    private void writeFacts(JsonGenerator json) throws IOException {
        json.writeStringField("title", title());
        json.writeArrayFieldStart("facts");
        fact(json, "Implementation", (facts.implementation() + " " + facts.version()).strip());
        fact(json, "Claims", String.join(", ", judgement.claims()));
        fact(json, "Deployment", facts.deployment());
        fact(json, "Transport", facts.transport());
        fact(json, "Seed", facts.seed());
        fact(json, "Nodes", String.valueOf(lanes.count()));
        json.writeEndArray();
        long duration = facts.durationNanos() > 0 ? facts.durationNanos() : span.toNanos() - span.fromNanos();
        json.writeNumberField("durationNanos", duration);
        json.writeStringField("command", facts.command());
        json.writeArrayFieldStart("environment");
        for (Map.Entry<String, String> entry : facts.environment().entrySet()) {
            fact(json, entry.getKey(), entry.getValue());
        }
        json.writeEndArray();
        json.writeStringField("scenario", facts.scenarioJson());
        json.writeStringField("verdictJson", JudgementJson.text(judgement));
    }

    private String title() {
        String seed = facts.seed().isEmpty() ? "" : ", seed " + facts.seed();
        return facts.implementation() + seed;
    }

    private static void fact(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStartArray();
            json.writeString(name);
            json.writeString(value);
            json.writeEndArray();
        }
    }

    private void writeJudgement(JsonGenerator json) throws IOException {
        json.writeStringField("verdict", judgement.verdict().word());
        json.writeStringField("claims", String.join(", ", judgement.claims()));
        strings(json, "reasons", judgement.reasons());
        json.writeArrayFieldStart("profiles");
        for (Map.Entry<String, Verdict> profile : judgement.profiles().entrySet()) {
            fact(json, profile.getKey(), profile.getValue().word());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notJudged");
        Set<String> claimed = judgement.claimedIds(history);
        for (String id : judgement.notJudged()) {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeBooleanField("claimed", claimed.contains(id));
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(json, "notes", judgement.warnings());
    }

    private void writeProperties(JsonGenerator json) throws IOException {
        Set<String> claimed = judgement.claimedIds(history);
        json.writeArrayFieldStart("properties");
        for (PropertyResult property : judgement.properties()) {
            json.writeStartObject();
            json.writeStringField("id", property.id());
            json.writeStringField("definition", property.definition());
            json.writeStringField("verdict", property.verdict().word());
            json.writeNumberField("applicable", property.applicable());
            json.writeNumberField("atRisk", property.atRisk());
            json.writeNumberField("violations", property.violations());
            json.writeStringField("sentence", property.sentence());
            json.writeBooleanField("claimed", claimed.contains(property.id()));
            json.writeArrayFieldStart("witness");
            for (WitnessEvent event : property.witness()) {
                writeWitness(json, event);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeWitness(JsonGenerator json, WitnessEvent event) throws IOException {
        Findings.Place place = findings.place(event);
        json.writeStartObject();
        json.writeStringField("process", event.process());
        json.writeNumberField("index", event.index());
        json.writeStringField("line", event.line());
        json.writeNumberField("ordinal", place == null ? -1 : place.ordinal());
        json.writeNumberField("nanos", place == null ? 0 : place.nanos());
        json.writeEndObject();
    }

    private void writeTopology(JsonGenerator json) throws IOException {
        strings(json, "nodes", lanes.nodes());
        json.writeArrayFieldStart("processes");
        for (int process = 0; process < history.processCount(); process++) {
            json.writeStartObject();
            json.writeStringField("id", history.processName(process));
            json.writeNumberField("lane", history.log(process) == null ? Lanes.NONE : lanes.ofProcess(process));
            json.writeNumberField("from", findings.firstNanos(process));
            json.writeNumberField("to", findings.lastNanos(process));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeViews(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("views");
        for (ViewContent view : findings.views()) {
            json.writeStartObject();
            json.writeStringField("id", view.id());
            json.writeNumberField("seq", view.seq());
            json.writeStringField("generation", view.generation());
            json.writeBooleanField("primary", view.primary());
            json.writeBooleanField("regular", view.regular());
            json.writeArrayFieldStart("members");
            for (int rank = 0; rank < view.size(); rank++) {
                json.writeString(history.processName(view.member(rank)));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("installs");
        for (Findings.Install install : findings.installs()) {
            json.writeStartObject();
            json.writeNumberField("process", install.process());
            json.writeNumberField("view", install.view());
            json.writeNumberField("nanos", install.nanos());
            json.writeNumberField("ordinal", install.ordinal());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeFaults(JsonGenerator json) throws IOException {
        FaultTargets targets = new FaultTargets(history, lanes);
        json.writeArrayFieldStart("faults");
        for (FaultSpan fault : history.faults()) {
            json.writeStartObject();
            json.writeStringField("id", fault.id());
            json.writeStringField("kind", fault.kind().isEmpty() ? "fault" : fault.kind());
            json.writeNumberField("on", fault.fromNanos());
            if (fault.lasts() && fault.toNanos() == Long.MAX_VALUE) {
                json.writeNullField("off");
            } else {
                json.writeNumberField("off", fault.toNanos());
            }
            json.writeBooleanField("lasts", fault.lasts());
            json.writeBooleanField("bit", fault.bit());
            json.writeStringField("detail", fault.detail() == null ? "" : fault.detail());
            json.writeStringField("effect", fault.effect() == null ? "" : fault.effect());
            int[] hit = targets.lanes(fault);
            json.writeFieldName("lanes");
            json.writeArray(hit, 0, hit.length);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeMarks(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("marks");
        for (Findings.Mark mark : findings.marks()) {
            json.writeStartObject();
            json.writeNumberField("process", mark.process());
            json.writeNumberField("type", mark.type());
            json.writeNumberField("nanos", mark.nanos());
            json.writeNumberField("ordinal", mark.ordinal());
            json.writeStringField("text", mark.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("marksLeftOut", findings.marksLeftOut());
    }

    private void writeChunks(JsonGenerator json) throws IOException {
        strings(json, "types", EventKind.words());
        json.writeNumberField("from", span.fromNanos());
        json.writeNumberField("to", span.toNanos());
        json.writeNumberField("events", span.events());
        json.writeNumberField("bins", ActivityBins.BINS);
        json.writeNumberField("chunkEvents", ChunkColumns.EVENTS);
        json.writeArrayFieldStart("chunks");
        for (Span.Chunk chunk : span.chunks()) {
            json.writeStartObject();
            json.writeNumberField("count", chunk.count());
            json.writeNumberField("from", chunk.fromNanos());
            json.writeNumberField("to", chunk.toNanos());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}

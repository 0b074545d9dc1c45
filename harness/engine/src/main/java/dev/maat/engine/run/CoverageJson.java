package dev.maat.engine.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.faults.FaultKind;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Coverage as fields of a JSON document: {@code faultsByPhase} (kind, then phase) and {@code phasesTogether} (phase, then phase). A pair
 * that never occurred is there with 0: it is a hole, where {@code phasesMarked} says that the implementation marks its phases at all.
 */
public final class CoverageJson {
    private static final String FAULTS = "faultsByPhase";
    private static final String PHASES = "phasesTogether";

    private static final String MARKED = "phasesMarked";

    private CoverageJson() {}

    public static void write(FaultCoverage coverage, JsonGenerator json) throws IOException {
        json.writeBooleanField(MARKED, coverage.isMarked());
        json.writeObjectFieldStart(FAULTS);
        for (FaultKind kind : coverage.kinds()) {
            json.writeObjectFieldStart(kind.word());
            for (ProtocolPhase phase : ProtocolPhase.values()) {
                json.writeNumberField(phase.word(), coverage.count(kind, phase));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart(PHASES);
        for (ProtocolPhase one : ProtocolPhase.overlapping()) {
            json.writeObjectFieldStart(one.word());
            for (ProtocolPhase other : ProtocolPhase.overlapping()) {
                json.writeNumberField(other.word(), coverage.count(one, other));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** The coverage of a document; what it does not name was not seen. */
    public static FaultCoverage read(JsonNode document) {
        Map<FaultKind, long[]> counts = new EnumMap<>(FaultKind.class);
        ProtocolPhase[] phases = ProtocolPhase.values();
        for (FaultKind kind : FaultKind.values()) {
            JsonNode row = document.path(FAULTS).path(kind.word());
            if (row.isObject()) {
                long[] numbers = new long[phases.length];
                for (ProtocolPhase phase : phases) {
                    numbers[phase.ordinal()] = row.path(phase.word()).asLong(0);
                }
                counts.put(kind, numbers);
            }
        }
        long[][] pairs = new long[phases.length][phases.length];
        for (ProtocolPhase one : phases) {
            for (ProtocolPhase other : phases) {
                pairs[one.ordinal()][other.ordinal()] = document.path(PHASES)
                        .path(one.word())
                        .path(other.word())
                        .asLong(0);
            }
        }
        return FaultCoverage.of(counts, pairs, document.path(MARKED).asBoolean(true));
    }
}

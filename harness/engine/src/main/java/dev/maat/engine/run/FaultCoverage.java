package dev.maat.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.History;
import dev.maat.faults.FaultKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many faults with an effect began while some process was in a phase: one row a kind, one column a phase. A fault may count in several
 * columns. Inside one step of a process no time passes in simulation: there the fault's own line proves that its phase was still on.
 *
 * <p>And how often a process came into a phase while another process was in a phase: a symmetric matrix, one row and one column a phase.
 */
public final class FaultCoverage {
    public static final FaultCoverage NONE = new FaultCoverage(new EnumMap<>(FaultKind.class), noPairs(), false);

    /** The remark on a table without the marked phases. */
    public static final String UNMARKED =
            "the implementation marks no phases of its protocol: only those that the harness sees itself are here";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<FaultKind, long[]> counts;
    private final long[][] pairs;
    private final boolean marked;

    private FaultCoverage(Map<FaultKind, long[]> counts, long[][] pairs, boolean marked) {
        this.counts = counts;
        this.pairs = pairs;
        this.marked = marked;
    }

    private static long[][] noPairs() {
        return new long[ProtocolPhase.values().length][ProtocolPhase.values().length];
    }

    /** Coverage with these counts, as {@link #count(FaultKind, ProtocolPhase)} and {@link #count(ProtocolPhase, ProtocolPhase)} give them. */
    static FaultCoverage of(Map<FaultKind, long[]> counts, long[][] pairs, boolean marked) {
        Map<FaultKind, long[]> copy = new EnumMap<>(FaultKind.class);
        counts.forEach((kind, row) -> copy.put(kind, row.clone()));
        return new FaultCoverage(copy, Arrays.stream(pairs).map(long[]::clone).toArray(long[][]::new), marked);
    }

    /** Reads the faults and phases of a history. */
    public static FaultCoverage of(History history) {
        PhaseSpans spans = new PhaseSpans(history);
        Map<FaultKind, long[]> counts = new EnumMap<>(FaultKind.class);
        for (FaultSpan fault : history.faults()) {
            FaultKind kind = kind(fault.kind());
            if (kind == null || !fault.bit() || !fault.fell()) {
                continue;
            }
            long[] row = counts.computeIfAbsent(kind, absent -> new long[ProtocolPhase.values().length]);
            for (ProtocolPhase phase : phases(spans, fault)) {
                row[phase.ordinal()]++;
            }
        }
        return new FaultCoverage(counts, spans.together(), spans.marked());
    }

    /** The phases that a fault began in; {@link ProtocolPhase#IDLE} if in none. */
    public static Set<ProtocolPhase> phases(PhaseSpans spans, FaultSpan fault) {
        Set<ProtocolPhase> phases = EnumSet.noneOf(ProtocolPhase.class);
        for (ProtocolPhase phase : ProtocolPhase.values()) {
            if (spans.covers(phase, fault.fromNanos())) {
                phases.add(phase);
            }
        }
        phases.addAll(spans.diedIn(fault.id()));
        ProtocolPhase inside = inside(spans, fault);
        if (inside != null) {
            phases.add(inside);
        }
        if (phases.isEmpty()) {
            phases.add(ProtocolPhase.IDLE);
        }
        return phases;
    }

    /**
     * The phase that the fault's line says it fell into; null: none. The line is believed where the times of the phase allow it. A
     * harness hears of real processes with a delay, and may not have heard yet that the phase was over.
     */
    private static @Nullable ProtocolPhase inside(PhaseSpans spans, FaultSpan fault) {
        String detail = fault.detail();
        if (detail == null || !detail.contains("\"trigger\"")) {
            return null;
        }
        try {
            JsonNode trigger = JSON.readTree(detail).path("trigger");
            ProtocolPhase phase = trigger.path("inside").asBoolean(false)
                    ? ProtocolPhase.marked(trigger.path("mark").asText())
                    : null;
            String process = trigger.path("process").asText();
            return phase != null && spans.touches(phase, process, fault.fromNanos()) ? phase : null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static @Nullable FaultKind kind(String word) {
        for (FaultKind kind : FaultKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        return null;
    }

    public FaultCoverage plus(FaultCoverage more) {
        Map<FaultKind, long[]> sum = new EnumMap<>(FaultKind.class);
        for (FaultCoverage each : new FaultCoverage[] {this, more}) {
            each.counts.forEach((kind, row) -> {
                long[] into = sum.computeIfAbsent(kind, absent -> new long[row.length]);
                for (int i = 0; i < row.length; i++) {
                    into[i] += row[i];
                }
            });
        }
        long[][] both = noPairs();
        for (int one = 0; one < both.length; one++) {
            for (int other = 0; other < both.length; other++) {
                both[one][other] = pairs[one][other] + more.pairs[one][other];
            }
        }
        return new FaultCoverage(sum, both, marked || more.marked);
    }

    /** The kinds that had an effect at all. */
    public Set<FaultKind> kinds() {
        return counts.keySet();
    }

    /** Whether some process marked a phase; else only the phases that the harness sees itself can be met. */
    public boolean isMarked() {
        return marked;
    }

    /** The phases that can be met: without marks only those that the harness sees itself. */
    public List<ProtocolPhase> phases() {
        return Stream.of(ProtocolPhase.values())
                .filter(phase -> marked || phase.mark() == null)
                .toList();
    }

    /** How many faults of a kind began in a phase. */
    public long count(FaultKind kind, ProtocolPhase phase) {
        long[] row = counts.get(kind);
        return row == null ? 0 : row[phase.ordinal()];
    }

    /** How often a process came into one of these phases while another process was in the other one. */
    public long count(ProtocolPhase one, ProtocolPhase other) {
        return pairs[one.ordinal()][other.ordinal()];
    }
}

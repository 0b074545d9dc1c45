package dev.maat.checkers.recording;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the harness's own lines of a history, the header first. Safe for several threads. Maps are written in their
 * order of iteration: pass ordered maps if the history must be reproducible to the byte.
 */
public final class HarnessRecorder {
    private final LineSink sink;
    private final LongSupplier nanosSinceRunBegan;
    private final JsonLine line = new JsonLine();

    public HarnessRecorder(LineSink sink, LongSupplier nanosSinceRunBegan) {
        this.sink = sink;
        this.nanosSinceRunBegan = nanosSinceRunBegan;
    }

    /** The header; it must be the first line. */
    public synchronized void header(RecordedHeader header) {
        Map<String, Object> clock = new LinkedHashMap<>();
        clock.put("source", header.clockSource());
        clock.put("errorNanos", header.clockErrorNanos());
        line.begin()
                .field("format", "maat-history")
                .field("version", 1)
                .field("implementation", header.implementation());
        if (header.claims().size() == 1) {
            line.field("claims", header.claims().get(0));
        } else if (!header.claims().isEmpty()) {
            line.field("claims", header.claims());
        }
        line.field("membership", header.membership())
                .field("generation", header.generation())
                .field("nodes", header.nodes())
                .field("clock", clock)
                .field("places", header.places())
                .field("sendOrder", header.sendOrder());
        header.more().forEach(line::any);
        line.writeTo(sink);
    }

    /** A fault of the harness killed a process. */
    public synchronized void crash(String process, long causeFaultId) {
        line.begin()
                .field("p", process)
                .field("t", nanosSinceRunBegan.getAsLong())
                .field("e", "crash")
                .field("cause", causeFaultId)
                .writeTo(sink);
    }

    /** A process died without a fault of the harness. */
    public void crashUnprovoked(String process) {
        crashUnprovoked(process, null);
    }

    /**
     * As above.
     *
     * @param detail the cause as far as known: a sentence, and a stack trace in the lines after it; null if nothing is known
     */
    public synchronized void crashUnprovoked(String process, @Nullable String detail) {
        line.begin()
                .field("p", process)
                .field("t", nanosSinceRunBegan.getAsLong())
                .field("e", "crash")
                .field("cause", "unprovoked");
        if (detail != null) {
            line.field("detail", detail);
        }
        line.writeTo(sink);
    }

    /** A fault that lasts is on. */
    public synchronized void faultOn(long id, long requestedNanos, String kind, Map<String, ?> detail) {
        fault(id, true, requestedNanos)
                .field("kind", kind)
                .field("detail", detail)
                .writeTo(sink);
    }

    /**
     * A fault that lasted is healed.
     *
     * @param bit whether it had any effect, null if only {@code effect} can say
     * @param effect its effect, per directed pair and packet class where known
     */
    public synchronized void faultOff(long id, long requestedNanos, @Nullable Boolean bit, Map<String, ?> effect) {
        JsonLine fault = fault(id, false, requestedNanos);
        if (bit != null) {
            fault.field("bit", bit);
        }
        fault.field("effect", effect).writeTo(sink);
    }

    /** A fault that takes no time, such as a kill, is one line. */
    public synchronized void faultAtOnce(
            long id, long requestedNanos, String kind, Map<String, ?> detail, boolean bit, Map<String, ?> effect) {
        fault(id, true, requestedNanos)
                .field("kind", kind)
                .field("detail", detail)
                .field("bit", bit)
                .field("effect", effect)
                .writeTo(sink);
    }

    /**
     * Load has stopped.
     *
     * @param core the nodes judged for liveness
     * @param probes name of a probe to {@code "ok"} or {@code "failed"}
     */
    public synchronized void quiet(List<String> core, Map<String, String> probes) {
        line.begin()
                .field("t", nanosSinceRunBegan.getAsLong())
                .field("e", "quiet")
                .field("core", core)
                .field("probes", probes)
                .writeTo(sink);
    }

    /** The run is over: {@code "complete"}, {@code "timeout"} or {@code "harness-failure"}. */
    public synchronized void end(String reason) {
        line.begin()
                .field("t", nanosSinceRunBegan.getAsLong())
                .field("e", "end")
                .field("reason", reason)
                .writeTo(sink);
    }

    /** The run ends before its plan does, since its result is known. */
    public synchronized void stoppedEarly(String why) {
        line.begin()
                .field("t", nanosSinceRunBegan.getAsLong())
                .field("e", "x-stopped")
                .field("why", why)
                .writeTo(sink);
    }

    private JsonLine fault(long id, boolean on, long requestedNanos) {
        return line.begin()
                .field("t", nanosSinceRunBegan.getAsLong())
                .field("e", "fault")
                .field("id", id)
                .field("on", on)
                .field("requested", requestedNanos);
    }
}

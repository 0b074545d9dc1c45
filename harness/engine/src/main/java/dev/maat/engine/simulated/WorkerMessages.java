package dev.maat.engine.simulated;

import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The messages between the judge's JVM and a worker: numbers and texts in a fixed order, over two pipes. */
final class WorkerMessages {
    /** Longer texts or lists mean that the stream is out of step. */
    private static final int MAX_TEXT_BYTES = 64 << 20;

    private static final int MAX_ENTRIES = 1 << 20;

    private WorkerMessages() {}

    /** Asks for a run, or for the end of one that is under way. */
    sealed interface Request {
        long id();
    }

    /**
     * @param slot where the run notes its calls
     * @param strict whether the run is alone in a fresh worker, so that what happens to the JVM is its doing
     * @param ends calls that are known not to return; they are not made
     */
    record Run(
            long id,
            int slot,
            boolean strict,
            boolean stopsAtViolation,
            String directory,
            String scenario,
            List<KnownEnd> ends)
            implements Request {}

    record Interrupt(long id) implements Request {}

    /** A call of the implementation that ends its process. Calls of a run are counted from 1. */
    record KnownEnd(long call, String detail) {}

    sealed interface Reply {
        long id();
    }

    /**
     * @param outcome without the faults
     * @param notes for the progress display
     * @param endsReached the known ends that were reached
     */
    record Finished(
            long id, RunOutcome outcome, String fingerprint, long crashesMidFanOut, List<String> notes, int endsReached)
            implements Reply {}

    /** The run threw. */
    record Failed(long id, String kind, String message) implements Reply {}

    static void write(Request request, DataOutputStream out) throws IOException {
        switch (request) {
            case Run run -> {
                out.writeByte('R');
                out.writeLong(run.id);
                out.writeInt(run.slot);
                out.writeBoolean(run.strict);
                out.writeBoolean(run.stopsAtViolation);
                text(run.directory, out);
                text(run.scenario, out);
                out.writeInt(run.ends.size());
                for (KnownEnd end : run.ends) {
                    out.writeLong(end.call);
                    text(end.detail, out);
                }
            }
            case Interrupt interrupt -> {
                out.writeByte('I');
                out.writeLong(interrupt.id);
            }
        }
        out.flush();
    }

    static Request request(DataInputStream in) throws IOException {
        int kind = in.readByte();
        long id = in.readLong();
        if (kind == 'I') {
            return new Interrupt(id);
        }
        int slot = in.readInt();
        boolean strict = in.readBoolean();
        boolean stops = in.readBoolean();
        String directory = text(in);
        String scenario = text(in);
        List<KnownEnd> ends = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            long call = in.readLong();
            ends.add(new KnownEnd(call, text(in)));
        }
        return new Run(id, slot, strict, stops, directory, scenario, ends);
    }

    static void write(Reply reply, DataOutputStream out) throws IOException {
        switch (reply) {
            case Failed failed -> {
                out.writeByte('E');
                out.writeLong(failed.id);
                text(failed.kind, out);
                text(failed.message, out);
            }
            case Finished done -> {
                out.writeByte('F');
                out.writeLong(done.id);
                outcome(done.outcome, out);
                text(done.fingerprint, out);
                out.writeLong(done.crashesMidFanOut);
                texts(done.notes, out);
                out.writeInt(done.endsReached);
            }
        }
        out.flush();
    }

    /** @param scenarios the scenario of a run that is under way, by its id; its plan has the faults */
    static Reply reply(DataInputStream in, Scenarios scenarios) throws IOException {
        int kind = in.readByte();
        long id = in.readLong();
        if (kind == 'E') {
            return new Failed(id, text(in), text(in));
        }
        RunOutcome outcome = outcome(in, scenarios.of(id));
        return new Finished(id, outcome, text(in), in.readLong(), texts(in), in.readInt());
    }

    interface Scenarios {
        @Nullable
        Scenario of(long id);
    }

    private static void outcome(RunOutcome outcome, DataOutputStream out) throws IOException {
        text(outcome.end(), out);
        text(outcome.harnessFailure(), out);
        texts(outcome.standstill(), out);
        texts(outcome.unasked(), out);
        texts(outcome.remarks(), out);
        out.writeInt(outcome.faults().size());
        for (FaultReport fault : outcome.faults()) {
            out.writeInt(fault.planned().id());
            out.writeBoolean(fault.done());
            effect(fault.effect(), out);
        }
        texts(outcome.unprovoked(), out);
        texts(outcome.core(), out);
        out.writeBoolean(outcome.quorumInCore());
        out.writeBoolean(outcome.settled());
        out.writeLong(outcome.messagesSent());
        out.writeLong(outcome.viewsInstalled());
    }

    private static RunOutcome outcome(DataInputStream in, @Nullable Scenario scenario) throws IOException {
        String end = text(in);
        String harnessFailure = text(in);
        List<String> standstill = texts(in);
        List<String> unasked = texts(in);
        List<String> remarks = texts(in);
        List<FaultReport> faults = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            PlannedFault planned = planned(in.readInt(), scenario);
            boolean done = in.readBoolean();
            faults.add(new FaultReport(planned, done, effect(in)));
        }
        return new RunOutcome(
                end,
                harnessFailure,
                standstill,
                unasked,
                remarks,
                faults,
                texts(in),
                texts(in),
                in.readBoolean(),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static PlannedFault planned(int id, @Nullable Scenario scenario) throws IOException {
        if (scenario != null) {
            for (PlannedFault fault : scenario.plan().faults()) {
                if (fault.id() == id) {
                    return fault;
                }
            }
        }
        throw new IOException("a worker reported fault " + id + ", which no plan has");
    }

    private static void effect(FaultEffect effect, DataOutputStream out) throws IOException {
        out.writeInt(effect.counts().size());
        for (Map.Entry<String, SortedMap<String, Long>> event : effect.counts().entrySet()) {
            text(event.getKey(), out);
            out.writeInt(event.getValue().size());
            for (Map.Entry<String, Long> place : event.getValue().entrySet()) {
                text(place.getKey(), out);
                out.writeLong(place.getValue());
            }
        }
        String note = effect.note();
        out.writeBoolean(note != null);
        if (note != null) {
            text(note, out);
        }
    }

    private static FaultEffect effect(DataInputStream in) throws IOException {
        SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
        for (int events = count(in); events > 0; events--) {
            String event = text(in);
            SortedMap<String, Long> places = new TreeMap<>();
            for (int left = count(in); left > 0; left--) {
                String place = text(in);
                places.put(place, in.readLong());
            }
            counts.put(event, places);
        }
        return new FaultEffect(counts, in.readBoolean() ? text(in) : null);
    }

    private static void texts(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String one : texts) {
            text(one, out);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT_BYTES) {
            throw new IOException("a text of " + length + " bytes: the stream is out of step");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_ENTRIES) {
            throw new IOException("a list of " + count + " entries: the stream is out of step");
        }
        return count;
    }
}

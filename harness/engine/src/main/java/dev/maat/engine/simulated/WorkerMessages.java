package dev.maat.engine.simulated;

import dev.maat.engine.simulated.FileSeal.Seal;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The messages between the judge's JVM and a worker: numbers and texts in a fixed order, over two pipes. */
final class WorkerMessages {
    private WorkerMessages() {}

    /** Asks for a run, or for the end of one that is under way. */
    sealed interface Request {
        long id();
    }

    /**
     * @param slot where the run notes its calls
     * @param strict whether the run is alone in a fresh worker, so that what happens to the JVM is its doing
     * @param inMemory whether the history comes with the reply, and no file of it is written
     * @param sealPoint the secret of the history's seals
     * @param refusal why no call of the implementation is made; empty if they are
     * @param ends calls that are known not to return; they are not made
     */
    record Run(
            long id,
            int slot,
            boolean strict,
            boolean stopsAtViolation,
            boolean inMemory,
            long sealPoint,
            String refusal,
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
     * @param seals of the history's files, by their names; none if it is in memory
     * @param evidence the history in memory; null if it is in files, or too long to be kept
     */
    record Finished(
            long id,
            RunOutcome outcome,
            String fingerprint,
            long crashesMidFanOut,
            List<String> notes,
            int endsReached,
            SortedMap<String, Seal> seals,
            byte @Nullable [] evidence)
            implements Reply {}

    /** The run threw. */
    record Failed(long id, Kind kind, String message) implements Reply {
        enum Kind {
            ARGUMENT,
            ILLEGAL_ARGUMENT,
            HARNESS,
            /** Code of the implementation did it, and no call of it is known to be the one. */
            IMPLEMENTATION
        }
    }

    /** The worker is about to end itself, because a call of the implementation did this. */
    record Ending(long id, String why) implements Reply {}

    /** The worker goes on. */
    record Alive(long id) implements Reply {}

    static void write(Request request, DataOutputStream out) throws IOException {
        switch (request) {
            case Run run -> {
                out.writeByte('R');
                out.writeLong(run.id);
                out.writeInt(run.slot);
                out.writeBoolean(run.strict);
                out.writeBoolean(run.stopsAtViolation);
                out.writeBoolean(run.inMemory);
                out.writeLong(run.sealPoint);
                Fields.text(run.refusal, out);
                Fields.text(run.directory, out);
                Fields.text(run.scenario, out);
                out.writeInt(run.ends.size());
                for (KnownEnd end : run.ends) {
                    out.writeLong(end.call);
                    Fields.text(end.detail, out);
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
        boolean inMemory = in.readBoolean();
        long sealPoint = in.readLong();
        String refusal = Fields.text(in);
        String directory = Fields.text(in);
        String scenario = Fields.text(in);
        List<KnownEnd> ends = new ArrayList<>();
        for (int left = Fields.count(in); left > 0; left--) {
            long call = in.readLong();
            ends.add(new KnownEnd(call, Fields.text(in)));
        }
        return new Run(id, slot, strict, stops, inMemory, sealPoint, refusal, directory, scenario, ends);
    }

    static byte[] bytes(Reply reply) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(reply, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Reply reply, DataOutputStream out) throws IOException {
        switch (reply) {
            case Alive alive -> {
                out.writeByte('A');
                out.writeLong(alive.id);
            }
            case Ending ending -> {
                out.writeByte('X');
                out.writeLong(ending.id);
                Fields.text(ending.why, out);
            }
            case Failed failed -> {
                out.writeByte('E');
                out.writeLong(failed.id);
                out.writeByte(failed.kind.ordinal());
                Fields.text(failed.message, out);
            }
            case Finished done -> {
                out.writeByte('F');
                out.writeLong(done.id);
                OutcomeFields.write(done.outcome, out);
                Fields.text(done.fingerprint, out);
                out.writeLong(done.crashesMidFanOut);
                Fields.texts(done.notes, out);
                out.writeInt(done.endsReached);
                seals(done.seals, out);
                Fields.bytesOrNull(done.evidence, out);
            }
        }
    }

    /** @param scenarios the scenario of a run that is under way, by its id; its plan has the faults */
    static Reply reply(byte[] message, Scenarios scenarios) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(message));
        int kind = in.readByte();
        long id = in.readLong();
        return switch (kind) {
            case 'A' -> new Alive(id);
            case 'X' -> new Ending(id, Fields.text(in));
            case 'E' -> new Failed(id, Failed.Kind.values()[in.readByte()], Fields.text(in));
            default ->
                new Finished(
                        id,
                        OutcomeFields.read(in, scenarios.of(id)),
                        Fields.text(in),
                        in.readLong(),
                        Fields.texts(in),
                        in.readInt(),
                        seals(in),
                        Fields.bytesOrNull(in));
        };
    }

    interface Scenarios {
        @Nullable
        Scenario of(long id);
    }

    private static void seals(SortedMap<String, Seal> seals, DataOutputStream out) throws IOException {
        out.writeInt(seals.size());
        for (Map.Entry<String, Seal> seal : seals.entrySet()) {
            Fields.text(seal.getKey(), out);
            out.writeLong(seal.getValue().length());
            out.writeLong(seal.getValue().digest());
        }
    }

    private static SortedMap<String, Seal> seals(DataInputStream in) throws IOException {
        SortedMap<String, Seal> seals = new TreeMap<>();
        for (int left = Fields.count(in); left > 0; left--) {
            String file = Fields.text(in);
            seals.put(file, new Seal(in.readLong(), in.readLong()));
        }
        return seals;
    }
}

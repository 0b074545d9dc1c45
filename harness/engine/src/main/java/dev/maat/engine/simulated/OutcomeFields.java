package dev.maat.engine.simulated;

import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The outcome of a run as a field of a message. Faults are named by their numbers in the plan, which both ends have. */
final class OutcomeFields {
    private OutcomeFields() {}

    static void write(RunOutcome outcome, DataOutputStream out) throws IOException {
        Fields.text(outcome.end(), out);
        Fields.text(outcome.harnessFailure(), out);
        Fields.texts(outcome.standstill(), out);
        Fields.texts(outcome.unasked(), out);
        Fields.texts(outcome.remarks(), out);
        out.writeInt(outcome.faults().size());
        for (FaultReport fault : outcome.faults()) {
            out.writeInt(fault.planned().id());
            out.writeBoolean(fault.done());
            effect(fault.effect(), out);
        }
        Fields.texts(outcome.unprovoked(), out);
        Fields.texts(outcome.core(), out);
        out.writeBoolean(outcome.quorumInCore());
        out.writeBoolean(outcome.settled());
        out.writeLong(outcome.messagesSent());
        out.writeLong(outcome.viewsInstalled());
    }

    static RunOutcome read(DataInputStream in, @Nullable Scenario scenario) throws IOException {
        String end = Fields.text(in);
        String harnessFailure = Fields.text(in);
        List<String> standstill = Fields.texts(in);
        List<String> unasked = Fields.texts(in);
        List<String> remarks = Fields.texts(in);
        List<FaultReport> faults = new ArrayList<>();
        for (int left = Fields.count(in); left > 0; left--) {
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
                Fields.texts(in),
                Fields.texts(in),
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
            Fields.text(event.getKey(), out);
            out.writeInt(event.getValue().size());
            for (Map.Entry<String, Long> place : event.getValue().entrySet()) {
                Fields.text(place.getKey(), out);
                out.writeLong(place.getValue());
            }
        }
        String note = effect.note();
        out.writeBoolean(note != null);
        if (note != null) {
            Fields.text(note, out);
        }
    }

    private static FaultEffect effect(DataInputStream in) throws IOException {
        SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
        for (int events = Fields.count(in); events > 0; events--) {
            String event = Fields.text(in);
            SortedMap<String, Long> places = new TreeMap<>();
            for (int left = Fields.count(in); left > 0; left--) {
                String place = Fields.text(in);
                places.put(place, in.readLong());
            }
            counts.put(event, places);
        }
        return new FaultEffect(counts, in.readBoolean() ? Fields.text(in) : null);
    }
}

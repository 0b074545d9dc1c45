package dev.maat.scenario.conductor.faults;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.FaultJson;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the history lines of faults, with the health of the group, and collects a report of each fault that is over. */
final class FaultLines {
    private final HarnessRecorder recorder;
    private final Roster roster;
    private final Set<Integer> planIds = new TreeSet<>();
    private final List<FaultReport> reports = new ArrayList<>();
    private final Map<Integer, PlannedFault> reported = new LinkedHashMap<>();
    private final Map<Integer, MarkClock.Sprung> sprung = new LinkedHashMap<>();

    FaultLines(List<PlannedFault> plan, HarnessRecorder recorder, Roster roster) {
        this.recorder = recorder;
        this.roster = roster;
        plan.forEach(each -> planIds.add(each.id()));
    }

    /** The faults that are over or withheld, in the order in which their last lines were written. */
    List<FaultReport> reports() {
        return reports;
    }

    /** The reported fault with this id; null: there is none yet. */
    @Nullable
    PlannedFault reported(int id) {
        return reported.get(id);
    }

    /**
     * A further fall of a fault has an id of its own in the history; the report names the fault of the plan. An act of the conductor's
     * own, as the end of a straggler, is in the history alone: it belongs to no fault of the plan.
     */
    private void report(PlannedFault fallen, boolean done, FaultEffect effect) {
        MarkClock.Sprung by = sprung.get(fallen.id());
        int planId = by == null ? fallen.id() : by.waiting().planned().id();
        reported.put(fallen.id(), fallen);
        if (planIds.contains(planId)) {
            reports.add(new FaultReport(fallen.withId(planId), done, effect));
        }
    }

    /** The fault with this id falls due by a mark: its line tells which. */
    void sprung(int id, MarkClock.Sprung by) {
        sprung.put(id, by);
    }

    /** The fault was not injected. */
    void withheld(PlannedFault planned, long now, String why) {
        FaultEffect effect = FaultEffect.withheld(why);
        write(planned, now, effect);
        report(planned, false, effect);
    }

    /** A fault that is over at once is confirmed. */
    void atOnce(PlannedFault planned, long requestedNanos, FaultEffect effect) {
        write(planned, requestedNanos, effect);
        report(planned, true, effect);
    }

    /** A fault that lasts is confirmed on. */
    void on(PlannedFault planned, long requestedNanos) {
        recorder.faultOn(planned.id(), requestedNanos, planned.fault().kind().word(), detail(planned));
    }

    /** A fault that lasted is confirmed healed. */
    void off(PlannedFault planned, long healRequestedNanos, FaultEffect effect) {
        Map<String, Object> json = json(effect);
        json.put("healthAfter", roster.health());
        recorder.faultOff(planned.id(), healRequestedNanos, effect.bit(), json);
        report(planned, true, effect);
    }

    private void write(PlannedFault planned, long requestedNanos, FaultEffect effect) {
        recorder.faultAtOnce(
                planned.id(),
                requestedNanos,
                planned.fault().kind().word(),
                detail(planned),
                effect.bit(),
                json(effect));
    }

    private Map<String, Object> detail(PlannedFault planned) {
        Map<String, Object> detail = FaultJson.detail(planned.fault());
        MarkClock.Sprung by = sprung.get(planned.id());
        if (by != null) {
            detail.put("trigger", trigger(by));
        }
        detail.put("healthBefore", roster.health());
        return detail;
    }

    /** The mark, and whether its phase was still on when the fault was confirmed. A process that dies in a phase never leaves it. */
    private Map<String, Object> trigger(MarkClock.Sprung by) {
        MarkSeen mark = by.mark();
        Map<String, Object> trigger = new LinkedHashMap<>();
        trigger.put("mark", mark.mark());
        trigger.put("process", mark.process());
        trigger.put("occurrence", by.occurrence());
        if (mark.ends()) {
            trigger.put("ends", true);
        } else if (mark.lasts()) {
            NodeState node = roster.of(mark.process());
            trigger.put(
                    "inside",
                    node.isProcess(mark.process()) && node.signs().phases().containsKey(mark.mark()));
        }
        return trigger;
    }

    private static Map<String, Object> json(FaultEffect effect) {
        Map<String, Object> json = new LinkedHashMap<>(effect.counts());
        if (effect.note() != null) {
            json.put("note", effect.note());
        }
        return json;
    }
}

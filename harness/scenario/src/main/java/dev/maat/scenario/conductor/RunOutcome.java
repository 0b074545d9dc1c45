package dev.maat.scenario.conductor;

import dev.maat.faults.FaultReport;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of a run as the harness saw it; the verdict is the checkers'.
 *
 * @param end {@code complete}, {@code timeout} or {@code harness-failure}, as in the history
 * @param harnessFailure why the harness failed; empty if it did not
 * @param standstill why the run stood still when it timed out or did not settle: which processes have been in which phase, view and
 *     suspicion since when, and whose answers are missing; empty if it did neither
 * @param unasked what happened to the group from outside, neither by this harness nor by the implementation; any of it makes the run
 *     inconclusive
 * @param remarks on the course of the run, such as a group that did not form in time
 * @param faults the outcome of each fault of the plan, in the order in which they ended
 * @param unprovoked processes that ended by no fault of the harness, each with the known cause
 * @param core nodes judged for liveness
 * @param quorumInCore whether the core held a quorum of the newest view when it was chosen
 * @param settled whether the core came to rest in one view of exactly its members before {@code quiet}
 * @param messagesSent multicasts invoked, END messages included
 * @param viewsInstalled number of view lines of all processes
 */
public record RunOutcome(
        String end,
        String harnessFailure,
        List<String> standstill,
        List<String> unasked,
        List<String> remarks,
        List<FaultReport> faults,
        List<String> unprovoked,
        List<String> core,
        boolean quorumInCore,
        boolean settled,
        long messagesSent,
        long viewsInstalled) {
    public RunOutcome {
        standstill = List.copyOf(standstill);
        unasked = List.copyOf(unasked);
        remarks = List.copyOf(remarks);
        faults = List.copyOf(faults);
        unprovoked = List.copyOf(unprovoked);
        core = List.copyOf(core);
    }

    /** Faults marked {@code mustBite} that had no effect; each of them makes the run inconclusive (exit code 2). */
    public List<FaultReport> withoutBite() {
        List<FaultReport> list = new ArrayList<>();
        for (FaultReport fault : faults) {
            if (fault.isInconclusive()) {
                list.add(fault);
            }
        }
        return list;
    }
}

package dev.maat.scenario.conductor;

import dev.maat.faults.FaultReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * Faults marked {@code mustBite} that had no effect, each once; each of them makes the run inconclusive (exit code 2). A fault that
     * fell several times had an effect if any of its falls had one.
     */
    public List<FaultReport> withoutBite() {
        Map<Integer, FaultReport> toothless = new LinkedHashMap<>();
        for (FaultReport fault : faults) {
            if (fault.planned().mustBite()) {
                toothless.merge(
                        fault.planned().id(),
                        fault,
                        (one, other) -> one.effect().bit() ? one : other);
            }
        }
        return toothless.values().stream()
                .filter(fault -> !fault.effect().bit())
                .toList();
    }
}

package dev.maat.engine.run;

import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewInstall;
import dev.maat.faults.FaultReport;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts of one run or of many. They show how hard the run was: a verdict without violations means little where nothing happened.
 *
 * @param viewChanges views that at least one process moved to from another view; each view counts once
 * @param joins processes whose first view is one that other processes moved to
 * @param leaves processes that left on request
 * @param crashes processes whose death the harness confirmed
 * @param crashesMidFanOut crashes between two destinations of one fan-out
 * @param planned faults of the plan
 * @param skipped faults of the plan that were not injected, each for a reason that its report gives
 * @param faults faults of the plan that were injected
 * @param bites faults of the plan that had an effect, at one of their falls at least
 * @param furtherFalls falls of faults that wait for a mark, beyond the first of each
 */
public record RunCounts(
        long viewChanges,
        long joins,
        long leaves,
        long crashes,
        long crashesMidFanOut,
        long planned,
        long skipped,
        long faults,
        long bites,
        long furtherFalls) {
    public static final RunCounts NOTHING = new RunCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The part that the history tells by itself; of the faults and of fan-outs it counts nothing. */
    public static RunCounts of(History history) {
        BitSet first = firstInstalls(history);
        List<ViewInstall> installs = history.installs();
        BitSet movedTo = new BitSet();
        for (int i = 0; i < installs.size(); i++) {
            if (!first.get(i) && installs.get(i).content().regular()) {
                movedTo.set(installs.get(i).content().idNumber());
            }
        }
        long joins = first.stream()
                .filter(i -> movedTo.get(installs.get(i).content().idNumber()))
                .count();
        long leaves = 0;
        long crashes = 0;
        for (ProcessLog log : history.logs()) {
            leaves += log.count(EventType.LEFT);
            crashes += log.crash() == null ? 0 : 1;
        }
        return new RunCounts(movedTo.cardinality(), joins, leaves, crashes, 0, 0, 0, 0, 0, 0);
    }

    static RunCounts of(History history, DeploymentResult result, long planned) {
        RunCounts told = of(history);
        Set<Integer> reported = new HashSet<>();
        Set<Integer> done = new HashSet<>();
        Set<Integer> bites = new HashSet<>();
        long falls = 0;
        for (FaultReport fault : result.outcome().faults()) {
            int id = fault.planned().id();
            reported.add(id);
            if (fault.done()) {
                done.add(id);
                falls++;
            }
            if (fault.effect().bit()) {
                bites.add(id);
            }
        }
        return new RunCounts(
                told.viewChanges,
                told.joins,
                told.leaves,
                told.crashes,
                result.crashesMidFanOut(),
                planned,
                reported.size() - done.size(),
                done.size(),
                bites.size(),
                falls - done.size());
    }

    /** The installs that are the first one of their process, by index. */
    private static BitSet firstInstalls(History history) {
        BitSet seen = new BitSet();
        BitSet first = new BitSet();
        List<ViewInstall> installs = history.installs();
        for (int i = 0; i < installs.size(); i++) {
            int process = installs.get(i).process();
            if (!seen.get(process)) {
                seen.set(process);
                first.set(i);
            }
        }
        return first;
    }

    public RunCounts plus(RunCounts more) {
        return new RunCounts(
                viewChanges + more.viewChanges,
                joins + more.joins,
                leaves + more.leaves,
                crashes + more.crashes,
                crashesMidFanOut + more.crashesMidFanOut,
                planned + more.planned,
                skipped + more.skipped,
                faults + more.faults,
                bites + more.bites,
                furtherFalls + more.furtherFalls);
    }
}

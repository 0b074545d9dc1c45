package dev.maat.checkers.properties.environment;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.HashSet;
import java.util.Set;

/**
 * A process ends only by a fault of the harness, its own {@code leave}, or a justified {@code excluded}. An exclusion
 * is justified if the process is excluded from the last primary view that it installed, or if it installed none and
 * some process installed one without it. Violations are an exception, running out of memory, an exit of its own,
 * {@code left} without {@code leave}, and a cause that is no fault of the history.
 *
 * <p>Cost: O(n). A case is a process; it is at risk if a fault that bit or a move falls into its life. A log without
 * {@code left}, {@code excluded}, {@code closed} and crash makes the property unknown, and so does the missing log of a
 * core process. Violated by a crash whose cause is {@code "unprovoked"}.
 */
public final class NoUnprovokedExit implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.NO_UNPROVOKED_EXIT;
    }

    /** A fault may not be reported yet, and a view that justifies an exclusion may be installed later. */
    @Override
    public boolean isFirm(Proof proof) {
        return proof.shows("left") && !proof.shows("excluded") || proof.shows("crash", "cause", "unprovoked");
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Set<String> faults = new HashSet<>();
        for (FaultSpan fault : facts.history.faults()) {
            faults.add(fault.id());
        }
        if (!facts.core.missing().isEmpty()) {
            findings.unknown(() -> facts.core.whyMissing());
        }
        // Each incarnation of a recovering process is asked how it ended.
        for (ProcessLog log : facts.told.logs()) {
            findings.applicable(atRisk(facts, log));
            process(facts, log, faults, findings);
        }
    }

    private static boolean atRisk(Facts facts, ProcessLog log) {
        int p = log.process();
        if (facts.views.to(p) - facts.views.from(p) > 1) {
            return true;
        }
        Crash crash = log.crash();
        long from = log.size() > 0 ? log.timeNanos(0) : Long.MIN_VALUE;
        long to = crash != null ? crash.nanos() : log.size() > 0 ? log.timeNanos(log.size() - 1) : Long.MAX_VALUE;
        return facts.risk.overlapsFault(from, to);
    }

    private static void process(Facts facts, ProcessLog log, Set<String> faults, Findings findings) {
        Crash crash = log.crash();
        int left = first(log, EventType.LEFT);
        int leave = first(log, EventType.LEAVE);
        int excluded = first(log, EventType.EXCLUDED);
        if (crash != null && crash.cause() == null) {
            findings.violated(
                    log.name() + " died, and no fault of the harness caused it" + crash.inShort(),
                    witness -> witness.crash(log));
        } else if (crash != null && !faults.contains(crash.cause())) {
            findings.violated(
                    log.name() + " died of fault " + crash.cause() + ", which is not in the history",
                    witness -> witness.crash(log));
        } else if (left >= 0 && (leave < 0 || leave > left)) {
            String told = log.name() + " left without having been asked to";
            if (log.complete()) {
                findings.violated(
                        told,
                        witness -> witness.event(log, left).event(log, leave).complete(log));
            } else {
                findings.unknown(told + "; its log is incomplete");
            }
        } else if (excluded >= 0 && !justified(facts, log)) {
            unjustified(facts, log, excluded, findings);
        } else if (crash == null && left < 0 && excluded < 0 && log.count(EventType.CLOSED) == 0) {
            findings.unknown("the log of " + log.name() + " just stops");
        }
    }

    private static int first(ProcessLog log, EventType type) {
        for (int i = 0; i < log.size() && log.count(type) > 0; i++) {
            if (log.type(i) == type) {
                return i;
            }
        }
        return -1;
    }

    private static boolean justified(Facts facts, ProcessLog log) {
        int p = facts.judgedAs(log);
        int last = lastPrimary(facts, p);
        if (last != Views.NONE) {
            return facts.exclusion.excluded(last);
        }
        for (int i = 0; i < facts.views.count(); i++) {
            ViewContent view = facts.views.content(i);
            if (view.primary() && !view.has(p)) {
                return true;
            }
        }
        return false;
    }

    private static int lastPrimary(Facts facts, int p) {
        int install = facts.views.last(p);
        while (install != Views.NONE && !facts.primaryMoves.isPrimary(install)) {
            install = facts.views.previous(install);
        }
        return install;
    }

    private static void unjustified(Facts facts, ProcessLog log, int excluded, Findings findings) {
        int last = lastPrimary(facts, facts.judgedAs(log));
        String told = log.name() + " was told that it is excluded, but no primary view "
                + (last == Views.NONE ? "" : "after " + facts.views.name(last) + " ") + "leaves it out";
        if (!facts.core.missing().isEmpty()) {
            findings.unknown(told + "; " + facts.core.whyMissing());
            return;
        }
        for (ProcessLog other : facts.told.logs()) {
            if (!other.complete()) {
                findings.unknown(told + "; the log of " + other.name() + " is incomplete");
                return;
            }
        }
        for (int p = 0; p < facts.told.processCount(); p++) {
            if (facts.views.names(p) && facts.told.log(p) == null) {
                findings.unknown(told + "; no log tells of " + facts.process(p) + ", a member of a view");
                return;
            }
        }
        findings.violated(told, witness -> {
            witness.install(last).event(log, excluded).complete(log);
            ViewContent view = last == Views.NONE ? null : facts.views.content(last);
            for (int rank = 0; view != null && rank < view.size(); rank++) {
                witness.complete(view.member(rank));
            }
        });
    }
}

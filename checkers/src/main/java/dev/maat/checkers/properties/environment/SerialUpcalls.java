package dev.maat.checkers.properties.environment;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;

/**
 * No upcall begins while another runs; the recorder writes {@code overlap} where one does. If the header's claims list
 * the property, it is judged in every run.
 *
 * <p>Cost: O(N). A case is an upcall (view, delivery, safe indication, block, unblock); it is at risk if a fault that
 * bit falls on it, or if it belongs to a view change. Violated by any {@code overlap} line.
 */
public final class SerialUpcalls implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.SERIAL_UPCALLS;
    }

    /** Lines of one log prove it, up to some line: no later line changes them. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.upcalls();
    }

    @Override
    public boolean weighsUpcalls() {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!facts.history.header().claims().contains(PropertyId.SERIAL_UPCALLS.id())) {
            findings.inapplicable("the header's claims do not list it");
            return;
        }
        for (ProcessLog log : facts.history.logs()) {
            int first = facts.views.from(log.process());
            int firstEvent = first < facts.views.to(log.process()) ? facts.views.event(first) : Integer.MAX_VALUE;
            for (int i = 0; i < log.size(); i++) {
                EventType type = log.type(i);
                if (type == EventType.OVERLAP && facts.history.detail(log, i) instanceof Detail.Overlap overlap) {
                    int event = i;
                    findings.violated(
                            "at " + log.name() + " an upcall began while another ran (" + overlap.with() + ")",
                            witness -> witness.event(log.process(), event));
                } else if (isUpcall(type)) {
                    findings.applicable(atRisk(facts, log, i, firstEvent));
                }
            }
        }
    }

    private static boolean isUpcall(EventType type) {
        return switch (type) {
            case VIEW, DELIVER, SAFE, BLOCK, UNBLOCK -> true;
            default -> false;
        };
    }

    private static boolean atRisk(Facts facts, ProcessLog log, int index, int firstView) {
        return switch (log.type(index)) {
            case VIEW -> index > firstView;
            case BLOCK, UNBLOCK -> true;
            default -> facts.risk.overlapsFault(log.timeNanos(index), log.timeNanos(index));
        };
    }
}

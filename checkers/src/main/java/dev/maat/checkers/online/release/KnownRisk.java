package dev.maat.checkers.online.release;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Risk;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.List;

/** Whether it is known already if messages were at risk. */
final class KnownRisk {
    private final Facts facts;
    private final boolean upcallsWeighed;

    KnownRisk(Facts facts, List<Checker> claimed) {
        this.facts = facts;
        this.upcallsWeighed = claimed.stream().anyMatch(Checker::weighsUpcalls);
    }

    /** Whether only a fault that is on can still change whether a message was at risk. */
    boolean isKnown(int m) {
        int id = facts.views.id(facts.sends.viewFrom(m));
        if (upcallsWeighed && !facts.risk.message(m) && !openFaults(m).isEmpty()) {
            return false;
        }
        if (facts.history.header().isStatic()) {
            return true;
        }
        ViewContent view = facts.views.content(facts.sends.viewFrom(m));
        boolean changed = facts.risk.firstSuccessor(id) != Long.MAX_VALUE;
        if (facts.deliveries.deliverers(m) < view.size()) {
            return changed;
        }
        boolean known = true;
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int install = facts.deliveries.install(delivery);
            boolean before = facts.risk.cutoff(install) == Risk.NO_EVENT
                    ? !changed || facts.deliveries.nanos(delivery) <= facts.risk.firstSuccessor(id)
                    : facts.deliveries.event(delivery) < facts.risk.cutoff(install);
            if (changed && !before && hasLeft(install)) {
                return true;
            }
            known &= before;
        }
        return known;
    }

    /** Whether no later line can show when a process began to leave a view. */
    private boolean hasLeft(int install) {
        return facts.views.next(install) != Views.NONE
                || facts.log(facts.views.process(install)).count(EventType.CLOSED) > 0;
    }

    /** Positions of the faults that were on when a message was last delivered, and of which it is not known yet whether they bit. */
    List<Integer> openFaults(int m) {
        List<Integer> open = new ArrayList<>();
        List<FaultSpan> faults = facts.history.faults();
        for (int k = 0; k < faults.size(); k++) {
            FaultSpan fault = faults.get(k);
            boolean isOpen = fault.lasts() && fault.toNanos() == Long.MAX_VALUE && !fault.bit();
            if (isOpen && fault.fromNanos() <= facts.risk.end(m)) {
                open.add(k);
            }
        }
        return open;
    }
}

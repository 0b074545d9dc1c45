package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;

/**
 * In the core each {@code send} is followed by {@code sent} or {@code failed}, and each {@code block} by {@code
 * unblock}. Nothing is asked of a send or a block that the end of an earlier life of a recovering process cut off.
 * Liveness.
 *
 * <p>Cost: O(N). A case is a send or a block. A send is at risk if its message is, a block if a move or a fault that
 * bit falls into it. If an incomplete log may lack the return or the {@code unblock}, the property is unknown.
 * Violated by a sender that stays blocked after a view change.
 */
public final class SendLiveness implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.SEND_LIVENESS;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.fromCore();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!findings.livenessCanBeJudged()) {
            return;
        }
        for (int p : facts.core.processes()) {
            ProcessLog log = facts.log(p);
            int block = -1;
            for (int i = 0; i < log.size(); i++) {
                // The end of an earlier life cut off its block.
                block = log.beginsLife(i) ? -1 : block;
                switch (log.type(i)) {
                    case SEND -> send(facts, log, i, findings);
                    case BLOCK -> block = block < 0 ? i : block;
                    case UNBLOCK -> {
                        if (block >= 0) {
                            findings.applicable(atRisk(facts, log, block, i));
                        }
                        block = -1;
                    }
                    default -> {}
                }
            }
            if (block >= 0) {
                findings.applicable(atRisk(facts, log, block, log.size() - 1));
                tell(log, log.name() + " was blocked and never unblocked", block, -1, findings);
            }
        }
        findings.finishLiveness();
    }

    private static boolean atRisk(Facts facts, ProcessLog log, int block, int unblock) {
        int install = facts.views.installBefore(log.process(), unblock);
        return install != Views.NONE
                        && facts.views.event(install) > block
                        && facts.views.previous(install) != Views.NONE
                || facts.risk.overlapsFault(log.timeNanos(block), log.timeNanos(unblock));
    }

    private static void send(Facts facts, ProcessLog log, int index, Findings findings) {
        int m = log.message(index);
        boolean open =
                facts.messages.sentEvent(m) == MessageTable.NONE && facts.messages.failedEvent(m) == MessageTable.NONE;
        if (open && index < log.lastLife()) {
            return;
        }
        findings.applicable(facts.risk.message(m));
        if (open) {
            tell(log, log.name() + "'s send of " + facts.message(m) + " never returned", index, m, findings);
        }
    }

    private static void tell(ProcessLog log, String told, int index, int message, Findings findings) {
        if (log.complete()) {
            findings.violated(
                    told,
                    witness -> witness.event(log.process(), index)
                            .complete(log.process())
                            .liveness(message));
        } else {
            findings.unknown(told + "; the log of " + log.name() + " is incomplete");
        }
    }
}

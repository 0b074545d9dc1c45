package dev.maat.checkers.properties.environment;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import java.util.function.Consumer;

/**
 * A send invoked after {@code block} does not return ({@code sent}) before {@code unblock}. Only {@code unblock} ends
 * a block. Views other than the first come only while the process is blocked (Birman; CKV 5.1). Judged only if the
 * header's claims list it.
 *
 * <p>Cost: O(N). A case is a block or a move. A move is at risk; a block is at risk if a fault that bit falls into it
 * or a move ends it. If an incomplete log may lack an {@code unblock} or a {@code block}, the property is unknown.
 * Violated by the lines block, send, sent.
 */
public final class Blocking implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.BLOCKING;
    }

    /** Lines of one log prove it, up to some line: no later line changes them. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    /** Whether the send of a message returned between a block and the next unblock. */
    @Override
    public boolean isBrokenBy(int message, Facts facts) {
        ProcessLog log = facts.log(facts.messages.sender(message));
        int i = facts.messages.sentEvent(message);
        while (i > facts.messages.sendEvent(message)) {
            i--;
            if (log.type(i) == EventType.UNBLOCK) {
                return false;
            }
        }
        while (i >= 0 && log.type(i) != EventType.UNBLOCK) {
            if (log.type(i--) == EventType.BLOCK) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!facts.history.header().claims().contains(PropertyId.BLOCKING.id())) {
            findings.inapplicable("the header's claims do not list it");
            return;
        }
        for (ProcessLog log : facts.history.logs()) {
            process(facts, log, findings);
        }
    }

    private static void process(Facts facts, ProcessLog log, Findings findings) {
        int p = log.process();
        int block = -1;
        int nextInstall = facts.views.from(p);
        for (int i = 0; i < log.size(); i++) {
            switch (log.type(i)) {
                case BLOCK -> {
                    findings.applicable(facts.risk.overlapsFault(log.timeNanos(i), log.timeNanos(i)));
                    block = block < 0 ? i : block;
                }
                case UNBLOCK -> block = -1;
                case VIEW -> {
                    if (nextInstall < facts.views.to(p) && facts.views.event(nextInstall) == i) {
                        if (facts.views.previous(nextInstall) != Views.NONE) {
                            findings.applicable(true);
                            view(facts, log, nextInstall, block, findings);
                        }
                        nextInstall++;
                    }
                }
                case SENT -> {
                    int send = facts.messages.sendEvent(log.message(i));
                    if (block >= 0 && send > block) {
                        int blocked = block;
                        int returned = i;
                        tell(
                                log,
                                log.name() + " was blocked, and its send of " + facts.message(log.message(i))
                                        + ", invoked after that, returned before it was unblocked",
                                witness ->
                                        witness.event(p, blocked).event(p, send).event(p, returned),
                                findings);
                    }
                }
                default -> {}
            }
        }
    }

    private static void view(Facts facts, ProcessLog log, int install, int block, Findings findings) {
        if (block < 0) {
            tell(
                    log,
                    log.name() + " installed " + facts.views.name(install) + " without being blocked",
                    witness -> witness.install(facts.views.previous(install)).install(install),
                    findings);
        }
    }

    private static void tell(ProcessLog log, String told, Consumer<Witness> proof, Findings findings) {
        if (log.complete()) {
            findings.violated(told, witness -> {
                proof.accept(witness);
                witness.complete(log.process());
            });
        } else {
            findings.unknown(told + "; its log is incomplete");
        }
    }
}

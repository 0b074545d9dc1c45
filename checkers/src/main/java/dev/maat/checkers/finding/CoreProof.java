package dev.maat.checkers.finding;

import dev.maat.checkers.facts.Core;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import java.util.Collection;
import java.util.Set;

/** The events of a {@link Witness} that prove which processes are the core, and that liveness was owed to them. */
final class CoreProof {
    private static final int NO_MESSAGE = -1;

    private final Facts facts;
    private final Witness witness;

    CoreProof(Facts facts, Witness witness) {
        this.facts = facts;
        this.witness = witness;
    }

    void quiet() {
        witness.quietLine();
        for (int p : facts.core.processes()) {
            witness.start(p);
            present(p);
            earlier(facts.log(p).node());
        }
    }

    /** A line of each process of a node: if none told of it, it might be the last one. */
    private void earlier(String node) {
        for (ProcessLog log : facts.told.logs()) {
            if (log.node().equals(node)) {
                witness.shown(log);
                if (log.size() == 0) {
                    witness.crash(log);
                }
            }
        }
    }

    /** The END by which a core process that may seem gone shows that it ran on, with its fate at the core. */
    private void present(int process) {
        int shown = facts.core.presence(process);
        if (shown != Core.NO_EVENT) {
            int end = facts.log(process).message(shown);
            witness.event(process, shown).send(end).failed(end);
            among(facts.core.processes(), end);
        }
    }

    /** @param whole the processes whose logs the witness proves complete */
    void liveness(int atIssue, Set<Integer> whole) {
        quiet();
        witness.install(facts.core.quorumInstall()).install(facts.core.previousInstall());
        facts.core.generationBegins().forEach(witness::install);
        boolean isEnd = atIssue >= 0 && facts.messages.last(atIssue) && facts.core.has(facts.messages.sender(atIssue));
        if (isEnd) {
            witness.send(atIssue);
        } else {
            end(whole);
        }
    }

    /** The END of the core that most core processes delivered, with its return and its deliveries there. */
    private void end(Set<Integer> whole) {
        int best = NO_MESSAGE;
        int most = -1;
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.messages.last(m) && facts.core.has(facts.messages.sender(m))) {
                int fate = facts.messages.sentEvent(m) >= 0 ? 1 : 0;
                for (int p : facts.core.processes()) {
                    fate += facts.deliveries.by(p, m) >= 0 ? 1 : 0;
                }
                if (fate > most) {
                    most = fate;
                    best = m;
                }
            }
        }
        if (best != NO_MESSAGE) {
            witness.send(best).failed(best);
            among(whole, best);
        }
    }

    /** The return of a message, its deliveries and its indications at some processes. */
    void among(Collection<Integer> processes, int message) {
        for (int p : processes) {
            ProcessLog log = facts.log(p);
            if (p == facts.messages.sender(message)) {
                witness.sent(message);
            }
            int delivery = facts.deliveries.by(p, message);
            if (delivery >= 0) {
                witness.delivery(delivery);
            }
            for (int i = 0; i < log.size() && log.count(EventType.SAFE) > 0; i++) {
                if (log.type(i) == EventType.SAFE && log.message(i) == message) {
                    witness.event(p, i);
                    break;
                }
            }
        }
    }
}

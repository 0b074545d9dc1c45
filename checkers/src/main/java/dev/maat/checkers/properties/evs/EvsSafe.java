package dev.maat.checkers.properties.evs;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Ending;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import org.jspecify.annotations.Nullable;

/**
 * Suppose p is told that m is safe. Let d, of com(c), be the configuration in which p delivered m, or the last of
 * com(c) that p had installed when it was told. Each member of d delivers m in com(c), unless it fails there; and if d
 * is regular, each member of d has installed it (EVS 7). Safe messages are those that the history indicates {@code
 * safe}, whatever service they were sent with. A message that p does not deliver is judged in the configuration in
 * which p was told.
 *
 * <p>Violated by a member that goes on from com(c) without m, or that is a core process and ends there while the run
 * is at rest. A member is excused if it crashed, left or was excluded, or if the history just ends. Cost: O(safe + M
 * n). A case is a safe indication; it is at risk if the message is, or if some process delivered the message in a
 * transitional configuration. If an incomplete log may lack the delivery or the install, the property is unknown.
 * Violated when n1 is told in configuration 7 that a is safe, and n2, a member of 7, goes on through another
 * transitional configuration than n1 and never delivers a.
 */
public final class EvsSafe implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.EVS_SAFE;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.safes();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsConfigurations(facts, findings)) {
            return;
        }
        @Nullable LookedAt[] lookedAt = new LookedAt[facts.messages.count()];
        boolean any = false;
        for (ProcessLog log : facts.history.logs()) {
            for (int i = 0; i < log.size() && log.count(EventType.SAFE) > 0; i++) {
                if (log.type(i) != EventType.SAFE) {
                    continue;
                }
                any = true;
                int m = log.message(i);
                int row = m < 0 ? Configurations.NONE : toldIn(facts, log.process(), i, m);
                int view = row == Configurations.NONE
                        ? Views.NONE
                        : facts.configurations().regular(row);
                if (view == Views.NONE) {
                    continue;
                }
                findings.applicable(facts.configurations().atRisk(m));
                LookedAt now = new LookedAt(facts.configurations().content(row), facts.views.id(view));
                if (!now.equals(lookedAt[m])) {
                    lookedAt[m] = now;
                    members(facts, new Told(log.process(), i, m, row), findings);
                }
            }
        }
        if (!any) {
            findings.inapplicable("the history has no safe indication");
        }
    }

    /** The grounds on which the last indication of a message was judged. An equal indication need not be judged again. */
    private record LookedAt(ViewContent configuration, int regularId) {}

    private static int toldIn(Facts facts, int p, int event, int m) {
        int own = facts.deliveries.by(p, m);
        int view = own < 0 ? Views.NONE : facts.deliveries.install(own);
        if (view != Views.NONE) {
            return facts.configurations().lastOf(view, Math.max(event, facts.deliveries.event(own)));
        }
        return event > facts.views.gone(p)
                ? Configurations.NONE
                : facts.configurations().at(p, event);
    }

    private static void members(Facts facts, Told told, Findings findings) {
        ViewContent configuration = facts.configurations().content(told.row());
        int c = facts.views.id(facts.configurations().regular(told.row()));
        for (int rank = 0; rank < configuration.size(); rank++) {
            int q = configuration.member(rank);
            int view = facts.views.installOf(q, c);
            if (view != Views.NONE ? broke(facts, told, q, view, findings) : neverIn(facts, told, q, findings)) {
                if (!findings.tellsAll()) {
                    return;
                }
            }
        }
    }

    /** Whether a member of d has certainly not installed it although it is regular. */
    private static boolean neverIn(Facts facts, Told told, int q, Findings findings) {
        if (facts.configurations().transitional(told.row())) {
            return false;
        }
        String missing = told.sentence(facts) + facts.process(q) + ", a member, never installed it";
        if (!facts.complete(q)) {
            findings.unknown(missing + "; its log is incomplete");
            return false;
        }
        findings.violated(missing, witness -> told.prove(facts, witness).complete(q));
        return true;
    }

    /** Whether a member that was in com(c) certainly does not deliver the message there. */
    private static boolean broke(Facts facts, Told told, int q, int view, Findings findings) {
        int own = facts.deliveries.by(q, told.message());
        if (own >= 0 && facts.deliveries.install(own) == view) {
            return false;
        }
        int next = facts.views.next(view);
        if (next == Views.NONE && Ending.of(facts, q) != Ending.DUE) {
            return false;
        }
        String missing = told.sentence(facts) + facts.process(q)
                + (next == Views.NONE ? " ends in " : " went on from ") + facts.views.name(view)
                + " without delivering it";
        if (own < 0 && !facts.complete(q)) {
            findings.unknown(missing + "; its log is incomplete");
            return false;
        }
        findings.violated(missing, witness -> {
            told.prove(facts, witness)
                    .install(view)
                    .install(next)
                    .deliveryIfAny(own)
                    .complete(q);
            if (next == Views.NONE) {
                witness.liveness(told.message());
            }
        });
        return true;
    }

    /** A safe indication: an event of p's log, its message, and the configuration d. */
    private record Told(int p, int event, int message, int row) {
        String sentence(Facts facts) {
            return facts.process(p) + " was told in " + facts.configurations().name(row) + " that "
                    + facts.message(message) + " is safe, but ";
        }

        Witness prove(Facts facts, Witness witness) {
            int own = facts.deliveries.by(p, message);
            return witness.event(p, event).deliveryInConfiguration(own).configuration(row);
        }
    }
}

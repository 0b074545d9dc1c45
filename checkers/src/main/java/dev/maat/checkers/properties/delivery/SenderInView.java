package dev.maat.checkers.properties.delivery;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.ViewContent;
import org.jspecify.annotations.Nullable;

/**
 * If m is delivered in V, its sender is a member of V in the deliverer's own copy of V (Birman; CKV 5.1 with 4.5).
 *
 * <p>Cost: O(N). A case is a message delivered in a view; it is at risk if the message is. Violated by the delivery of
 * a message of n3 in [n1, n2].
 */
public final class SenderInView implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.SENDER_IN_VIEW;
    }

    /** Lines of one log prove it, up to some line: no later line changes them. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.all();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        // The deliverers of a message nearly always share one content of the view, so it is looked up once.
        @Nullable ViewContent[] agreed = new ViewContent[facts.views.idCount()];
        for (int id = 0; id < agreed.length; id++) {
            agreed[id] = facts.views.agreed(id);
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            ViewContent one = facts.deliveries.inOneView(m) ? agreed[facts.deliveries.viewOf(m)] : null;
            if (one != null && one.has(facts.messages.sender(m))) {
                findings.applicable(facts.risk.message(m));
                continue;
            }
            boolean applicable = false;
            for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
                int delivery = facts.deliveries.ofMessage(m, k);
                int install = facts.deliveries.install(delivery);
                if (install == Views.NONE) {
                    continue;
                }
                applicable = true;
                ViewContent content = facts.views.content(install);
                if (!content.has(facts.messages.sender(m))) {
                    findings.violated(witness -> {
                        witness.install(install).delivery(delivery);
                        int sent = facts.deliveries.message(delivery);
                        return facts.process(facts.views.process(install)) + " delivered " + facts.message(sent)
                                + " in " + facts.views.name(install) + ", whose members " + facts.members(content)
                                + " do not include the sender, " + facts.process(facts.messages.sender(sent));
                    });
                    break;
                }
            }
            if (applicable) {
                findings.applicable(facts.risk.message(m));
            }
        }
    }
}

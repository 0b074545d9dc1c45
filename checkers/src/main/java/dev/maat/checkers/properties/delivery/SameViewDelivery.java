package dev.maat.checkers.properties.delivery;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import dev.maat.checkers.history.ViewInstall;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All processes that deliver a message deliver it in one and the same view (CKV 5.2). A delivery outside any view is
 * judged by initial-view-event. If the implementation itself names the view of a delivery, a view other than the
 * process's current one is a violation too; a transitional view of the process counts as the view that it is of.
 *
 * <p>Cost: O(N). A case is a message with at least two deliverers; it is at risk if the message is. Violated when n1
 * delivers a message in view 7 and n2 delivers it in view 8.
 */
public final class SameViewDelivery implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.SAME_VIEW_DELIVERY;
    }

    /** Two lines that contradict each other prove it, with the lines before them in their logs. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.withTwoDeliverers();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        BitSet broken = new BitSet();
        for (ProcessLog log : facts.history.logs()) {
            if (log.saysViews() && !facts.history.header().isStatic()) {
                said(facts, log, broken, findings);
            }
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.deliveries.inOneView(m) && facts.deliveries.deliverers(m) > 1) {
                findings.applicable(facts.risk.message(m));
                continue;
            }
            int first = -1;
            boolean two = false;
            for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
                int delivery = facts.deliveries.ofMessage(m, k);
                int install = facts.deliveries.install(delivery);
                if (install == Views.NONE) {
                    continue;
                }
                if (first < 0) {
                    first = delivery;
                    continue;
                }
                two = true;
                int other = facts.deliveries.install(first);
                if (facts.views.id(install) != facts.views.id(other) && (!broken.get(m) || findings.tellsAll())) {
                    broken.set(m);
                    tellTwoViews(facts, first, delivery, findings);
                }
            }
            if (two) {
                findings.applicable(facts.risk.message(m));
            }
        }
    }

    /** Tells two deliveries by two processes in two views. */
    static void tellTwoViews(Facts facts, int delivery, int other, Findings findings) {
        if (!facts.readFirst(facts.deliveries.process(delivery), facts.deliveries.process(other))) {
            tellTwoViews(facts, other, delivery, findings);
            return;
        }
        findings.violated(
                facts.process(facts.deliveries.process(delivery)) + " delivered "
                        + facts.message(facts.deliveries.message(delivery)) + " in "
                        + facts.views.name(facts.deliveries.install(delivery)) + ", but "
                        + facts.process(facts.deliveries.process(other)) + " delivered it in "
                        + facts.views.name(facts.deliveries.install(other)),
                witness -> witness.deliveryInView(delivery).deliveryInView(other));
    }

    private static void said(Facts facts, ProcessLog log, BitSet broken, Findings findings) {
        Set<List<String>> transitional = transitional(facts, log);
        for (int i = 0; i < log.size(); i++) {
            String said = log.type(i) == EventType.DELIVER ? log.saidView(i) : null;
            int current = said == null ? Views.NONE : facts.views.currentAt(log.process(), i);
            if (said == null || current == Views.NONE || names(said, facts.views.content(current), transitional)) {
                continue;
            }
            int m = log.message(i);
            if (m == ProcessLog.UNREADABLE || !broken.get(m)) {
                if (m != ProcessLog.UNREADABLE) {
                    broken.set(m);
                }
                int event = i;
                findings.violated(
                        log.name() + " says that it delivered " + facts.message(m) + " in view " + said
                                + ", but it was in " + facts.views.name(current),
                        witness -> witness.install(current).event(log.process(), event));
            }
        }
    }

    /** The transitional views of a process, each as its id and the id of the view that it is of. */
    private static Set<List<String>> transitional(Facts facts, ProcessLog log) {
        Set<List<String>> all = new HashSet<>();
        for (ViewInstall install : facts.history.installs(log)) {
            String of = install.content().transitionalOf();
            if (of != null) {
                all.add(List.of(install.content().id(), of));
            }
        }
        return all;
    }

    private static boolean names(String said, ViewContent current, Set<List<String>> transitional) {
        return said.equals(current.id()) || transitional.contains(List.of(said, current.id()));
    }
}

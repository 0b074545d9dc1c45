package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.history.ViewContent;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The core ends in one and the same view, with exactly its members (CKV 10.3 membership accuracy, precise). Liveness.
 *
 * <p>Cost: O(n). A case is a core process, judged by the view it ends in; it is at risk if the install of that view is
 * a move. If an incomplete log may lack the last view, the property is unknown. If the log of a core process is missing, any
 * process of its node may be the one. Violated when n1 ends in view 9 and n2 in view 8, or when both end in a view with a
 * dead n3.
 */
public final class MembershipPrecision implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.MEMBERSHIP_PRECISION;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsViews(facts, findings) || !findings.livenessCanBeJudged()) {
            return;
        }
        int common = viewToCompareWith(facts);
        for (int p : facts.core.processes()) {
            int last = facts.views.last(p);
            findings.applicable(last != Views.NONE && facts.views.previous(last) != Views.NONE);
            String wrong = wrong(facts, p, last, common);
            if (wrong.isEmpty()) {
                continue;
            }
            if (facts.complete(p)) {
                findings.violated(wrong, witness -> {
                    witness.install(last).complete(p);
                    if (common != Views.NONE) {
                        witness.install(common).complete(facts.views.process(common));
                    }
                    witness.liveness(-1);
                });
            } else {
                findings.unknown(wrong + "; its log is incomplete");
            }
        }
        findings.finishLiveness();
    }

    /**
     * The last view of a core process, with a complete log if any has one: of two that differ, at least one is wrong.
     */
    private static int viewToCompareWith(Facts facts) {
        int common = Views.NONE;
        for (int p : facts.core.processes()) {
            int last = facts.views.last(p);
            boolean better = common == Views.NONE || !facts.complete(facts.views.process(common));
            if (last != Views.NONE && better && (common == Views.NONE || facts.complete(p))) {
                common = last;
            }
        }
        return common;
    }

    private static String wrong(Facts facts, int p, int last, int common) {
        if (last == Views.NONE) {
            return facts.process(p) + " is a core process and never installed a view";
        }
        ViewContent view = facts.views.content(last);
        if (!exact(facts, view)) {
            return facts.process(p) + " ends in " + facts.views.name(last) + ", whose members " + facts.members(view)
                    + " are not those of the core, " + core(facts);
        }
        if (common != Views.NONE && facts.views.id(common) != facts.views.id(last)) {
            return facts.process(p) + " ends in " + facts.views.name(last) + ", but "
                    + facts.process(facts.views.process(common)) + " ends in " + facts.views.name(common);
        }
        return "";
    }

    /**
     * Whether the members may be those of the core: its processes, and no other but one of each node whose core process has no log.
     */
    private static boolean exact(Facts facts, ViewContent view) {
        int seen = 0;
        boolean strangers = false;
        Set<String> unseen = new HashSet<>();
        for (int rank = 0; rank < view.size(); rank++) {
            int q = view.member(rank);
            String node = facts.core.missingNode(q);
            seen += facts.core.has(q) ? 1 : 0;
            strangers |= !facts.core.has(q) && (node == null || !unseen.add(node));
        }
        return !strangers && seen == facts.core.processes().size();
    }

    private static String core(Facts facts) {
        Stream<String> unseen = facts.core.missing().stream().map(node -> "perhaps one of " + node);
        return Stream.concat(facts.core.processes().stream().map(facts::process), unseen)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}

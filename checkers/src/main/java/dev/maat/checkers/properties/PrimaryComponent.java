package dev.maat.checkers.properties;

import dev.maat.checkers.PropertyId;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Take an edge V to V' where some process moved directly, its non-primary views left out: in each generation the primary
 * views, of distinct seq, form one path through all of them (CKV 3.4 primary component membership; dynamic voting). Further
 * edges forward along the path are allowed; the view of highest seq may stand without an edge while only newcomers have
 * installed it.
 *
 * <p>Cost: O(views log views). A case is a primary view; at risk if some install of it is a move. An edge that an incomplete
 * log of a member may lack leaves it unknown. Violated by two rival views of seq 2 after one view.
 */
final class PrimaryComponent implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.PRIMARY_COMPONENT;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsViews(facts, findings) || Premises.needsPrimary(facts, findings)) {
            return;
        }
        Map<String, Path> paths = new LinkedHashMap<>();
        for (int i = 0; i < facts.views.count(); i++) {
            if (facts.primaryMoves.isPrimary(i)) {
                paths.computeIfAbsent(facts.views.content(i).generation(), absent -> new Path(facts))
                        .install(i);
            }
        }
        for (Path path : paths.values()) {
            path.check(findings);
        }
    }

    /** One generation's primary views. */
    private static final class Path {
        private final Facts facts;
        /** One install of each copy of each view: a view of two contents stands here with both. */
        private final Map<ViewContent, Integer> copies = new LinkedHashMap<>();

        private final Map<Integer, Integer> firstById = new LinkedHashMap<>();
        private final Set<Integer> moved = new HashSet<>();
        private final Set<Long> edges = new HashSet<>();
        /** Moves that go back, by the mover's own copies. */
        private final List<Integer> backwards = new ArrayList<>();

        Path(Facts facts) {
            this.facts = facts;
        }

        void install(int i) {
            copies.putIfAbsent(facts.views.content(i), i);
            firstById.putIfAbsent(facts.views.id(i), i);
            if (facts.views.previous(i) != Views.NONE) {
                moved.add(facts.views.id(i));
            }
            int next = facts.primaryMoves.next(i);
            if (next != Views.NONE
                    && facts.views
                            .content(next)
                            .generation()
                            .equals(facts.views.content(i).generation())) {
                edges.add(key(facts.views.id(i), facts.views.id(next)));
                if (facts.views.content(next).seq() <= facts.views.content(i).seq()) {
                    backwards.add(i);
                }
            }
        }

        private static long key(int from, int to) {
            return (long) from << 32 | to;
        }

        void check(Findings findings) {
            firstById.keySet().forEach(id -> findings.applicable(moved.contains(id)));
            sameSeq(findings);
            List<Integer> inOrder = new ArrayList<>(firstById.values());
            inOrder.sort(Comparator.comparingLong(i -> facts.views.content(i).seq()));
            for (int k = 0; k + 1 < inOrder.size(); k++) {
                missing(inOrder.get(k), inOrder.get(k + 1), k + 2 == inOrder.size(), findings);
            }
            for (int install : backwards) {
                int next = facts.primaryMoves.next(install);
                findings.violated(
                        facts.process(facts.views.process(install)) + " moved back from " + seq(install) + " to "
                                + seq(next),
                        findings.witness().install(install).install(next));
            }
        }

        private void sameSeq(Findings findings) {
            Map<Long, Integer> bySeq = new LinkedHashMap<>();
            Set<Integer> told = new HashSet<>();
            copies.forEach((content, install) -> {
                Integer other = bySeq.putIfAbsent(content.seq(), install);
                if (other != null && facts.views.id(other) != content.idNumber() && told.add(content.idNumber())) {
                    tellRivals(other, install, findings);
                }
            });
        }

        private void tellRivals(int one, int other, Findings findings) {
            if (!facts.readFirst(facts.views.process(one), facts.views.process(other))) {
                tellRivals(other, one, findings);
                return;
            }
            findings.violated(
                    facts.process(facts.views.process(one)) + " installed primary " + seq(one) + ", "
                            + facts.process(facts.views.process(other)) + " installed primary " + seq(other)
                            + ": two views of one number",
                    findings.witness().install(one).install(other));
        }

        private void missing(int before, int after, boolean last, Findings findings) {
            if (edges.contains(key(facts.views.id(before), facts.views.id(after)))
                    || facts.views.content(before).seq()
                            == facts.views.content(after).seq()
                    || last && mover(facts.views.id(after)) == Views.NONE) {
                return;
            }
            String told = "nobody moved from primary " + seq(before) + " to primary " + seq(after)
                    + ", the next one of its generation";
            if (mayBeMissing(before, after)) {
                findings.unknown(told + "; the log of a member is incomplete");
            } else {
                findings.violated(told, witness(before, after, findings));
            }
        }

        /** Both views, the whole logs of who is in both, and why the second one cannot stand without an edge. */
        private Witness witness(int before, int after, Findings findings) {
            Witness witness = whole(after, whole(before, findings.witness()));
            ViewContent to = facts.views.content(after);
            for (int rank = 0; rank < to.size(); rank++) {
                if (facts.views.content(before).has(to.member(rank))) {
                    witness.complete(to.member(rank));
                }
            }
            int mover = mover(facts.views.id(after));
            if (mover != Views.NONE) {
                int previous = facts.views.previous(mover);
                return whole(mover, witness)
                        .install(previous)
                        .install(firstById.getOrDefault(facts.views.id(previous), previous));
            }
            for (int other : firstById.values()) {
                if (facts.views.content(other).seq() > to.seq()) {
                    return whole(other, witness);
                }
            }
            return witness;
        }

        private Witness whole(int install, Witness witness) {
            return witness.install(install).complete(facts.views.process(install));
        }

        /** An install of a view that is a move; none if only newcomers have installed it. */
        private int mover(int id) {
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                int install = facts.views.byId(position);
                if (facts.primaryMoves.isPrimary(install) && facts.views.previous(install) != Views.NONE) {
                    return install;
                }
            }
            return Views.NONE;
        }

        /** Whether a member of both may have moved between them unseen. */
        private boolean mayBeMissing(int before, int after) {
            ViewContent to = facts.views.content(after);
            for (int rank = 0; rank < to.size(); rank++) {
                int q = to.member(rank);
                ProcessLog log = facts.history.log(q);
                if ((log == null || !log.complete())
                        && facts.views.content(before).has(q)) {
                    return true;
                }
            }
            return false;
        }

        private String seq(int install) {
            return facts.views.name(install) + " of seq "
                    + facts.views.content(install).seq();
        }
    }
}

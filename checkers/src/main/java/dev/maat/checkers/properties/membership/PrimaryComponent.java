package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Let there be an edge from V to V' where some process moved directly, its non-primary views left out. Then in each
 * generation the primary views have distinct seqs and form one path through all of them (CKV 3.4 primary component
 * membership; dynamic voting). Further edges forward along the path are allowed. The view of highest seq may stand
 * without an edge while only newcomers have installed it.
 *
 * <p>Cost: O(views log views). A case is a primary view; it is at risk if some install of it is a move. If an
 * incomplete log of a member may lack an edge, the property is unknown. Violated by two rival views of seq 2 after one
 * view of seq 1.
 */
public final class PrimaryComponent implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.PRIMARY_COMPONENT;
    }

    /** Rival views of one number stay rivals. A move that is missing may still be made. */
    @Override
    public boolean isFirm(Proof proof) {
        return proof.seqs().size() == 1;
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
        /** One install of each copy of each view; a view of two contents has an entry for each. */
        private final Map<ViewContent, Integer> copies = new LinkedHashMap<>();

        private final Map<Integer, Integer> firstById = new LinkedHashMap<>();
        /** For each view an install of its copy of lowest seq, by which the view has its place on the path. */
        private final Map<Integer, Integer> lowestById = new LinkedHashMap<>();

        private final Set<Integer> moved = new HashSet<>();
        private final Set<Long> edges = new HashSet<>();
        /** Tells moves that go back, judged by the mover's own copies. */
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
            List<List<Integer>> steps = steps();
            for (int k = 0; k + 1 < steps.size(); k++) {
                missing(steps.get(k), steps.get(k + 1), k + 2 == steps.size(), findings);
            }
            for (int install : backwards) {
                int next = facts.primaryMoves.next(install);
                findings.violated(
                        facts.process(facts.views.process(install)) + " moved back from " + seq(install) + " to "
                                + seq(next),
                        witness -> witness.install(install).install(next));
            }
        }

        /** Tells rivals: every further id of a seq is a rival of the first one. */
        private void sameSeq(Findings findings) {
            Map<Long, Map<Integer, Integer>> bySeq = new LinkedHashMap<>();
            copies.forEach((content, install) -> bySeq.computeIfAbsent(content.seq(), absent -> new LinkedHashMap<>())
                    .putIfAbsent(content.idNumber(), install));
            for (Map<Integer, Integer> rivals : bySeq.values()) {
                int first = rivals.values().iterator().next();
                rivals.values().stream().skip(1).forEach(rival -> tellRivals(first, rival, findings));
            }
        }

        private void tellRivals(int one, int other, Findings findings) {
            if (!facts.readFirst(facts.views.process(one), facts.views.process(other))) {
                tellRivals(other, one, findings);
                return;
            }
            findings.violated(
                    facts.process(facts.views.process(one)) + " installed primary " + seq(one) + ", but "
                            + facts.process(facts.views.process(other)) + " installed primary " + seq(other)
                            + ": two views of one seq",
                    witness -> witness.install(one).install(other));
        }

        /**
         * The path as it should be, in the order of seq; a view with several seqs counts with the lowest. Rivals share
         * a step, since it means nothing which of them the files name first.
         */
        private List<List<Integer>> steps() {
            copies.values()
                    .forEach(install ->
                            lowestById.merge(facts.views.id(install), install, (a, b) -> seqOf(b) < seqOf(a) ? b : a));
            Map<Long, List<Integer>> steps = new TreeMap<>();
            lowestById
                    .values()
                    .forEach(install -> steps.computeIfAbsent(seqOf(install), absent -> new ArrayList<>())
                            .add(install));
            return new ArrayList<>(steps.values());
        }

        private void missing(List<Integer> befores, List<Integer> afters, boolean last, Findings findings) {
            boolean newcomersOnly =
                    last && afters.stream().allMatch(after -> mover(facts.views.id(after)) == Views.NONE);
            if (newcomersOnly || anyPair(befores, afters, this::isEdge)) {
                return;
            }
            int before = befores.get(0);
            int after = afters.get(0);
            String told = "no process moved from primary " + seq(before) + " to primary " + seq(after)
                    + ", the next one of its generation";
            if (anyPair(befores, afters, this::mayBeMissing)) {
                findings.unknown(told + "; the log of a member is incomplete");
            } else {
                findings.violated(told, witness -> prove(before, after, witness));
            }
        }

        private static boolean anyPair(List<Integer> befores, List<Integer> afters, BiPredicate<Integer, Integer> is) {
            return befores.stream().anyMatch(before -> afters.stream().anyMatch(after -> is.test(before, after)));
        }

        private boolean isEdge(int before, int after) {
            return edges.contains(key(facts.views.id(before), facts.views.id(after)));
        }

        /**
         * Both views, the whole logs of the members of both, and the reason why the second cannot stand without an
         * edge.
         */
        private void prove(int before, int after, Witness witness) {
            whole(after, whole(before, witness));
            Set<Integer> members = members(facts.views.id(before));
            members.retainAll(members(facts.views.id(after)));
            for (int q : members) {
                between(q, before, after, witness.complete(q));
            }
            between(facts.views.process(before), before, after, witness);
            between(facts.views.process(after), before, after, witness);
            ViewContent to = facts.views.content(after);
            int mover = mover(facts.views.id(after));
            if (mover != Views.NONE) {
                int previous = facts.views.previous(mover);
                whole(mover, witness)
                        .install(previous)
                        .install(lowestById.getOrDefault(facts.views.id(previous), previous));
                return;
            }
            for (int other : lowestById.values()) {
                if (seqOf(other) > to.seq()) {
                    whole(other, witness);
                    return;
                }
            }
        }

        /**
         * All that a process which installed both installed between them; otherwise it would seem to have moved
         * directly.
         */
        private void between(int q, int before, int after, Witness witness) {
            if (installed(q, facts.views.id(before)) && installed(q, facts.views.id(after))) {
                int one = facts.views.installOf(q, facts.views.id(before));
                int other = facts.views.installOf(q, facts.views.id(after));
                for (int install = Math.min(one, other); install <= Math.max(one, other); install++) {
                    witness.install(install);
                }
            }
        }

        private long seqOf(int install) {
            return facts.views.content(install).seq();
        }

        private Witness whole(int install, Witness witness) {
            return witness.install(install).complete(facts.views.process(install));
        }

        /** An install of a view that is a move, or none if only newcomers have installed the view. */
        private int mover(int id) {
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                int install = facts.views.byId(position);
                if (facts.primaryMoves.isPrimary(install) && facts.views.previous(install) != Views.NONE) {
                    return install;
                }
            }
            return Views.NONE;
        }

        /**
         * Whether a member of both views, in any copy, may have moved between them unseen. If an incomplete log shows
         * both installs, it also shows that the process did not move directly.
         */
        private boolean mayBeMissing(int before, int after) {
            Set<Integer> members = members(facts.views.id(before));
            members.retainAll(members(facts.views.id(after)));
            for (int q : members) {
                if (!facts.complete(q)
                        && !(installed(q, facts.views.id(before)) && installed(q, facts.views.id(after)))) {
                    return true;
                }
            }
            return false;
        }

        private Set<Integer> members(int id) {
            Set<Integer> members = new TreeSet<>();
            for (ViewContent copy : copies.keySet()) {
                for (int rank = 0; copy.idNumber() == id && rank < copy.size(); rank++) {
                    members.add(copy.member(rank));
                }
            }
            return members;
        }

        private boolean installed(int q, int id) {
            int install = facts.views.installOf(q, id);
            return install != Views.NONE && facts.primaryMoves.isPrimary(install);
        }

        private String seq(int install) {
            return facts.views.name(install) + " of seq "
                    + facts.views.content(install).seq();
        }
    }
}

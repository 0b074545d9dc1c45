package dev.maat.naive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The membership properties, from their definitions. */
@NullUnmarked // null is "none", see the package
final class NaiveViews {
    private final NaiveHistory h;

    NaiveViews(NaiveHistory history) {
        this.h = history;
    }

    String selfInclusion() {
        Cases cases = new Cases();
        h.all()
                .forEach(p ->
                        p.installs.forEach(v -> cases.violationIf(!v.members().contains(p.id))));
        return ofMembership(cases);
    }

    String localMonotonicity() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            Set<String> seen = new LinkedHashSet<>();
            Install previous = null;
            for (Install v : p.written) {
                cases.violationIf(!seen.add(v.id()) || (previous != null && v.seq() <= previous.seq()));
                previous = v;
            }
        }
        return ofMembership(cases);
    }

    String viewIdentity() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Proc q : h.all()) {
                for (Install v : p.written) {
                    for (Install w : q.written) {
                        cases.violationIf(v.id().equals(w.id())
                                && !(v.members().equals(w.members())
                                        && v.seq() == w.seq()
                                        && v.primary() == w.primary()));
                    }
                }
            }
        }
        return ofMembership(cases);
    }

    String initialViewEvent() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            boolean gone = false;
            for (Ev ev : p.events) {
                gone |= ev.e().equals("left") || ev.e().equals("excluded");
                boolean happens = ev.e().equals("deliver")
                        || ev.e().equals("safe")
                        || (ev.e().equals("send") && h.countsAsSent(h.sends.get(ev.m())));
                if (happens && ev.view() == null) {
                    cases.violationUnless(p.incomplete() && !gone);
                }
            }
        }
        return ofMembership(cases);
    }

    String primaryComponent() {
        if (h.isStatic() || !h.primaryPropertiesApply()) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        Set<String> generations = new LinkedHashSet<>();
        h.all().forEach(p -> p.primaries().forEach(v -> generations.add(v.generation())));
        generations.forEach(generation -> primaryPath(generation, cases));
        return twoSeqs ? EITHER : cases.word();
    }

    /** A view with two seqs has no single place on the path, so its verdict is left open. */
    static final String EITHER = "either";

    private boolean twoSeqs;

    private void primaryPath(String generation, Cases cases) {
        Map<String, Long> seqs = new LinkedHashMap<>();
        List<Install> copies = new ArrayList<>();
        Set<List<String>> edges = new LinkedHashSet<>();
        for (Proc p : h.all()) {
            Install previous = null;
            for (Install v : p.primaries()) {
                if (!v.generation().equals(generation)) {
                    previous = null;
                    continue;
                }
                for (Install other : copies) {
                    cases.violationIf(!other.id().equals(v.id()) && other.seq() == v.seq());
                    twoSeqs |= other.id().equals(v.id()) && other.seq() != v.seq();
                }
                copies.add(v);
                seqs.putIfAbsent(v.id(), v.seq());
                if (previous != null) {
                    edges.add(List.of(previous.id(), v.id()));
                    cases.violationIf(v.seq() <= previous.seq());
                }
                previous = v;
            }
        }
        List<String> path = new ArrayList<>(seqs.keySet());
        path.sort((a, b) -> Long.compare(seqs.get(a), seqs.get(b)));
        for (int i = 0; i + 1 < path.size(); i++) {
            String from = path.get(i);
            String to = path.get(i + 1);
            boolean newcomersOnly = i + 2 == path.size()
                    && h.all().stream()
                            .filter(p -> p.primaries().stream().anyMatch(v -> v.id().equals(to)))
                            .allMatch(p -> p.installs.get(0).id().equals(to));
            if (!edges.contains(List.of(from, to)) && !newcomersOnly) {
                cases.violationUnless(memberOf(copies, from).stream()
                        .filter(memberOf(copies, to)::contains)
                        .anyMatch(q -> mayHaveMoved(q, from, to)));
            }
        }
    }

    private static Set<String> memberOf(List<Install> copies, String id) {
        Set<String> members = new LinkedHashSet<>();
        copies.stream().filter(v -> v.id().equals(id)).forEach(v -> members.addAll(v.members()));
        return members;
    }

    /** Whether an incomplete log may lack a move between two views. A log that shows both views lacks none. */
    private boolean mayHaveMoved(String process, String from, String to) {
        Proc q = h.procs.get(process);
        return q == null
                || (q.incomplete()
                        && q.primaries().stream()
                                        .filter(v -> v.id().equals(from) || v.id().equals(to))
                                        .count()
                                < 2);
    }

    String noSkippedView() {
        if (h.isStatic() || !h.primaryPropertiesApply()) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Install v : p.primaries()) {
                Install next = p.nextPrimary(v);
                if (next == null || h.excluded(p, v)) {
                    continue;
                }
                for (Proc q : h.all()) {
                    boolean asked = q != p
                            && v.members().contains(q.id)
                            && next.members().contains(q.id)
                            && q.installed(v.id())
                            && q.install(v.id()).primary()
                            && q.primaries().stream()
                                    .anyMatch(w ->
                                            w.seq() > v.seq() && w.generation().equals(v.generation()));
                    if (asked) {
                        Install qNext = q.nextPrimary(q.install(v.id()));
                        if (qNext == null || !qNext.id().equals(next.id())) {
                            boolean elsewhere = q.primaries().stream().anyMatch(w -> w.id().equals(next.id()));
                            cases.violationUnless(q.incomplete() && !elsewhere);
                        }
                    }
                }
            }
        }
        return cases.word();
    }

    String noUnprovokedExit() {
        Cases cases = new Cases();
        h.core.nodesWithoutALog().forEach(node -> cases.violationUnless(true));
        for (Proc p : h.written()) {
            if (p.crash != null) {
                String cause = p.crash.path("cause").asText();
                cases.violationIf(
                        h.faults.stream().noneMatch(f -> f.path("id").asText().equals(cause)));
            }
            boolean asked = false;
            for (Ev ev : p.events) {
                asked |= ev.e().equals("leave");
                if (ev.e().equals("left") && !asked) {
                    cases.violationUnless(p.incomplete());
                }
            }
            if (p.has("excluded") && !justified(p)) {
                cases.violationUnless(h.written().stream().anyMatch(Proc::incomplete)
                        || !h.core.nodesWithoutALog().isEmpty()
                        || !namesOf(h.written()).containsAll(h.membersOfViews()));
            }
            if (p.crash == null && !p.has("left") && !p.has("excluded") && !p.has("closed")) {
                cases.violationUnless(true);
            }
        }
        return cases.word();
    }

    private static Set<String> namesOf(Iterable<Proc> all) {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(p -> names.add(p.id));
        return names;
    }

    private boolean justified(Proc written) {
        Proc p = h.judged(written);
        List<Install> own = p.primaries();
        if (own.isEmpty()) {
            return h.all().stream()
                    .anyMatch(q ->
                            q.primaries().stream().anyMatch(w -> !w.members().contains(p.id)));
        }
        return h.excluded(p, own.get(own.size() - 1));
    }

    String transitionalSet() {
        if (h.isStatic()
                || h.all().stream().allMatch(p -> p.installs.stream().allMatch(v -> v.transitional() == null))) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Install from : p.installs) {
                Install to = p.next(from);
                if (to == null || to.transitional() == null) {
                    continue;
                }
                List<String> set = to.transitional();
                cases.violationIf(!set.contains(p.id)
                        || !from.members().containsAll(set)
                        || !to.members().containsAll(set));
                for (Proc q : h.all()) {
                    boolean came = cameFrom(q, from.id(), to.id());
                    if (q.installed(to.id()) && set.contains(q.id) != came) {
                        cases.violationUnless(!came && mayHaveComeFrom(q, from.id()));
                    }
                }
            }
        }
        return cases.word();
    }

    String agreementOnSuccessors() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Install from : p.installs) {
                Install to = p.next(from);
                for (Proc q : h.all()) {
                    if (to != null
                            && from.members().contains(q.id)
                            && to.members().contains(q.id)
                            && q.installed(to.id())
                            && !cameFrom(q, from.id(), to.id())) {
                        cases.violationUnless(mayHaveComeFrom(q, from.id()));
                    }
                }
            }
        }
        return ofMembership(cases);
    }

    /**
     * Whether an incomplete log may lack an install. If it shows the id somewhere, the view was installed there and
     * nowhere else.
     */
    private static boolean mayHaveComeFrom(Proc q, String from) {
        return q.incomplete() && !q.installed(from);
    }

    private static boolean cameFrom(Proc q, String from, String to) {
        Install there = q.install(from);
        Install next = there == null ? null : q.next(there);
        return next != null && next.id().equals(to);
    }

    private String ofMembership(Cases cases) {
        return h.isStatic() ? "inapplicable" : cases.word();
    }
}

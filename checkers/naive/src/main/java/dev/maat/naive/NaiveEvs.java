package dev.maat.naive;

import dev.maat.naive.NaiveConfigurations.Conf;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** Extended virtual synchrony, from the definitions. */
@NullUnmarked // null is "none", see the package
final class NaiveEvs {
    private final NaiveHistory h;
    private final NaiveConfigurations confs;
    private final NaiveEvsOrder order;
    private final NaiveLiveness live;

    NaiveEvs(NaiveHistory history) {
        this.h = history;
        this.confs = new NaiveConfigurations(history);
        this.order = new NaiveEvsOrder(history, confs);
        this.live = new NaiveLiveness(history);
    }

    private interface Judgement {
        void judge(Cases cases);
    }

    private String judge(Judgement judgement) {
        if (confs.lacksTransitional()) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        judgement.judge(cases);
        return cases.word();
    }

    String basicDelivery() {
        return judge(cases -> {
            NaiveMessages messages = new NaiveMessages(h);
            take(messages.deliveryIntegrity(), cases);
            take(messages.noDuplication(), cases);
            for (Proc q : h.all()) {
                for (Ev ev : q.firstDelivery.values()) {
                    Send s = h.sends.get(ev.m());
                    if (s != null
                            && ev.view() != null
                            && !confs.sentIn(s).contains(ev.view().id())) {
                        boolean returned = s.returned() || s.hasFailed();
                        boolean settled = returned
                                && !confs.unsettled(s)
                                && !s.sendingViews().isEmpty();
                        cases.violationUnless(!settled && s.by().incomplete());
                    }
                }
            }
        });
    }

    private static void take(String word, Cases cases) {
        cases.violationIf(word.equals("violated"));
        if (word.equals("unknown")) {
            cases.violationUnless(true);
        }
    }

    String configurationChange() {
        if (h.isStatic()) {
            return "inapplicable";
        }
        return judge(cases -> {
            take(new NaiveViews(h).initialViewEvent(), cases);
            for (Proc p : h.all()) {
                for (Conf c : confs.of(p)) {
                    cases.violationIf(!c.members().contains(p.id));
                    for (Proc q : h.all()) {
                        Conf same = confs.installed(q, c.key());
                        cases.violationIf(same != null
                                && !(same.members().equals(c.members())
                                        && String.valueOf(same.follows()).equals(String.valueOf(c.follows()))));
                    }
                    if (c.transitional()) {
                        between(p, c, cases);
                    }
                }
                if (!confs.of(p).isEmpty()) {
                    ends(p, confs.of(p).get(confs.of(p).size() - 1), cases);
                }
            }
            cases.violationIf(order.cyclic(false));
        });
    }

    private void between(Proc p, Conf c, Cases cases) {
        Conf previous = confs.previous(p, c);
        Conf next = confs.next(p, c);
        if (previous == null) {
            cases.violationUnless(p.incomplete());
        } else {
            cases.violationIf(previous.transitional() || !previous.id().equals(c.follows()));
            cases.violationIf(!previous.transitional() && !previous.members().containsAll(c.members()));
        }
        if (next == null || next.transitional()) {
            return;
        }
        cases.violationIf(!next.members().containsAll(c.members()));
        for (Proc q : h.all()) {
            Conf same = confs.installed(q, c.key());
            Conf qNext = same == null ? null : confs.next(q, same);
            cases.violationIf(
                    qNext != null && !qNext.transitional() && !qNext.key().equals(next.key()));
            if (previous == null || previous.transitional() || !q.installed(next.id())) {
                continue;
            }
            Install from = null;
            for (Install v : q.installs) {
                from = v.at() < q.install(next.id()).at() ? v : from;
            }
            boolean came = from != null && from.id().equals(previous.id());
            if (came != c.members().contains(q.id)) {
                cases.violationUnless(!came && !q.installed(previous.id()) && q.incomplete());
            }
        }
    }

    private void ends(Proc p, Conf last, Cases cases) {
        if (failed(p) || (decided() && !h.core.processes().contains(p) && !mayBeCore(p))) {
            return;
        }
        for (String member : last.members()) {
            Proc q = h.procs.get(member);
            List<Conf> all = q == null ? List.of() : confs.of(q);
            boolean there = !all.isEmpty() && all.get(all.size() - 1).key().equals(last.key());
            if (there && !failed(q)) {
                continue;
            }
            boolean never = q == null || confs.installed(q, last.key()) == null;
            cases.violationUnless(
                    !decided() || mayBeCore(p) || p.incomplete() || (never && (q == null || q.incomplete())));
        }
    }

    private static boolean failed(Proc p) {
        return p.crash != null || p.has("left") || p.has("excluded");
    }

    /** Whether a process may be the core process of a node of which no log shows one. */
    private boolean mayBeCore(Proc p) {
        return h.core.nodesWithoutALog().contains(p.node());
    }

    /** Whether the core was at rest, so that an owed delivery never comes. */
    private boolean decided() {
        return live.premises().equals("ok");
    }

    String selfDelivery() {
        return judge(cases -> {
            for (Send s : h.sends.values()) {
                Set<String> sentIn = confs.sentIn(s);
                Proc p = s.by();
                if (!confs.counts(s)
                        || sentIn.isEmpty()
                        || sentIn.stream().anyMatch(view -> confs.deliversInCom(p, s.m(), view))) {
                    continue;
                }
                List<Install> views =
                        p.installs.stream().filter(v -> sentIn.contains(v.id())).toList();
                owed(p, views.get(0), views.get(views.size() - 1), s.m(), true, cases);
            }
        });
    }

    /** A process owes a message in com of some view from a first to a last, and has not delivered it there. */
    private void owed(Proc q, Install first, Install last, String m, boolean unknownIfUndecided, Cases cases) {
        boolean wentOn = q.next(last) != null;
        if (!wentOn && !failed(q) && (!decided() || mayBeCore(q)) && unknownIfUndecided) {
            cases.violationUnless(true);
        }
        boolean due = !wentOn && !failed(q) && decided() && h.core.processes().contains(q);
        if (wentOn || due) {
            cases.violationUnless(q.mayDeliverUnseen(m));
        }
    }

    String failureAtomicity() {
        return judge(cases -> {
            for (Proc p : h.all()) {
                for (Conf c : confs.of(p)) {
                    for (Proc q : h.all()) {
                        Conf same = confs.installed(q, c.key());
                        Conf next = confs.next(p, c);
                        Conf qNext = same == null ? null : confs.next(q, same);
                        if (next != null && qNext != null && next.key().equals(qNext.key())) {
                            Set<String> missing = delivered(p, c);
                            missing.removeAll(delivered(q, same));
                            missing.forEach(m -> cases.violationUnless(q.mayDeliverUnseen(m)));
                        }
                    }
                }
            }
        });
    }

    private Set<String> delivered(Proc p, Conf c) {
        Set<String> out = new HashSet<>();
        for (Ev ev : p.firstDelivery.values()) {
            if (ev.view() != null && confs.at(p, ev.at()) == c) {
                out.add(ev.m());
            }
        }
        return out;
    }

    String causal() {
        return judge(cases -> {
            Map<String, Set<String>> before = order.happensBefore();
            for (Proc r : h.all()) {
                for (Install v : r.installs) {
                    List<String> sequence =
                            confs.inCom(r, v.id()).stream().map(Ev::m).toList();
                    for (int i = 0; i < sequence.size(); i++) {
                        Send n = h.sends.get(sequence.get(i));
                        if (n == null || !v.id().equals(confs.onlySentIn(n))) {
                            continue;
                        }
                        for (String m : before.get(n.m())) {
                            if (!m.equals(n.m()) && !sequence.subList(0, i).contains(m)) {
                                cases.violationUnless(!confs.deliversInCom(r, m, v.id()) && r.mayDeliverUnseen(m));
                            }
                        }
                    }
                }
            }
        });
    }

    String agreed() {
        return judge(cases -> {
            cases.violationIf(order.cyclic(true));
            for (Proc p : h.all()) {
                for (Install v : p.installs) {
                    for (Proc q : h.all()) {
                        if (p != q && q.installed(v.id())) {
                            gaps(p, q, v.id(), cases);
                        }
                    }
                }
            }
        });
    }

    private void gaps(Proc p, Proc q, String view, Cases cases) {
        List<Ev> sequence = confs.inCom(p, view);
        for (int i = 0; i < sequence.size(); i++) {
            String m = sequence.get(i).m();
            if (confs.deliversInCom(q, m, view)) {
                continue;
            }
            for (Ev later : sequence.subList(i + 1, sequence.size())) {
                Ev own = q.firstDelivery.get(later.m());
                if (own != null && confs.deliversInCom(q, later.m(), view)) {
                    Conf d = confs.at(q, own.at());
                    if (d.members().contains(NaiveMessages.senderOf(m))) {
                        cases.violationUnless(q.mayDeliverUnseen(m));
                    }
                }
            }
        }
    }

    String safe() {
        if (confs.lacksTransitional() || h.all().stream().noneMatch(p -> p.has("safe"))) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Ev ev : p.events) {
                if (ev.e().equals("safe")) {
                    judgeSafe(p, ev, cases);
                }
            }
        }
        return cases.word();
    }

    private void judgeSafe(Proc p, Ev told, Cases cases) {
        Ev own = p.firstDelivery.get(told.m());
        Conf d;
        if (own != null && own.view() != null) {
            d = confs.at(p, own.at());
            for (Conf c : confs.of(p)) {
                d = c.com() == own.view() && c.at() > d.at() && c.at() <= told.at() ? c : d;
            }
        } else {
            d = told.view() == null ? null : confs.at(p, told.at());
        }
        if (d == null || d.com() == null) {
            return;
        }
        String c = d.com().id();
        for (String member : d.members()) {
            Proc q = h.procs.get(member);
            if (q == null || !q.installed(c)) {
                if (!d.transitional()) {
                    cases.violationUnless(q == null || q.incomplete());
                }
            } else if (!confs.deliversInCom(q, told.m(), c)) {
                owed(q, q.install(c), q.install(c), told.m(), false, cases);
            }
        }
    }
}

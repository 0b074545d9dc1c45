package dev.maat.naive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;

/** The delivery properties of single messages and of sets, from their definitions. */
@NullUnmarked // null is "none", see the package
final class NaiveMessages {
    private final NaiveHistory h;

    NaiveMessages(NaiveHistory history) {
        this.h = history;
    }

    String deliveryIntegrity() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Ev ev : p.events) {
                if (ev.e().equals("deliver")) {
                    judgeDelivery(ev, cases);
                }
            }
        }
        cases.violationIf(localOrdersAndSendEdgesHaveCycle());
        return cases.word();
    }

    private void judgeDelivery(Ev delivery, Cases cases) {
        if ("?".equals(delivery.m())) {
            cases.violation();
            return;
        }
        Send send = h.sends.get(delivery.m());
        if (send == null) {
            Proc sender = h.procs.get(senderOf(delivery.m()));
            boolean lostLog = sender == null ? namedSomewhere(senderOf(delivery.m())) : sender.incomplete();
            cases.violationUnless(lostLog);
            return;
        }
        String sent = send.json().path("hash").asText(null);
        String got = delivery.json().path("hash").asText(null);
        cases.violationIf(send.hasFailed() || (sent != null && got != null && !sent.equals(got)));
    }

    private boolean namedSomewhere(String process) {
        String node = process.substring(0, process.lastIndexOf('.'));
        return h.membersOfViews().contains(process)
                || NaiveHistory.strings(h.header.path("nodes")).contains(node);
    }

    /** Peels off events that wait for no other; the rest contains a cycle. */
    private boolean localOrdersAndSendEdgesHaveCycle() {
        List<Proc> procs = new ArrayList<>(h.all());
        int[] done = new int[procs.size()];
        Set<String> sent = new HashSet<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (int i = 0; i < done.length; i++) {
                List<Ev> events = procs.get(i).events;
                while (done[i] < events.size() && mayHappen(events.get(done[i]), sent)) {
                    if (events.get(done[i]).e().equals("send")) {
                        sent.add(events.get(done[i]).m());
                    }
                    done[i]++;
                    progress = true;
                }
            }
        }
        for (int i = 0; i < done.length; i++) {
            if (done[i] < procs.get(i).events.size()) {
                return true;
            }
        }
        return false;
    }

    private boolean mayHappen(Ev ev, Set<String> sent) {
        return !ev.e().equals("deliver") || !h.sends.containsKey(ev.m()) || sent.contains(ev.m());
    }

    String noDuplication() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            List<String> seen = new ArrayList<>();
            for (List<String> life : deliveriesOfLives(p, cases)) {
                List<String> again = life.stream().takeWhile(seen::contains).toList();
                List<String> rest = life.subList(again.size(), life.size());
                boolean toTheEnd = !again.isEmpty() && again.equals(lastOf(seen, again.size()));
                boolean endsInIt = rest.isEmpty() && Collections.indexOfSubList(seen, again) >= 0;
                cases.violationIf(!again.isEmpty() && !toTheEnd && !endsInIt);
                for (String m : rest) {
                    cases.violationIf(seen.contains(m));
                    seen.add(m);
                }
            }
        }
        return cases.word();
    }

    private static List<String> lastOf(List<String> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /**
     * The deliveries of a process, of a recovering one from each start on. Where a log may lack its first delivery, a message that comes
     * before the last known one of them proves nothing and is left out, unless the life delivers it again.
     */
    private static List<List<String>> deliveriesOfLives(Proc p, Cases cases) {
        List<List<String>> lives = new ArrayList<>(List.of(new ArrayList<>()));
        List<Boolean> unsure = new ArrayList<>(List.of(false));
        for (Ev ev : p.events) {
            if (p.lives.contains(ev.at())) {
                lives.add(new ArrayList<>());
                unsure.add(p.unsureLives.contains(ev.at()));
            }
            if (ev.e().equals("deliver") && !"?".equals(ev.m())) {
                lives.getLast().add(ev.m());
            }
        }
        Set<String> known = new LinkedHashSet<>();
        for (int k = 0; k < lives.size(); k++) {
            if (unsure.get(k) && !known.isEmpty()) {
                int reached = lives.get(k).indexOf(List.copyOf(known).getLast());
                int upTo = reached < 0 ? lives.get(k).size() : reached;
                List<String> whole = List.copyOf(lives.get(k));
                for (String m : whole.subList(0, upTo)) {
                    cases.violationIf(!known.contains(m) && Collections.frequency(whole, m) > 1);
                }
                lives.get(k).subList(0, upTo).removeIf(m -> !known.contains(m));
            }
            known.addAll(lives.get(k));
        }
        return lives;
    }

    String senderInView() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            p.firstDelivery.forEach((m, ev) ->
                    cases.violationIf(ev.view() != null && !ev.view().members().contains(senderOf(m))));
        }
        return cases.word();
    }

    String sameViewDelivery() {
        Cases cases = new Cases();
        for (String m : h.messagesDelivered()) {
            cases.violationIf(viewsOfDelivery(m).size() > 1);
        }
        for (Proc p : h.all()) {
            for (Ev ev : p.events) {
                String told = ev.json().path("view").asText(null);
                if (ev.e().equals("deliver") && told != null && ev.view() != null) {
                    cases.violationIf(!ev.view().id().equals(told)
                            && !transitionalOf(p, told, ev.view().id()));
                }
            }
        }
        return cases.word();
    }

    private static boolean transitionalOf(Proc p, String told, String current) {
        return p.lines.stream()
                .anyMatch(l -> l.path("kind").asText().equals("transitional")
                        && l.path("id").asText().equals(told)
                        && l.path("of").asText().equals(current));
    }

    private Set<String> viewsOfDelivery(String m) {
        Set<String> views = new TreeSet<>();
        for (Proc p : h.all()) {
            Ev ev = p.firstDelivery.get(m);
            if (ev != null && ev.view() != null) {
                views.add(ev.view().id());
            }
        }
        return views;
    }

    String sendingViewDelivery() {
        Cases cases = new Cases();
        for (String m : h.messagesDelivered()) {
            Set<String> views = viewsOfDelivery(m);
            cases.violationIf(views.size() > 1);
            Send send = h.sends.get(m);
            for (String view : views) {
                if (send == null) {
                    Proc sender = h.procs.get(senderOf(m));
                    cases.violationUnless(sender == null ? namedSomewhere(senderOf(m)) : sender.incomplete());
                } else if (!send.sendingViews().contains(view)) {
                    cases.violationUnless(send.by().incomplete() && !send.returned() && !send.hasFailed());
                }
            }
        }
        return cases.word();
    }

    String virtualSynchrony() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Install v : p.installs) {
                for (Proc q : h.all()) {
                    Install next = p.next(v);
                    if (q != p && next != null && q.installed(v.id())) {
                        Install qNext = q.next(q.install(v.id()));
                        if (qNext != null && qNext.id().equals(next.id())) {
                            compareSets(p, q, v.id(), cases);
                        }
                    }
                }
            }
        }
        return cases.word();
    }

    private static void compareSets(Proc p, Proc q, String view, Cases cases) {
        Set<String> missing = new LinkedHashSet<>(p.sequence(view));
        missing.removeAll(q.sequence(view));
        for (String m : missing) {
            cases.violationUnless(q.mayDeliverUnseen(m));
        }
    }

    String uniformAgreementSafety() {
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            p.firstDelivery.forEach((m, ev) -> {
                if (ev.view() != null && ev.view().primary()) {
                    for (Proc q : h.all()) {
                        Install v = q.install(ev.view().id());
                        if (v != null && v.primary() && q.nextPrimary(v) != null && !q.delivered(m)) {
                            cases.violationUnless(q.incomplete());
                        }
                    }
                }
            });
        }
        return cases.word();
    }

    String safeIndication() {
        if (h.all().stream().noneMatch(p -> p.has("safe"))) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Ev ev : p.events) {
                if (!ev.e().equals("safe")) {
                    continue;
                }
                Ev delivery = p.firstDelivery.get(ev.m());
                if (delivery == null) {
                    cases.violationUnless(p.incomplete());
                } else if (delivery.view() != null) {
                    judgeSafe(ev.m(), delivery.view(), cases);
                }
            }
        }
        return cases.word();
    }

    private void judgeSafe(String m, Install view, Cases cases) {
        for (Proc q : h.all()) {
            Install v = q.install(view.id());
            if (v != null && q.next(v) != null) {
                if (!q.sequence(view.id()).contains(m)) {
                    cases.violationUnless(q.mayDeliverUnseen(m));
                }
            }
        }
    }

    static String senderOf(String m) {
        return m.substring(0, m.lastIndexOf(':'));
    }
}

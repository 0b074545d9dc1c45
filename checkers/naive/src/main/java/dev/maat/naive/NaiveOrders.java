package dev.maat.naive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The order properties, from their definitions. */
@NullUnmarked // null is "none", see the package
final class NaiveOrders {
    private final NaiveHistory h;

    NaiveOrders(NaiveHistory history) {
        this.h = history;
    }

    String fifo() {
        Cases cases = new Cases();
        judgeOrder(senderOrder(), cases);
        return cases.word();
    }

    String fifoGapFree() {
        Cases cases = new Cases();
        judgeOrder(senderOrder(), cases);
        for (Send m : h.sends.values()) {
            boolean owed = owed(m);
            for (Send n : h.sends.values()) {
                if (owed && h.before(m, n)) {
                    Set<String> common = new HashSet<>(m.sendingViews());
                    common.retainAll(n.sendingViews());
                    judgeGap(m, n, common, cases);
                }
            }
        }
        return cases.word();
    }

    String causal() {
        Cases cases = new Cases();
        judgeOrder(happensBefore(), cases);
        return cases.word();
    }

    String causalGapFree() {
        Cases cases = new Cases();
        Map<String, Set<String>> before = happensBefore();
        judgeOrder(before, cases);
        before.forEach((n, earlier) -> {
            for (String m : earlier) {
                Send send = h.sends.get(m);
                if (send != null && owed(send)) {
                    judgeGap(send, h.sends.get(n), send.sendingViews(), cases);
                }
            }
        });
        return cases.word();
    }

    /**
     * A send that never returned and whose message no process delivered counts as not sent; a failed one certainly sent
     * nothing.
     */
    private boolean owed(Send m) {
        boolean delivered = h.all().stream().anyMatch(p -> p.delivered(m.m()));
        return !m.hasFailed() && (m.returned() || delivered || m.last());
    }

    private void judgeGap(Send m, Send n, Set<String> views, Cases cases) {
        for (Proc p : h.all()) {
            if (p.delivered(n.m()) && !p.delivered(m.m()) && views.stream().anyMatch(p::installed)) {
                cases.violationUnless(p.incomplete());
            }
        }
    }

    private void judgeOrder(Map<String, Set<String>> before, Cases cases) {
        for (Proc p : h.all()) {
            before.forEach((n, earlier) -> {
                Ev second = p.firstDelivery.get(n);
                for (String m : second == null ? Set.<String>of() : earlier) {
                    Ev first = p.firstDelivery.get(m);
                    cases.violationIf(first != null && first.at() > second.at());
                }
            });
        }
    }

    private Map<String, Set<String>> senderOrder() {
        Map<String, Set<String>> before = new LinkedHashMap<>();
        for (Send n : h.sends.values()) {
            Set<String> earlier = new HashSet<>();
            h.sends.values().stream().filter(m -> h.before(m, n)).forEach(m -> earlier.add(m.m()));
            if (!h.header.path("sendOrder").asText().equals("invocation")) {
                // A return proves the send, even if the log lacks it.
                n.by().events.stream()
                        .filter(ev -> ev.e().equals("sent") && ev.at() < n.send() && !h.sends.containsKey(ev.m()))
                        .forEach(ev -> earlier.add(ev.m()));
            }
            before.put(n.m(), earlier);
        }
        return before;
    }

    /**
     * The closure of: before at one sender; delivered, then sent. A send that an incomplete log lacks makes no
     * difference.
     */
    private Map<String, Set<String>> happensBefore() {
        Map<String, Set<String>> before = senderOrder();
        for (Send n : h.sends.values()) {
            n.by().firstDelivery.forEach((m, ev) -> {
                if (ev.at() < n.send()) {
                    before.get(n.m()).add(m);
                }
            });
        }
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Set<String> earlier : before.values()) {
                for (String m : List.copyOf(earlier)) {
                    grew |= earlier.addAll(before.getOrDefault(m, Set.of()));
                }
            }
        }
        return before;
    }

    String weakTotalOrder() {
        Cases cases = new Cases();
        for (String view : h.viewIds()) {
            for (Proc p : h.all()) {
                for (Proc q : h.all()) {
                    if (p != q && h.together(p, q, view)) {
                        Cases pair = new Cases();
                        onePrefix(p, q, view, pair);
                        boolean uncertain = h.endsUncertainly(p, view) || h.endsUncertainly(q, view);
                        if (pair.isViolated() || pair.isUnknown()) {
                            cases.violationUnless(uncertain || !pair.isViolated());
                        }
                    }
                }
            }
        }
        return cases.word();
    }

    /** One of the two is a prefix of the other, or could be if an incomplete log lacks deliveries. */
    private static void onePrefix(Proc p, Proc q, String view, Cases cases) {
        List<String> a = p.sequence(view);
        List<String> b = q.sequence(view);
        boolean apart = a.stream().anyMatch(m -> lacks(m, b, q)) && b.stream().anyMatch(m -> lacks(m, a, p));
        if (inverted(a, b) || hole(a, b, q) || hole(b, a, p) || apart) {
            cases.violation();
            return;
        }
        int common = Math.min(a.size(), b.size());
        if (!a.subList(0, common).equals(b.subList(0, common))) {
            cases.violationUnless(true);
        }
    }

    /** The sequence certainly skips a message that stands before a common one in {@code other}. */
    private static boolean hole(List<String> other, List<String> sequence, Proc its) {
        boolean skipped = false;
        for (String m : other) {
            if (skipped && sequence.contains(m)) {
                return true;
            }
            skipped |= lacks(m, sequence, its);
        }
        return false;
    }

    /** A complete log lacks it, or an incomplete log shows its delivery elsewhere. */
    private static boolean lacks(String m, List<String> sequence, Proc its) {
        return !sequence.contains(m) && (!its.incomplete() || its.delivered(m));
    }

    private static boolean inverted(List<String> a, List<String> b) {
        List<String> common = new ArrayList<>(a);
        common.retainAll(b);
        List<String> same = new ArrayList<>(b);
        same.retainAll(a);
        return !common.equals(same);
    }

    String totalOrder() {
        return oneOrder(h.all());
    }

    /**
     * Without a quiet line nobody knows which processes are core. A cycle is made of deliveries that are present, so a core process with
     * an incomplete log hides none of them.
     */
    String totalOrderOfCore() {
        return h.quiet == null ? "unknown" : oneOrder(h.core.processes());
    }

    private static String oneOrder(Iterable<Proc> processes) {
        Map<String, Set<String>> after = new LinkedHashMap<>();
        for (Proc p : processes) {
            List<String> sequence = new ArrayList<>(p.firstDelivery.keySet());
            sequence.forEach(m -> after.computeIfAbsent(m, x -> new HashSet<>()));
            for (int i = 0; i + 1 < sequence.size(); i++) {
                after.get(sequence.get(i)).add(sequence.get(i + 1));
            }
        }
        boolean shrank = true;
        while (shrank) {
            shrank = after.keySet().removeIf(m -> after.get(m).stream().noneMatch(after::containsKey));
        }
        return after.isEmpty() ? "ok" : "violated";
    }

    String uniformPrefixOrder() {
        if (!h.primaryPropertiesApply()) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            for (Install v : p.primaries()) {
                for (Proc q : h.all()) {
                    if (p != q && q.installed(v.id()) && q.install(v.id()).primary()) {
                        onePrefix(p, q, v.id(), cases);
                        if (p.nextPrimary(v) != null) {
                            heldByWhoWentOn(p, q, v.id(), cases);
                        }
                    }
                }
            }
        }
        return cases.word();
    }

    private static void heldByWhoWentOn(Proc p, Proc q, String view, Cases cases) {
        for (String m : q.sequence(view)) {
            if (!p.sequence(view).contains(m)) {
                cases.violationUnless(p.incomplete() && !p.delivered(m));
            }
        }
    }

    String placeAgreement() {
        if (!anyPlace()) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            judgeIncrease(p, cases);
            for (Proc q : h.all()) {
                for (String view : h.viewIds()) {
                    if (p != q && h.together(p, q, view) && !endsInIncomplete(p, q, view)) {
                        agree(placed(p, view), placed(q, view), cases);
                    }
                }
            }
        }
        return cases.word();
    }

    private static boolean endsInIncomplete(Proc p, Proc q, String view) {
        return p.next(p.install(view)) == null && (p.incomplete() || q.incomplete());
    }

    private void judgeIncrease(Proc p, Cases cases) {
        Map<String, Long> last = new LinkedHashMap<>();
        for (Ev ev : p.firstDelivery.values()) {
            if (ev.json().has("place") && (globalPlaces() || ev.view() != null)) {
                String scope = globalPlaces() ? "" : ev.view().id();
                long place = ev.json().path("place").asLong();
                Long previous = last.put(scope, place);
                cases.violationIf(previous != null && previous >= place);
            }
        }
    }

    private Map<String, Long> placed(Proc p, String view) {
        Map<String, Long> out = new LinkedHashMap<>();
        p.firstDelivery.forEach((m, ev) -> {
            boolean inScope =
                    globalPlaces() || (ev.view() != null && ev.view().id().equals(view));
            if (inScope && ev.json().has("place")) {
                out.put(m, ev.json().path("place").asLong());
            }
        });
        return out;
    }

    private static void agree(Map<String, Long> a, Map<String, Long> b, Cases cases) {
        a.forEach((m, place) -> b.forEach((n, other) ->
                cases.violationIf(m.equals(n) != place.equals(other) && (m.equals(n) || place.equals(other)))));
    }

    String uniformPlaceAgreement() {
        if (!anyPlace() || !h.primaryPropertiesApply()) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        List<Placed> all = new ArrayList<>();
        for (Proc p : h.all()) {
            for (Ev ev : p.firstDelivery.values()) {
                if (ev.json().has("place")) {
                    String view = ev.view() == null ? null : ev.view().id();
                    all.add(new Placed(ev.m(), ev.json().path("place").asLong(), view));
                }
            }
        }
        for (Placed a : all) {
            for (Placed b : all) {
                if (a.place == b.place) {
                    cases.violationIf(!a.m.equals(b.m) && sameScope(a, b));
                } else {
                    cases.violationIf(a.m.equals(b.m));
                }
            }
        }
        return cases.word();
    }

    /** A first delivery that has a place. */
    private record Placed(String m, long place, String view) {}

    private boolean sameScope(Placed a, Placed b) {
        return globalPlaces() || (a.view != null && a.view.equals(b.view));
    }

    private boolean anyPlace() {
        return h.all().stream()
                .anyMatch(p -> p.events.stream().anyMatch(ev -> ev.json().has("place")));
    }

    private boolean globalPlaces() {
        return h.header.path("places").asText("view").equals("global");
    }
}

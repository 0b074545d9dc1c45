package dev.maat.naive;

import dev.maat.naive.NaiveConfigurations.Conf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The orders of extended virtual synchrony, from the definitions: what happens before what, and whether one logical order exists. */
@NullUnmarked // null is "none", see the package
final class NaiveEvsOrder {
    private final NaiveHistory h;
    private final NaiveConfigurations confs;

    NaiveEvsOrder(NaiveHistory history, NaiveConfigurations configurations) {
        this.h = history;
        this.confs = configurations;
    }

    /** The messages that happened before each message, by its id: the closure within each configuration. */
    Map<String, Set<String>> happensBefore() {
        Map<String, Set<String>> before = new LinkedHashMap<>();
        for (Send n : h.sends.values()) {
            Set<String> earlier = new HashSet<>();
            before.put(n.m(), earlier);
            String c = confs.onlySentIn(n);
            for (Send m : h.sends.values()) {
                if (c == null || !c.equals(confs.onlySentIn(m))) {
                    continue;
                }
                boolean delivered =
                        confs.inCom(n.by(), c).stream().anyMatch(ev -> ev.m().equals(m.m()) && ev.at() < n.send());
                if (h.before(m, n) || delivered) {
                    earlier.add(m.m());
                }
            }
        }
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Set<String> earlier : before.values()) {
                for (String m : List.copyOf(earlier)) {
                    grew |= earlier.addAll(before.get(m));
                }
            }
        }
        return before;
    }

    /**
     * Whether no one logical order agrees with local orders and sends, all installs of one configuration taken as one.
     */
    boolean cyclic(boolean deliveriesMeet) {
        Map<String, Set<String>> after = new HashMap<>();
        for (Proc p : h.all()) {
            List<String> points = new ArrayList<>();
            for (Ev ev : p.events) {
                points.add(point(p, ev, deliveriesMeet));
            }
            for (int i = 0; i < points.size(); i++) {
                after.computeIfAbsent(points.get(i), x -> new HashSet<>());
                if (i + 1 < points.size()) {
                    after.get(points.get(i)).add(points.get(i + 1));
                }
            }
            for (Ev ev : p.firstDelivery.values()) {
                if (h.sends.containsKey(ev.m())) {
                    after.computeIfAbsent("send " + ev.m(), x -> new HashSet<>())
                            .add(point(p, ev, deliveriesMeet));
                }
            }
        }
        boolean shrank = true;
        while (shrank) {
            shrank = after.keySet().removeIf(at -> after.get(at).stream().noneMatch(after::containsKey));
        }
        return !after.isEmpty();
    }

    private String point(Proc p, Ev ev, boolean deliveriesMeet) {
        if (ev.e().equals("send")) {
            return "send " + ev.m();
        }
        if (deliveriesMeet && ev.e().equals("deliver") && p.firstDelivery.get(ev.m()) == ev) {
            return "deliver " + ev.m();
        }
        for (Conf c : confs.of(p)) {
            if (c.at() == ev.at()) {
                return c.key();
            }
        }
        return p.id + " " + ev.at();
    }
}

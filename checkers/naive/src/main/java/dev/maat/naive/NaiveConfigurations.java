package dev.maat.naive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The configurations of extended virtual synchrony as plain lists, for the naive twins of the evs-* properties. */
@NullUnmarked // null is "none", see the package
final class NaiveConfigurations {
    final NaiveHistory h;
    private final Map<Proc, List<Conf>> of = new LinkedHashMap<>();

    /**
     * A regular or a transitional configuration as one process installed it; {@code com} is the view that it belongs
     * to.
     */
    record Conf(int at, String id, boolean transitional, String follows, Set<String> members, Install com) {
        /** One name for one configuration, everywhere. */
        String key() {
            return (transitional ? "transitional " : "regular ") + id;
        }
    }

    NaiveConfigurations(NaiveHistory history) {
        this.h = history;
        for (Proc p : h.all()) {
            of.put(p, collect(p));
        }
    }

    private List<Conf> collect(Proc p) {
        List<Conf> all = new ArrayList<>();
        for (Install v : p.installs) {
            all.add(new Conf(v.at(), v.id(), false, null, Set.copyOf(v.members()), v));
        }
        Set<String> seen = new HashSet<>();
        for (int at = 0; at < p.lines.size() && !h.isStatic(); at++) {
            JsonNode line = p.lines.get(at);
            if (NaiveHistory.is(line, "view")
                    && line.path("kind").asText().equals("transitional")
                    && seen.add(line.path("id").asText())) {
                Install com = null;
                for (Install v : p.installs) {
                    com = v.at() < at ? v : com;
                }
                Set<String> members = Set.copyOf(NaiveHistory.strings(line.path("members")));
                all.add(new Conf(
                        at, line.path("id").asText(), true, line.path("of").asText(), members, com));
            }
        }
        all.sort((a, b) -> Integer.compare(a.at, b.at));
        return all;
    }

    List<Conf> of(Proc p) {
        return of.get(p);
    }

    Conf at(Proc p, int event) {
        Conf current = null;
        for (Conf c : of(p)) {
            current = c.at <= event ? c : current;
        }
        return current;
    }

    Conf next(Proc p, Conf c) {
        int at = of(p).indexOf(c);
        return at + 1 < of(p).size() ? of(p).get(at + 1) : null;
    }

    Conf previous(Proc p, Conf c) {
        int at = of(p).indexOf(c);
        return at > 0 ? of(p).get(at - 1) : null;
    }

    Conf installed(Proc p, String key) {
        return of(p).stream().filter(c -> c.key().equals(key)).findFirst().orElse(null);
    }

    /** Whether views change and no process records a transitional configuration. */
    boolean lacksTransitional() {
        boolean moves = h.all().stream().anyMatch(p -> p.installs.size() > 1);
        boolean transitional = h.all().stream().anyMatch(p -> of(p).stream().anyMatch(Conf::transitional));
        return moves && !transitional;
    }

    /** First deliveries of p in com of a view. */
    List<Ev> inCom(Proc p, String view) {
        return p.firstDelivery.values().stream()
                .filter(ev -> ev.view() != null && ev.view().id().equals(view))
                .toList();
    }

    boolean deliversInCom(Proc p, String m, String view) {
        return inCom(p, view).stream().anyMatch(ev -> ev.m().equals(m));
    }

    /** The end of the sending of a message: its return, or the sender's own delivery, or the send itself. */
    private static int end(Send s) {
        Ev own = s.by().firstDelivery.get(s.m());
        int end = s.sent() < 0 ? Integer.MAX_VALUE : s.sent();
        if (own != null) {
            end = Math.min(end, own.at());
        }
        return end == Integer.MAX_VALUE ? s.send() : Math.max(end, s.send());
    }

    /** Whether the sending ends in a transitional configuration, and not by the delivery of the message in com. */
    private boolean endsInTransitional(Send s) {
        Ev last = s.by().events.get(end(s));
        Ev own = s.by().firstDelivery.get(s.m());
        boolean deliveredThere = own != null && own.view() == last.view();
        Conf current = at(s.by(), last.at());
        return !s.sendingViews().isEmpty()
                && last.view() != null
                && !deliveredThere
                && current != null
                && current.transitional();
    }

    /** The regular configurations in which a message may have been sent. */
    Set<String> sentIn(Send s) {
        Set<String> out = new LinkedHashSet<>(s.sendingViews());
        if (endsInTransitional(s)) {
            Install next = s.by().next(s.by().events.get(end(s)).view());
            if (next != null) {
                out.add(next.id());
            }
        }
        return out;
    }

    boolean unsettled(Send s) {
        return endsInTransitional(s) && s.by().next(s.by().events.get(end(s)).view()) == null;
    }

    /** The configuration in which a message was sent, or null if that cannot be told. */
    String onlySentIn(Send s) {
        Set<String> all = sentIn(s);
        return counts(s) && all.size() == 1 && !unsettled(s) ? all.iterator().next() : null;
    }

    boolean counts(Send s) {
        boolean delivered = h.all().stream().anyMatch(p -> p.delivered(s.m()));
        return !s.hasFailed() && (s.returned() || delivered || s.last());
    }
}

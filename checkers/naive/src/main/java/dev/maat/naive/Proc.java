package dev.maat.naive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A process: its lines as they were written, and what they say. */
@NullUnmarked // null is "none", see the package
final class Proc {
    final String id;
    final List<JsonNode> lines = new ArrayList<>();
    final List<Ev> events = new ArrayList<>();
    /** Regular views, each id once. */
    final List<Install> installs = new ArrayList<>();
    /** Regular views as written, repetitions included. */
    final List<Install> written = new ArrayList<>();

    final Map<String, Ev> firstDelivery = new LinkedHashMap<>();
    JsonNode crash;
    boolean anyLifeIncomplete;
    /** Where the later lives of a recovering process begin. */
    final Set<Integer> lives = new LinkedHashSet<>();
    /** Those of them if the log of another life is missing. */
    final Set<Integer> unsureLives = new LinkedHashSet<>();

    boolean recovers;

    Proc(String id) {
        this.id = id;
    }

    String node() {
        return id.substring(0, id.lastIndexOf('.'));
    }

    boolean has(String e) {
        return events.stream().anyMatch(ev -> ev.e().equals(e));
    }

    boolean linesIncomplete() {
        return lines.isEmpty()
                || crash == null
                        && (!NaiveHistory.is(lines.get(lines.size() - 1), "closed")
                                || lines.get(lines.size() - 1).path("events").asLong() != lines.size() - 1);
    }

    boolean incomplete() {
        if (recovers) {
            return anyLifeIncomplete;
        }
        return lines.isEmpty()
                || crash == null
                        && events.stream()
                                .noneMatch(ev -> ev.e().equals("closed")
                                        && ev.json().path("events").asLong() == ev.at());
    }

    /** Whether a recovering process starts again after one of its events. */
    boolean startsAfter(int at) {
        return lives.stream().anyMatch(life -> life > at);
    }

    boolean delivered(String m) {
        return firstDelivery.containsKey(m);
    }

    /** Whether an incomplete log may lack the delivery of a message: it shows none anywhere. */
    boolean mayDeliverUnseen(String m) {
        return incomplete() && !delivered(m);
    }

    boolean installed(String id) {
        return installs.stream().anyMatch(v -> v.id().equals(id));
    }

    Install install(String id) {
        return installs.stream().filter(v -> v.id().equals(id)).findFirst().orElse(null);
    }

    Install last() {
        return installs.isEmpty() ? null : installs.get(installs.size() - 1);
    }

    Install next(Install v) {
        int at = installs.indexOf(v);
        return at + 1 < installs.size() ? installs.get(at + 1) : null;
    }

    List<Install> primaries() {
        return installs.stream().filter(Install::primary).toList();
    }

    Install nextPrimary(Install v) {
        return installs.subList(installs.indexOf(v) + 1, installs.size()).stream()
                .filter(Install::primary)
                .findFirst()
                .orElse(null);
    }

    /** S_p(V). */
    List<String> sequence(String viewId) {
        return firstDelivery.values().stream()
                .filter(ev -> ev.view() != null && ev.view().id().equals(viewId))
                .map(Ev::m)
                .toList();
    }
}

package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A script by its views: the members of each, and the messages they delivered in it. Finds the places at which one
 * property can be broken.
 */
final class Anatomy {
    /** A place behind every place that the generator gives in a view. */
    static final long LAST_PLACE = 1_000_000;

    final Script script;
    private final Random random;
    private int fresh = 500;

    Anatomy(Script script, Random random) {
        this.script = script;
        this.random = random;
    }

    /** A process from one install to the next, or to its end. {@code lines} is a copy, the view line first. */
    record Stay(String process, String id, ObjectNode view, List<ObjectNode> lines, boolean last) {
        List<ObjectNode> deliveries() {
            return of("deliver");
        }

        List<ObjectNode> of(String e) {
            return lines.stream().filter(line -> is(line, e)).toList();
        }

        /** S_p(V). */
        List<String> sequence() {
            return deliveries().stream().map(Anatomy::m).toList();
        }
    }

    static boolean is(ObjectNode line, String e) {
        return line.path("e").asText().equals(e);
    }

    static String m(ObjectNode line) {
        return line.path("m").asText();
    }

    static String sender(String m) {
        return m.substring(0, m.lastIndexOf(':'));
    }

    List<ObjectNode> lines(String process) {
        return script.of(process);
    }

    List<Stay> stays(String process) {
        List<ObjectNode> lines = script.of(process);
        List<Integer> at = Pick.positions(lines, "view");
        List<Stay> stays = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            int to = i + 1 < at.size() ? at.get(i + 1) : lines.size();
            ObjectNode view = lines.get(at.get(i));
            stays.add(new Stay(
                    process,
                    view.path("id").asText(),
                    view,
                    List.copyOf(lines.subList(at.get(i), to)),
                    i + 1 == at.size()));
        }
        return stays;
    }

    List<Stay> stays() {
        List<Stay> all = new ArrayList<>();
        script.processes.keySet().forEach(p -> all.addAll(stays(p)));
        return all;
    }

    /** A random one of those that fit, or null. */
    Stay stay(Predicate<Stay> fits) {
        return any(stays().stream().filter(fits).toList());
    }

    <T> T any(List<T> from) {
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    List<Stay> in(String view) {
        return stays().stream().filter(stay -> stay.id.equals(view)).toList();
    }

    /** The next stay of the same process, or null. */
    Stay next(Stay stay) {
        List<Stay> own = stays(stay.process);
        for (int i = 0; i + 1 < own.size(); i++) {
            if (own.get(i).view == stay.view) {
                return own.get(i + 1);
            }
        }
        return null;
    }

    /**
     * The other stays that go from the same view to the same next one, or whose core processes end in the same view.
     */
    List<Stay> together(Stay stay) {
        Stay next = next(stay);
        return in(stay.id).stream()
                .filter(other -> !other.process.equals(stay.process))
                .filter(other -> {
                    Stay itsNext = next(other);
                    return next == null
                            ? itsNext == null && core().containsAll(Set.of(stay.process, other.process))
                            : itsNext != null && itsNext.id.equals(next.id);
                })
                .toList();
    }

    boolean crashed(String process) {
        return script.harness.stream()
                .anyMatch(line -> is(line, "crash") && line.path("p").asText().equals(process));
    }

    boolean crashedIn(Stay stay) {
        return stay.last && crashed(stay.process);
    }

    ObjectNode quiet() {
        return script.harness.stream()
                .filter(line -> is(line, "quiet"))
                .findFirst()
                .orElse(null);
    }

    /** Whether liveness is judged: load stopped, and the run was ended. */
    boolean judgesLiveness() {
        return quiet() != null && script.harness.stream().anyMatch(line -> is(line, "end"));
    }

    /** The last process of each node of the core. */
    Set<String> core() {
        Set<String> core = new LinkedHashSet<>();
        if (quiet() != null) {
            quiet().path("core")
                    .forEach(node -> script.processes.keySet().stream()
                            .filter(p -> p.startsWith(node.asText() + "."))
                            .max(Comparator.comparingLong(
                                    p -> script.of(p).get(0).path("t").asLong()))
                            .ifPresent(core::add));
        }
        return core;
    }

    boolean endsInCore(Stay stay) {
        return stay.last && core().contains(stay.process);
    }

    /** The messages that happened before each message. The generator's times follow causality. */
    Map<String, Set<String>> pasts() {
        List<ObjectNode> all = new ArrayList<>();
        script.processes.values().forEach(all::addAll);
        all.sort(Comparator.comparingLong(line -> line.path("t").asLong()));
        Map<String, Set<String>> known = new HashMap<>();
        Map<String, Set<String>> pasts = new HashMap<>();
        for (ObjectNode line : all) {
            Set<String> own = known.computeIfAbsent(line.path("p").asText(), absent -> new HashSet<>());
            if (is(line, "send")) {
                pasts.put(m(line), new HashSet<>(own));
                own.add(m(line));
            } else if (is(line, "deliver")) {
                own.add(m(line));
                own.addAll(pasts.getOrDefault(m(line), Set.of()));
            }
        }
        return pasts;
    }

    ObjectNode delivery(String process, String m) {
        return script.of(process).stream()
                .filter(line -> is(line, "deliver") && m(line).equals(m))
                .findFirst()
                .orElse(null);
    }

    ObjectNode sendOf(String m) {
        return script.of(sender(m)).stream()
                .filter(line -> is(line, "send") && m(line).equals(m))
                .findFirst()
                .orElse(null);
    }

    /** An id that no message has. */
    String freshMessage(String process) {
        return process + ":" + ++fresh;
    }

    /** A line that is in no log yet. */
    ObjectNode line(String process, String e) {
        ObjectNode line = script.line(process, e);
        script.of(process).removeLast();
        return line;
    }

    ObjectNode line(String process, String e, String m) {
        ObjectNode line = line(process, e).put("m", m);
        return e.equals("send") || e.equals("deliver") ? line.put("hash", Writing.hash(m)) : line;
    }

    void before(ObjectNode anchor, ObjectNode... more) {
        List<ObjectNode> lines = script.of(anchor.path("p").asText());
        lines.addAll(Pick.indexOf(lines, anchor), List.of(more));
    }

    void after(ObjectNode anchor, ObjectNode... more) {
        List<ObjectNode> lines = script.of(anchor.path("p").asText());
        lines.addAll(Pick.indexOf(lines, anchor) + 1, List.of(more));
    }

    /** Adds lines at the end of a process's log, before its {@code closed}. */
    void atEnd(String process, ObjectNode... more) {
        List<ObjectNode> lines = script.of(process);
        List<Integer> closed = Pick.positions(lines, "closed");
        lines.addAll(closed.isEmpty() ? lines.size() : closed.get(0), List.of(more));
    }

    void remove(ObjectNode line) {
        List<ObjectNode> lines = script.of(line.path("p").asText());
        lines.remove(Pick.indexOf(lines, line));
    }

    /** Removes a message as if it had never been sent. */
    void removeMessage(String m) {
        script.processes.values().forEach(lines -> lines.removeIf(line -> m(line).equals(m)));
    }

    void stripLines(String e) {
        script.processes.values().forEach(lines -> lines.removeIf(line -> is(line, e)));
    }

    void stripKey(String key) {
        script.processes.values().forEach(lines -> lines.forEach(line -> line.remove(key)));
    }

    void stripSafe(String m) {
        script.processes.values().forEach(lines -> lines.removeIf(line -> is(line, "safe") && m(line).equals(m)));
    }

    /** The line that blocks a stay's process before it moves on, or null. */
    static ObjectNode blockAtTheEndOf(Stay stay) {
        List<ObjectNode> blocks = stay.of("block");
        return blocks.isEmpty() ? null : blocks.getLast();
    }

    /** A process in no view, which a fault kills early. */
    String ghost() {
        script.harness.add(
                0,
                Script.JSON
                        .createObjectNode()
                        .put("t", 1)
                        .put("e", "fault")
                        .put("id", 77)
                        .put("on", true)
                        .put("kind", "kill")
                        .put("bit", true));
        script.harness.add(
                1,
                Script.JSON
                        .createObjectNode()
                        .put("p", "n9.0")
                        .put("t", 2)
                        .put("e", "crash")
                        .put("cause", 77));
        script.line("n9.0", "start").put("t", 0);
        return "n9.0";
    }

    ObjectNode soloView(String process, String id, long seq) {
        ObjectNode view = script.line(process, "view").put("t", 1).put("id", id).put("seq", seq);
        ArrayNode members = view.putArray("members");
        members.add(process);
        return view;
    }

    /** Exchanges the messages of two deliveries; the places stay where they are. */
    static void exchange(ObjectNode one, ObjectNode other) {
        var m = one.get("m");
        var hash = one.get("hash");
        one.set("m", other.get("m"));
        one.set("hash", other.get("hash"));
        other.set("m", m);
        other.set("hash", hash);
    }
}

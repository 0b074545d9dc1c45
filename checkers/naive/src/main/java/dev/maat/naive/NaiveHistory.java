package dev.maat.naive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * A history as plain lists of JSON, read without any of the code under test. The naive twins are built on it.
 * Quadratic and worse, so for small histories only.
 */
@NullUnmarked // null is "none", see the package
final class NaiveHistory {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The id of a static group's implicit view. */
    static final String IMPLICIT = "static";

    final JsonNode header;
    final String membership;
    final Map<String, Proc> procs = new LinkedHashMap<>();
    final List<JsonNode> faults = new ArrayList<>();
    private final List<Proc> lives = new ArrayList<>();
    JsonNode quiet;
    final Set<String> faultsBeforeQuiet = new HashSet<>();
    JsonNode end;

    final NaiveCore core = new NaiveCore(this);
    final Map<String, Send> sends = new LinkedHashMap<>();

    static NaiveHistory parse(List<String> lines) {
        try {
            NaiveHistory history = new NaiveHistory(JSON.readTree(lines.get(0)));
            for (String line : lines.subList(1, lines.size())) {
                if (!line.isBlank()) {
                    history.add(JSON.readTree(line));
                }
            }
            history.recover();
            history.close();
            return history;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private NaiveHistory(JsonNode header) {
        this.header = header;
        this.membership = header.path("membership").asText("primary");
    }

    private void add(JsonNode line) {
        String e = line.path("e").asText();
        switch (e) {
            case "fault" -> faults.add(line);
            case "quiet" -> {
                quiet = line;
                faultsBeforeQuiet.clear();
                faults.forEach(fault -> faultsBeforeQuiet.add(fault.path("id").asText()));
            }
            case "end" -> end = line;
            case "crash" -> proc(line.path("p").asText()).crash = line;
            default -> {
                if (line.has("p")) {
                    proc(line.path("p").asText()).lines.add(line);
                }
            }
        }
    }

    private Proc proc(String id) {
        return procs.computeIfAbsent(id, Proc::new);
    }

    /** The processes as they were written: those of a node that recovers are one process in {@link #all}. */
    Collection<Proc> written() {
        return lives.isEmpty() ? all() : lives;
    }

    /** The process as which a written one is judged. */
    Proc judged(Proc written) {
        return lives.isEmpty() ? written : procs.get(written.node() + ".0");
    }

    /** Makes the processes of a node one where nodes recover. */
    private void recover() {
        if (isStatic() && header.path("recovery").asText("none").equals("resume")) {
            lives.addAll(procs.values());
            procs.clear();
            procs.putAll(new NaiveRecovery(this, lives).recovered());
        }
    }

    private void close() {
        lives.forEach(this::walk);
        for (Proc p : procs.values()) {
            walk(p);
        }
        for (Proc p : procs.values()) {
            for (Ev ev : p.events) {
                if (ev.e().equals("send")) {
                    sends.put(ev.m(), send(p, ev));
                }
            }
        }
    }

    private void walk(Proc p) {
        Install current = null;
        // The last known delivery, where what comes before it may have been delivered by a life whose log is lost.
        String awaited = null;
        if (isStatic() && p.id.endsWith(".0") && p.lines.stream().anyMatch(l -> is(l, "start"))) {
            List<String> members = new ArrayList<>();
            header.path("nodes").forEach(node -> members.add(node.asText() + ".0"));
            current = new Install(-1, IMPLICIT, 0, members, true, "", null);
            p.installs.add(current);
        }
        for (int at = 0; at < p.lines.size(); at++) {
            JsonNode line = p.lines.get(at);
            String e = line.path("e").asText();
            // An indication of a message whose id could not be read asks nothing.
            e = e.equals("safe") && line.path("m").asText().equals("?") ? "x-safe" : e;
            if (e.equals("view") && !line.path("kind").asText("regular").equals("transitional")) {
                Install install = install(at, line);
                p.written.add(install);
                if (p.install(install.id()) == null) {
                    p.installs.add(install);
                    current = install;
                }
            }
            if (p.lives.contains(at)) {
                current = p.last();
                awaited = p.unsureLives.contains(at) && !p.firstDelivery.isEmpty()
                        ? List.copyOf(p.firstDelivery.keySet()).getLast()
                        : null;
            }
            Ev ev = new Ev(at, e, line.path("m").asText(null), line, current);
            p.events.add(ev);
            if (e.equals("deliver") && !"?".equals(ev.m())) {
                if (awaited == null) {
                    p.firstDelivery.putIfAbsent(ev.m(), ev);
                }
                awaited = ev.m().equals(awaited) ? null : awaited;
            }
            if (e.equals("left") || e.equals("excluded")) {
                current = null;
            }
        }
    }

    private Install install(int at, JsonNode line) {
        return new Install(
                at,
                line.path("id").asText(),
                line.path("seq").asLong(),
                strings(line.path("members")),
                line.path("primary").asBoolean(true),
                line.path("generation").asText(header.path("generation").asText("")),
                line.has("transitional") ? strings(line.path("transitional")) : null);
    }

    private Send send(Proc p, Ev ev) {
        int sent = -1;
        int failed = -1;
        for (Ev other : p.events) {
            if (ev.m().equals(other.m())) {
                sent = other.e().equals("sent") ? other.at() : sent;
                failed = other.e().equals("failed") ? other.at() : failed;
            }
        }
        int until = sent;
        Ev own = p.firstDelivery.get(ev.m());
        if (own != null && (until < 0 || own.at() < until)) {
            until = own.at();
        }
        Set<String> views = new LinkedHashSet<>();
        for (Ev at : p.events.subList(ev.at(), Math.max(ev.at(), until) + 1)) {
            if (at.view() != null) {
                views.add(at.view().id());
            }
        }
        return new Send(ev.m(), p, ev.at(), sent, failed, ev.json().path("last").asBoolean(false), ev.json(), views);
    }

    static List<String> strings(JsonNode array) {
        List<String> out = new ArrayList<>();
        array.forEach(item -> out.add(item.asText()));
        return out;
    }

    static boolean is(JsonNode line, String e) {
        return line.path("e").asText().equals(e);
    }

    boolean isStatic() {
        return membership.equals("static");
    }

    boolean isPartitionable() {
        return membership.equals("partitionable");
    }

    Collection<Proc> all() {
        return procs.values();
    }

    Set<String> messagesDelivered() {
        Set<String> out = new LinkedHashSet<>();
        all().forEach(p -> out.addAll(p.firstDelivery.keySet()));
        return out;
    }

    boolean anyPrimaryView() {
        return all().stream().anyMatch(p -> !p.primaries().isEmpty());
    }

    boolean primaryPropertiesApply() {
        return !isPartitionable() && anyPrimaryView();
    }

    /** m before m' at its sender; a failed send sent nothing and comes before no other. */
    boolean before(Send m, Send n) {
        if (m.by() != n.by() || m == n) {
            return false;
        }
        return header.path("sendOrder").asText("return").equals("invocation")
                ? m.send() < n.send() && !m.hasFailed()
                : m.returned() && m.sent() < n.send();
    }

    boolean excluded(Proc p, Install v) {
        for (Proc q : all()) {
            for (Install w : q.installs) {
                if (isPartitionable()) {
                    Install next = q.installed(v.id()) ? q.next(q.install(v.id())) : null;
                    if (next == w && !w.members().contains(p.id)) {
                        return true;
                    }
                } else if (w.primary()
                        && w.seq() > v.seq()
                        && w.generation().equals(v.generation())
                        && !w.members().contains(p.id)
                        && p.primaries().stream()
                                .noneMatch(x -> x.generation().equals(v.generation())
                                        && x.seq() > v.seq()
                                        && x.seq() < w.seq())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether p and q complete the view together. */
    boolean together(Proc p, Proc q, String viewId) {
        if (!p.installed(viewId) || !q.installed(viewId)) {
            return false;
        }
        Install nextP = p.next(p.install(viewId));
        Install nextQ = q.next(q.install(viewId));
        if (nextP != null || nextQ != null) {
            return nextP != null && nextQ != null && nextP.id().equals(nextQ.id());
        }
        return core.processes().contains(p) && core.processes().contains(q);
    }

    /**
     * Whether a send counts: not if it failed, or never returned and no process delivered its message; an invoked END
     * always counts.
     */
    boolean countsAsSent(Send s) {
        boolean delivered = all().stream().anyMatch(p -> p.delivered(s.m()));
        return !s.hasFailed() && (s.returned() || s.last() || delivered);
    }

    /** Whether the view is p's last only as far as its incomplete log shows. */
    boolean endsUncertainly(Proc p, String viewId) {
        return p.incomplete() && p.next(p.install(viewId)) == null;
    }

    /** The processes that views name. */
    Set<String> membersOfViews() {
        Set<String> out = new LinkedHashSet<>();
        all().forEach(p -> p.installs.forEach(v -> out.addAll(v.members())));
        return out;
    }

    Set<String> viewIds() {
        Set<String> out = new LinkedHashSet<>();
        all().forEach(p -> p.installs.forEach(v -> out.add(v.id())));
        return out;
    }
}

package dev.maat.checkers.naive;

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
import java.util.TreeMap;

/**
 * A history as plain lists of JSON, read without any of the code under test. The naive twins are built on it.
 * Quadratic and worse, so for small histories only.
 */
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
    private final Set<String> faultsBeforeQuiet = new HashSet<>();
    private List<Proc> core;
    JsonNode end;

    /** One install as p wrote it. */
    record Install(
            int at,
            String id,
            long seq,
            List<String> members,
            boolean primary,
            String generation,
            List<String> transitional) {}

    /** One event of one process; {@code view} is the install current at it, if any. */
    record Ev(int at, String e, String m, JsonNode json, Install view) {}

    static final class Proc {
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
            return events.stream().anyMatch(ev -> ev.e.equals(e));
        }

        boolean linesIncomplete() {
            return lines.isEmpty()
                    || crash == null
                            && (!is(lines.get(lines.size() - 1), "closed")
                                    || lines.get(lines.size() - 1)
                                                    .path("events")
                                                    .asLong()
                                            != lines.size() - 1);
        }

        boolean incomplete() {
            if (recovers) {
                return anyLifeIncomplete;
            }
            return lines.isEmpty()
                    || crash == null
                            && events.stream()
                                    .noneMatch(ev -> ev.e.equals("closed")
                                            && ev.json.path("events").asLong() == ev.at);
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
            return installs.stream().anyMatch(v -> v.id.equals(id));
        }

        Install install(String id) {
            return installs.stream().filter(v -> v.id.equals(id)).findFirst().orElse(null);
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
                    .filter(ev -> ev.view != null && ev.view.id.equals(viewId))
                    .map(Ev::m)
                    .toList();
        }
    }

    /** A send and its outcome. */
    record Send(
            String m, Proc by, int send, int sent, int failed, boolean last, JsonNode json, Set<String> sendingViews) {
        boolean returned() {
            return sent >= 0;
        }

        boolean hasFailed() {
            return failed >= 0;
        }
    }

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

    /**
     * Makes the processes of a node one, named like the first of them. Message ids keep which life sent them, behind the
     * colon.
     */
    private void recover() {
        if (!isStatic() || !header.path("recovery").asText("none").equals("resume")) {
            return;
        }
        lives.addAll(procs.values());
        procs.clear();
        List<Proc> inOrder = new ArrayList<>(lives);
        inOrder.sort(java.util.Comparator.comparingLong(NaiveHistory::startTime));
        for (Proc life : inOrder) {
            Proc whole = proc(life.node() + ".0");
            whole.anyLifeIncomplete |= !livesWithALog(life.node()).containsAll(named(life.node()));
            if (!whole.lines.isEmpty()) {
                whole.lives.add(whole.lines.size());
                if (!livesWithALog(life.node()).containsAll(named(life.node()))) {
                    whole.unsureLives.add(whole.lines.size());
                }
            }
            for (JsonNode line : life.lines) {
                whole.lines.add(renamed(line));
            }
            whole.crash = life.crash;
            whole.anyLifeIncomplete |= life.linesIncomplete();
            whole.recovers = true;
        }
    }

    private Set<String> livesWithALog(String node) {
        Set<String> out = new LinkedHashSet<>();
        lives.stream()
                .filter(life -> life.node().equals(node) && !life.lines.isEmpty())
                .forEach(life -> out.add(life.id));
        return out;
    }

    /** The processes of a node that the history names: by their lines, their messages, a view, and the header. */
    private Set<String> named(String node) {
        Set<String> out = new LinkedHashSet<>();
        header.path("nodes").forEach(name -> out.add(name.asText() + ".0"));
        for (Proc life : lives) {
            out.add(life.id);
            for (JsonNode line : life.lines) {
                String m = line.path("m").asText("?");
                if (!m.equals("?") && !line.path("e").asText().startsWith("x-")) {
                    out.add(m.substring(0, m.lastIndexOf(':')));
                }
                out.addAll(strings(line.path("members")));
                out.addAll(strings(line.path("transitional")));
            }
        }
        out.removeIf(id -> !id.substring(0, id.lastIndexOf('.')).equals(node));
        return out;
    }

    private static long startTime(Proc life) {
        return life.lines.stream()
                .filter(line -> is(line, "start"))
                .findFirst()
                .or(() -> life.lines.stream().findFirst())
                .map(line -> line.path("t").asLong())
                .orElse(Long.MIN_VALUE);
    }

    private static JsonNode renamed(JsonNode line) {
        String m = line.path("m").asText("?");
        if (m.equals("?")) {
            return line;
        }
        String sender = m.substring(0, m.lastIndexOf(':'));
        int dot = sender.lastIndexOf('.');
        String id = sender.substring(0, dot) + ".0:" + sender.substring(dot + 1) + m.substring(m.lastIndexOf(':'));
        return ((com.fasterxml.jackson.databind.node.ObjectNode) line.deepCopy())
                .put("m", id.substring(0, id.lastIndexOf(':')) + "/" + id.substring(id.lastIndexOf(':') + 1));
    }

    /** The processes as they were written: those of a node that recovers are one process in {@link #all}. */
    Collection<Proc> written() {
        return lives.isEmpty() ? all() : lives;
    }

    /** The process as which a written one is judged. */
    Proc judged(Proc written) {
        return lives.isEmpty() ? written : procs.get(written.node() + ".0");
    }

    private void close() {
        lives.forEach(this::walk);
        for (Proc p : procs.values()) {
            walk(p);
        }
        for (Proc p : procs.values()) {
            for (Ev ev : p.events) {
                if (ev.e.equals("send")) {
                    sends.put(ev.m, send(p, ev));
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
                if (p.install(install.id) == null) {
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
            if (e.equals("deliver") && !"?".equals(ev.m)) {
                if (awaited == null) {
                    p.firstDelivery.putIfAbsent(ev.m, ev);
                }
                awaited = ev.m.equals(awaited) ? null : awaited;
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
            if (ev.m.equals(other.m)) {
                sent = other.e.equals("sent") ? other.at : sent;
                failed = other.e.equals("failed") ? other.at : failed;
            }
        }
        int until = sent;
        Ev own = p.firstDelivery.get(ev.m);
        if (own != null && (until < 0 || own.at < until)) {
            until = own.at;
        }
        Set<String> views = new LinkedHashSet<>();
        for (Ev at : p.events.subList(ev.at, Math.max(ev.at, until) + 1)) {
            if (at.view != null) {
                views.add(at.view.id);
            }
        }
        return new Send(ev.m, p, ev.at, sent, failed, ev.json.path("last").asBoolean(false), ev.json, views);
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

    boolean anybodyIncomplete() {
        return all().stream().anyMatch(Proc::incomplete);
    }

    boolean anyPrimaryView() {
        return all().stream().anyMatch(p -> !p.primaries().isEmpty());
    }

    boolean primaryPropertiesApply() {
        return !isPartitionable() && anyPrimaryView();
    }

    /** m before m' at its sender; a failed send sent nothing and comes before no other. */
    boolean before(Send m, Send n) {
        if (m.by != n.by || m == n) {
            return false;
        }
        return header.path("sendOrder").asText("return").equals("invocation")
                ? m.send < n.send && !m.hasFailed()
                : m.returned() && m.sent < n.send;
    }

    boolean excluded(Proc p, Install v) {
        for (Proc q : all()) {
            for (Install w : q.installs) {
                if (isPartitionable()) {
                    Install next = q.installed(v.id) ? q.next(q.install(v.id)) : null;
                    if (next == w && !w.members.contains(p.id)) {
                        return true;
                    }
                } else if (w.primary
                        && w.seq > v.seq
                        && w.generation.equals(v.generation)
                        && !w.members.contains(p.id)
                        && p.primaries().stream()
                                .noneMatch(x -> x.generation.equals(v.generation) && x.seq > v.seq && x.seq < w.seq)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Computed once, since nearly every property asks for it and the twins judge a million histories. */
    List<Proc> core() {
        if (core == null) {
            core = findCore();
        }
        return core;
    }

    private List<Proc> findCore() {
        return lastOfCoreNodes().stream().filter(this::isOfTheGroup).toList();
    }

    /** A restarted process is not of a static group. */
    private boolean isOfTheGroup(Proc p) {
        return !isStatic() || p.id.endsWith(".0");
    }

    boolean aCoreNodeIsOutOfTheGroup() {
        List<String> core = quiet == null ? List.of() : strings(quiet.path("core"));
        return core.stream().map(this::lastOf).anyMatch(last -> last != null && !isOfTheGroup(last));
    }

    /** A verdict of a property that asks the group's processes: one that is not of it cannot be asked. */
    String asked(String word) {
        return word.equals("ok") && aCoreNodeIsOutOfTheGroup() ? "unknown" : word;
    }

    private List<Proc> lastOfCoreNodes() {
        List<Proc> out = new ArrayList<>();
        if (quiet == null) {
            return out;
        }
        for (String node : strings(quiet.path("core"))) {
            Proc last = lastOf(node);
            if (last != null && !wentBeforeQuiet(last) && !viewsNameAnotherOf(node)) {
                out.add(last);
            }
        }
        return out;
    }

    /** Whether a view names a process of a node of which no log tells, and which may be the last. */
    private boolean viewsNameAnotherOf(String node) {
        return membersOfViews().stream()
                .filter(id ->
                        !isStatic() && id.substring(0, id.lastIndexOf('.')).equals(node))
                .map(id -> procs.getOrDefault(id, new Proc(id)))
                .anyMatch(p -> p.lines.isEmpty() && !wentBeforeQuiet(p));
    }

    /** The processes that views name. */
    Set<String> membersOfViews() {
        Set<String> out = new LinkedHashSet<>();
        all().forEach(p -> p.installs.forEach(v -> out.addAll(v.members)));
        return out;
    }

    /** Core nodes that run at {@code quiet} by a process of which no log tells. */
    Set<String> coreNodesWithoutALog() {
        Set<String> out = new LinkedHashSet<>(quiet == null ? List.of() : strings(quiet.path("core")));
        out.removeIf(node -> lastOf(node) != null && !wentBeforeQuiet(lastOf(node)) && !viewsNameAnotherOf(node));
        return out;
    }

    private Proc lastOf(String node) {
        Proc last = null;
        long lastT = Long.MIN_VALUE;
        for (Proc p : all()) {
            for (Ev ev : p.events) {
                if (ev.e.equals("start")
                        && p.node().equals(node)
                        && ev.json.path("t").asLong() >= lastT) {
                    last = p;
                    lastT = ev.json.path("t").asLong();
                }
            }
        }
        return last;
    }

    /**
     * Whether a fault that the harness told before the run was quiet, or a leave that was asked for, ended a process whose log shows
     * no END. Times of different clocks are not compared.
     */
    private boolean wentBeforeQuiet(Proc p) {
        int life = p.lives.stream().mapToInt(at -> at).max().orElse(0);
        List<Ev> last = p.events.subList(life, p.events.size());
        if (last.stream().anyMatch(this::isOfAnEnd)) {
            return false;
        }
        if (p.crash != null) {
            return faultsBeforeQuiet.contains(p.crash.path("cause").asText());
        }
        Ev leave = last.stream().filter(ev -> ev.e.equals("leave")).findFirst().orElse(null);
        return last.stream().anyMatch(ev -> leave != null && ev.e.equals("left") && ev.at > leave.at);
    }

    private boolean isOfAnEnd(Ev ev) {
        return List.of("send", "deliver").contains(ev.e)
                && sends.containsKey(ev.m)
                && sends.get(ev.m).last();
    }

    /** Whether p and q complete the view together. */
    boolean together(Proc p, Proc q, String viewId) {
        if (!p.installed(viewId) || !q.installed(viewId)) {
            return false;
        }
        Install nextP = p.next(p.install(viewId));
        Install nextQ = q.next(q.install(viewId));
        if (nextP != null || nextQ != null) {
            return nextP != null && nextQ != null && nextP.id.equals(nextQ.id);
        }
        return core().contains(p) && core().contains(q);
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

    Set<String> viewIds() {
        Set<String> out = new LinkedHashSet<>();
        all().forEach(p -> p.installs.forEach(v -> out.add(v.id)));
        return out;
    }

    /** The generation whose first install, of whatever view, has the greatest time; the greater name of two. */
    private String newestGeneration() {
        Map<String, Long> firstInstall = new TreeMap<>();
        for (Proc p : all()) {
            for (Install v : p.installs) {
                long t = v.at < 0 ? 0 : p.lines.get(v.at).path("t").asLong();
                firstInstall.merge(v.generation, t, Math::min);
            }
        }
        String newest = null;
        for (Map.Entry<String, Long> entry : firstInstall.entrySet()) {
            newest = newest == null || entry.getValue() >= firstInstall.get(newest) ? entry.getKey() : newest;
        }
        return newest;
    }

    /** Whether an install is a candidate for the newest view. */
    private boolean maybeNewest(Proc p, Install v, String generation) {
        return v.generation.equals(generation) && (isPartitionable() ? core().contains(p) : v.primary);
    }

    /**
     * The core is a quorum of the newest view in some copy, and either a core process installed that copy, or the core
     * is a quorum of the primary view of the next lower seq.
     */
    boolean coreHasQuorumOfNewest() {
        String generation = newestGeneration();
        long highest = Long.MIN_VALUE;
        for (Proc p : all()) {
            for (Install v : p.installs) {
                highest = maybeNewest(p, v, generation) ? Math.max(highest, v.seq) : highest;
            }
        }
        for (Proc p : all()) {
            for (Install v : p.installs) {
                boolean quorum = maybeNewest(p, v, generation) && v.seq == highest && coreIsQuorumOf(v.members);
                if (quorum && (core().contains(p) || coreHasQuorumBelow(generation, highest))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean coreHasQuorumBelow(String generation, long seq) {
        List<Install> lower = new ArrayList<>();
        for (Proc p : all()) {
            p.primaries().stream()
                    .filter(v -> v.generation.equals(generation) && v.seq < seq)
                    .forEach(lower::add);
        }
        long next = lower.stream().mapToLong(Install::seq).max().orElse(Long.MIN_VALUE);
        return lower.stream().anyMatch(v -> v.seq == next && coreIsQuorumOf(v.members));
    }

    private boolean coreIsQuorumOf(List<String> members) {
        Set<String> ids = new HashSet<>();
        core().forEach(p -> ids.add(p.id));
        long inside = members.stream().filter(ids::contains).count();
        return 2 * inside > members.size() || (2 * inside == members.size() && ids.contains(members.get(0)));
    }
}

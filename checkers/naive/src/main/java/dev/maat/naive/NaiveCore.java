package dev.maat.naive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;

/** The core of a naive history, and whether it is a quorum of the newest view. */
@NullUnmarked // null is "none", see the package
final class NaiveCore {
    private final NaiveHistory h;
    private List<Proc> processes;

    NaiveCore(NaiveHistory history) {
        this.h = history;
    }

    /** Computed once, since nearly every property asks for it and the twins judge a million histories. */
    List<Proc> processes() {
        if (processes == null) {
            processes = findCore();
        }
        return processes;
    }

    private List<Proc> findCore() {
        return lastOfCoreNodes().stream().filter(this::isOfTheGroup).toList();
    }

    /** A restarted process is not of a static group. */
    private boolean isOfTheGroup(Proc p) {
        return !h.isStatic() || p.id.endsWith(".0");
    }

    boolean aNodeIsOutOfTheGroup() {
        List<String> core = h.quiet == null ? List.of() : NaiveHistory.strings(h.quiet.path("core"));
        return core.stream().map(this::lastOf).anyMatch(last -> last != null && !isOfTheGroup(last));
    }

    /** A verdict of a property that asks the group's processes: one that is not of it cannot be asked. */
    String asked(String word) {
        return word.equals("ok") && aNodeIsOutOfTheGroup() ? "unknown" : word;
    }

    private List<Proc> lastOfCoreNodes() {
        List<Proc> out = new ArrayList<>();
        if (h.quiet == null) {
            return out;
        }
        for (String node : NaiveHistory.strings(h.quiet.path("core"))) {
            Proc last = lastOf(node);
            if (last != null && !wentBeforeQuiet(last) && !viewsNameAnotherOf(node)) {
                out.add(last);
            }
        }
        return out;
    }

    /** Whether a view names a process of a node of which no log tells, and which may be the last. */
    private boolean viewsNameAnotherOf(String node) {
        return h.membersOfViews().stream()
                .filter(id ->
                        !h.isStatic() && id.substring(0, id.lastIndexOf('.')).equals(node))
                .map(id -> h.procs.getOrDefault(id, new Proc(id)))
                .anyMatch(p -> p.lines.isEmpty() && !wentBeforeQuiet(p));
    }

    /** Core nodes that run at {@code quiet} by a process of which no log tells. */
    Set<String> nodesWithoutALog() {
        Set<String> out = new LinkedHashSet<>(h.quiet == null ? List.of() : NaiveHistory.strings(h.quiet.path("core")));
        out.removeIf(node -> lastOf(node) != null && !wentBeforeQuiet(lastOf(node)) && !viewsNameAnotherOf(node));
        return out;
    }

    private Proc lastOf(String node) {
        Proc last = null;
        long lastT = Long.MIN_VALUE;
        for (Proc p : h.all()) {
            for (Ev ev : p.events) {
                if (ev.e().equals("start")
                        && p.node().equals(node)
                        && ev.json().path("t").asLong() >= lastT) {
                    last = p;
                    lastT = ev.json().path("t").asLong();
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
            return h.faultsBeforeQuiet.contains(p.crash.path("cause").asText());
        }
        Ev leave =
                last.stream().filter(ev -> ev.e().equals("leave")).findFirst().orElse(null);
        return last.stream().anyMatch(ev -> leave != null && ev.e().equals("left") && ev.at() > leave.at());
    }

    private boolean isOfAnEnd(Ev ev) {
        return List.of("send", "deliver").contains(ev.e())
                && h.sends.containsKey(ev.m())
                && h.sends.get(ev.m()).last();
    }

    /** The generation whose first install, of whatever view, has the greatest time; the greater name of two. */
    private String newestGeneration() {
        Map<String, Long> firstInstall = new TreeMap<>();
        for (Proc p : h.all()) {
            for (Install v : p.installs) {
                long t = v.at() < 0 ? 0 : p.lines.get(v.at()).path("t").asLong();
                firstInstall.merge(v.generation(), t, Math::min);
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
        return v.generation().equals(generation)
                && (h.isPartitionable() ? processes().contains(p) : v.primary());
    }

    /**
     * The core is a quorum of the newest view in some copy, and either a core process installed that copy, or the core
     * is a quorum of the primary view of the next lower seq.
     */
    boolean hasQuorumOfNewest() {
        String generation = newestGeneration();
        long highest = Long.MIN_VALUE;
        for (Proc p : h.all()) {
            for (Install v : p.installs) {
                highest = maybeNewest(p, v, generation) ? Math.max(highest, v.seq()) : highest;
            }
        }
        for (Proc p : h.all()) {
            for (Install v : p.installs) {
                boolean quorum = maybeNewest(p, v, generation) && v.seq() == highest && isQuorumOf(v.members());
                if (quorum && (processes().contains(p) || hasQuorumBelow(generation, highest))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hasQuorumBelow(String generation, long seq) {
        List<Install> lower = new ArrayList<>();
        for (Proc p : h.all()) {
            p.primaries().stream()
                    .filter(v -> v.generation().equals(generation) && v.seq() < seq)
                    .forEach(lower::add);
        }
        long next = lower.stream().mapToLong(Install::seq).max().orElse(Long.MIN_VALUE);
        return lower.stream().anyMatch(v -> v.seq() == next && isQuorumOf(v.members()));
    }

    private boolean isQuorumOf(List<String> members) {
        Set<String> ids = new HashSet<>();
        processes().forEach(p -> ids.add(p.id));
        long inside = members.stream().filter(ids::contains).count();
        return 2 * inside > members.size() || (2 * inside == members.size() && ids.contains(members.get(0)));
    }
}

package dev.maat.reference.driver;

import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A random run from one seed: load, faults, then everything healed and quiet; judged by {@link Laws}. */
public final class Chaos {
    private static final long MILLI = Cluster.MILLI;
    private static final long CHAOS_NANOS = 8_000 * MILLI;

    /** What a run went through. */
    public static final class Report {
        public long views;
        public long delivered;
        public long crashes;
        public long restarts;
        public long leaves;
        public long excluded;
        public long partitions;
        public boolean lively;
    }

    private final long seed;
    private final Cluster cluster;
    private final Random random;
    private final List<String> founders;
    private final Report report = new Report();
    private final TreeSet<String> cut = new TreeSet<>();
    private boolean calm;

    public Chaos(long seed, Supplier<ProtocolCore> cores, Map<String, String> options) {
        this.seed = seed;
        this.random = new Random(seed * 31 + 7);
        int founding = 1 + random.nextInt(5);
        int more = random.nextInt(3);
        List<String> nodes = new ArrayList<>();
        for (int i = 1; i <= founding + more; i++) {
            nodes.add("n" + i);
        }
        this.founders = List.copyOf(nodes.subList(0, founding));
        this.cluster = new Cluster(seed, nodes, options, cores);
        cluster.loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.3 : 0;
        cluster.duplication = random.nextInt(4) == 0 ? 0.1 : 0;
        cluster.maxDelay = MILLI * (1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 5));
        cluster.dropper = (from, to, packet) -> cut.contains(from + ">" + to);
    }

    public Cluster cluster() {
        return cluster;
    }

    public Report run() {
        try {
            for (String node : cluster.nodes) {
                cluster.at(random.nextInt(500) * MILLI, () -> cluster.start(node, founders));
            }
            for (String node : cluster.nodes) {
                scheduleLoad(node);
            }
            scheduleFault();
            cluster.runUntil(CHAOS_NANOS);
            Laws.check(cluster);
            heal();
            count();
            return report;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private void scheduleLoad(String node) {
        long gap = MILLI * (5 + random.nextInt(100));
        cluster.after(gap, () -> {
            Cluster.Process process = cluster.latest.get(node);
            if (!calm) {
                if (process != null && process.running) {
                    int size = random.nextInt(20) == 0 ? random.nextInt(20_000) : random.nextInt(200);
                    cluster.multicast(process, size);
                }
                scheduleLoad(node);
            }
        });
    }

    private void scheduleFault() {
        cluster.after(MILLI * (50 + random.nextInt(1_200)), () -> {
            if (!calm) {
                fault();
                scheduleFault();
            }
        });
    }

    private void fault() {
        String node = any();
        Cluster.Process process = cluster.latest.get(node);
        switch (random.nextInt(9)) {
            case 0 -> {
                if (process != null && survivable(process)) {
                    cluster.crash(process);
                    report.crashes++;
                }
            }
            case 1 -> {
                if (process != null && survivable(process)) {
                    cluster.doomed = node;
                    report.crashes++;
                }
            }
            case 2, 3 -> partition();
            case 4 -> {
                String other = any();
                if (!other.equals(node)) {
                    cut.add(node + ">" + other);
                    healLater(node + ">" + other);
                }
            }
            case 5 -> cut.clear();
            case 6 -> {
                if (process != null && random.nextInt(3) == 0) {
                    cluster.leave(process);
                    report.leaves++;
                }
            }
            case 7 -> {
                if (process != null) {
                    cluster.pause(process, MILLI * random.nextInt(1_500));
                }
            }
            default -> {
                if (process != null && !process.running) {
                    cluster.start(node, List.of());
                    report.restarts++;
                }
            }
        }
    }

    private void healLater(String link) {
        cluster.after(MILLI * random.nextInt(2_500), () -> cut.remove(link));
    }

    private void partition() {
        report.partitions++;
        Map<String, Boolean> side = new TreeMap<>();
        for (String node : cluster.nodes) {
            side.put(node, random.nextBoolean());
        }
        for (String from : cluster.nodes) {
            for (String to : cluster.nodes) {
                if (!side.get(from).equals(side.get(to))) {
                    cut.add(from + ">" + to);
                    healLater(from + ">" + to);
                }
            }
        }
    }

    private String any() {
        return cluster.nodes.get(random.nextInt(cluster.nodes.size()));
    }

    /** Whether the newest view keeps a quorum alive without that process; only a group that can live on is judged so. */
    private boolean survivable(Cluster.Process without) {
        List<ProcessId> newest = newestView();
        return newest.isEmpty() ? random.nextInt(4) == 0 : quorum(newest, without) || random.nextInt(6) == 0;
    }

    private List<ProcessId> newestView() {
        List<ProcessId> newest = List.of();
        long seq = 0;
        for (Cluster.Process process : cluster.processes) {
            Cluster.Installed view = process.current();
            if (view != null && view.view.seq() > seq) {
                seq = view.view.seq();
                newest = view.view.members();
            }
        }
        return newest;
    }

    private boolean quorum(List<ProcessId> view, Cluster.Process without) {
        int alive = 0;
        boolean first = false;
        for (ProcessId member : view) {
            for (Cluster.Process process : cluster.processes) {
                if (process.id.equals(member) && process.running && process != without) {
                    alive++;
                    first |= member.equals(view.get(0));
                }
            }
        }
        return 2 * alive > view.size() || (2 * alive == view.size() && first);
    }

    private void heal() {
        calm = true;
        cut.clear();
        cluster.loss = 0;
        cluster.doomed = "";
        cluster.maxDelay = 3 * MILLI;
        cluster.runFor(2_000 * MILLI);
        List<ProcessId> newest = newestView();
        // Who has a quorum of the newest view and nobody who installed it cannot know of it.
        if (newest.isEmpty() ? !foundersLive() : !quorum(newest, null) || !installedByLiving(newest)) {
            return;
        }
        boolean settled = cluster.runUntil(this::settled, 25_000 * MILLI);
        Laws.check(cluster);
        Laws.breach(!settled, "wedged: " + describe());
        List<String> ends = new ArrayList<>();
        for (Cluster.Process process : alive()) {
            ends.add(cluster.multicast(process, 64));
        }
        boolean delivered = cluster.runUntil(
                () -> alive().stream().allMatch(p -> p.current().delivered.containsAll(ends)), 5_000 * MILLI);
        Laws.breach(!delivered, "last messages not delivered: " + describe());
        boolean stable =
                cluster.runUntil(() -> alive().stream().allMatch(p -> p.stable.containsAll(ends)), 2_000 * MILLI);
        Laws.breach(!stable, "last messages not stable: " + describe());
        Laws.check(cluster);
        Laws.endsAgree(alive(), cluster.total);
        for (Cluster.Process process : alive()) {
            Laws.breach(!process.pending.isEmpty(), process.id + " has multicasts without an answer");
        }
        report.lively = !ends.isEmpty();
    }

    private boolean installedByLiving(List<ProcessId> newest) {
        return alive().stream()
                .anyMatch(p -> p.current() != null && p.current().view.members().equals(newest));
    }

    private boolean foundersLive() {
        List<ProcessId> zero = founders.stream().map(n -> new ProcessId(n, 0)).toList();
        return quorum(zero, null);
    }

    private List<Cluster.Process> alive() {
        return cluster.processes.stream().filter(p -> p.running).toList();
    }

    private boolean settled() {
        List<Cluster.Process> alive = alive();
        TreeSet<ProcessId> ids = new TreeSet<>();
        alive.forEach(p -> ids.add(p.id));
        for (Cluster.Process process : alive) {
            Cluster.Installed view = process.current();
            if (view == null
                    || process.blocked
                    || !new TreeSet<>(view.view.members()).equals(ids)
                    || !view.view.id().equals(alive.get(0).current().view.id())) {
                return false;
            }
        }
        return true;
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        for (Cluster.Process process : cluster.processes) {
            Cluster.Installed view = process.current();
            text.append("\n  ").append(process.id).append(process.running ? " runs" : " " + process.end);
            text.append(process.blocked ? ", blocked" : "");
            text.append(view == null ? ", no view" : ", in " + view.view.id() + view.view.members());
        }
        return text.toString();
    }

    private void count() {
        for (Cluster.Process process : cluster.processes) {
            report.views += process.views.size();
            report.excluded += process.end.startsWith("excluded") ? 1 : 0;
            for (Cluster.Installed view : process.views) {
                report.delivered += view.delivered.size();
            }
        }
    }
}

package dev.maat.engine.cli.hunt;

import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
import dev.maat.engine.bundle.HarnessDigest;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.hunt.HuntFolder;
import dev.maat.engine.hunt.ZooBuild;
import dev.maat.engine.hunt.ZooHunt;
import dev.maat.engine.hunt.ZooJson;
import dev.maat.engine.hunt.ZooPage;
import dev.maat.engine.hunt.ZooPlan;
import dev.maat.engine.hunt.ZooResult;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Quantities;
import dev.maat.engine.run.ShellWord;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.PlantedDefect;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** {@code maat hunt --zoo}: whether each planted defect is caught by the property that it breaks. */
final class ZooCommand {
    private static final SeedRange USUAL = new SeedRange(1, 300);
    private static final String TRANSPORT = "udp";

    private final Surroundings surroundings;
    private final HuntOptions options;
    private final SeedRange seeds;
    /** By the folder and the program of an implementation. */
    private final Map<List<Object>, ZooBuild> builds = new ConcurrentHashMap<>();

    ZooCommand(Surroundings surroundings, HuntOptions options) {
        this.surroundings = surroundings;
        this.options = options;
        this.seeds = options.seeds == null ? USUAL : options.seeds;
        if (seeds.last() == Long.MAX_VALUE) {
            throw new ArgumentException("--zoo needs an end of --seeds, as 1..600: a defect may escape for ever");
        }
    }

    /** The defects of all implementations, or of the one that is named, in the order of their manifests. */
    private SequencedMap<Implementation, PlantedDefect> defects() {
        SequencedMap<Implementation, PlantedDefect> defects = new LinkedHashMap<>();
        for (Implementation each : surroundings.findImplementations().all()) {
            Optional<PlantedDefect> planted = PlantedDefect.of(each);
            boolean asked = options.implementation == null || options.implementation.equals(each.name());
            if (planted.isPresent() && asked && each.deployments().contains(Deployments.SIMULATION)) {
                defects.put(each, planted.get());
            }
        }
        if (defects.isEmpty()) {
            throw new ArgumentException(
                    "no manifest names a planted defect to simulate; \"mustViolate\" in an implementation's entry"
                            + " names the property that must catch it");
        }
        return defects;
    }

    int run(HuntFolder folder, boolean json) throws IOException {
        SequencedMap<Implementation, PlantedDefect> defects = defects();
        List<Map.Entry<Implementation, PlantedDefect>> all = List.copyOf(defects.entrySet());
        String command = "./maat hunt --zoo --seeds " + seeds.first() + ".." + seeds.last()
                + (options.implementation == null ? "" : " --implementation " + options.implementation)
                + (options.nodes == null ? "" : " --nodes " + options.nodes)
                + (options.durationMillis == HuntOptions.USUAL_DURATION_MILLIS
                        ? ""
                        : " --duration " + options.durationMillis + "ms")
                + " --out "
                + ShellWord.quote(folder.path().toString());
        ZooPlan plan = new ZooPlan(
                options.implementation,
                seeds.first(),
                seeds.last(),
                options.nodes,
                options.durationMillis,
                Version.number());
        List<ZooResult> found = folder.zoo(plan);
        TreeMap<Integer, ZooResult> results = earlier(all, found);
        if (!found.isEmpty() && !json) {
            tellOfEarlier(found.size(), results.size(), all.size());
        }
        ZooHunt hunt = new ZooHunt(
                seeds.first(),
                seeds.last(),
                folder.path(),
                this::scenarios,
                loaded -> Deployments.of(Deployments.SIMULATION, loaded),
                Version.number());
        List<Integer> left = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            if (!results.containsKey(index)) {
                left.add(index);
            }
        }
        hunt(all, left, hunt, (index, result) -> {
            results.put(index, result);
            List<ZooResult> soFar = List.copyOf(results.values());
            folder.write(plan, soFar, all.size());
            ZooPage.write(soFar, all.size(), command, folder.zooPage());
            if (!json) {
                print(result, soFar.size(), all.size());
            }
        });
        Thread.interrupted();
        List<ZooResult> list = List.copyOf(results.values());
        folder.write(plan, list, all.size());
        ZooPage.write(list, all.size(), command, folder.zooPage());
        if (json) {
            ZooJson.write(plan, list, all.size(), surroundings.terminal().json());
        } else {
            end(list, all.size(), folder);
        }
        return ZooPage.exitCode(list, all.size());
    }

    private void tellOfEarlier(int found, int held, int all) {
        var out = surroundings.terminal().out();
        if (held > 0) {
            out.println(held + " of " + all + " were hunted before; the hunt goes on");
        }
        if (found > held) {
            out.println("earlier results of another build or another manifest, which do not count: " + (found - held));
        }
    }

    /** Of earlier results those that still hold: they are of the same builds, and the manifest says the same of the defect. */
    private TreeMap<Integer, ZooResult> earlier(
            List<Map.Entry<Implementation, PlantedDefect>> all, List<ZooResult> found) {
        TreeMap<Integer, ZooResult> results = new TreeMap<>();
        for (int index = 0; index < all.size(); index++) {
            String name = all.get(index).getKey().name();
            PlantedDefect planted = all.get(index).getValue();
            ZooBuild build = build(all.get(index).getKey());
            for (ZooResult result : found) {
                boolean isOfDefect =
                        result.defect().equals(name) && result.planted().equals(planted);
                if (isOfDefect && result.build().equals(build)) {
                    results.put(index, result);
                }
            }
        }
        return results;
    }

    /** Takes the results of defects, one at a time, in whatever order they come. */
    private interface Results {
        void take(int index, ZooResult result);
    }

    /** Hunts several defects at a time; stops them all when the calling thread is interrupted. */
    private void hunt(
            List<Map.Entry<Implementation, PlantedDefect>> defects, List<Integer> left, ZooHunt hunt, Results results) {
        AtomicInteger next = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(options.jobs(), left.size()); i++) {
            workers.add(Thread.ofPlatform().name("zoo-" + i).start(() -> {
                for (int turn = next.getAndIncrement(); turn < left.size(); turn = next.getAndIncrement()) {
                    int index = left.get(turn);
                    var defect = defects.get(index);
                    try {
                        @Nullable ZooResult result = hunt(hunt, defect.getKey(), defect.getValue());
                        if (result == null) {
                            return;
                        }
                        synchronized (failures) {
                            results.take(index, result);
                        }
                    } catch (RuntimeException | Error e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                        next.set(left.size());
                    }
                }
            }));
        }
        await(workers, next, left.size());
        if (!failures.isEmpty()) {
            if (failures.getFirst() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failures.getFirst();
        }
    }

    private static void await(List<Thread> workers, AtomicInteger next, int end) {
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    next.set(end);
                    workers.forEach(Thread::interrupt);
                }
            }
        }
    }

    private @Nullable ZooResult hunt(ZooHunt hunt, Implementation implementation, PlantedDefect planted) {
        Set<FaultKind> kinds = request(planted).kinds(Simulation.capabilities(TRANSPORT), implementation);
        return hunt.hunt(implementation, planted, build(implementation), TRANSPORT, kinds);
    }

    /** The defects of one folder share its jars, which are read once. */
    private ZooBuild build(Implementation implementation) {
        return builds.computeIfAbsent(
                List.of(implementation.folder(), implementation.program()),
                absent -> new ZooBuild(BuildDigest.of(implementation), HarnessDigest.hex()));
    }

    private LongFunction<Scenario> scenarios(Implementation implementation) {
        RunRequest request = request(PlantedDefect.of(implementation).orElseThrow());
        return seed -> request.draw(implementation, Simulation.capabilities(TRANSPORT), seed);
    }

    private RunRequest request(PlantedDefect planted) {
        return RunRequest.usual(Deployments.SIMULATION, TRANSPORT, planted.ordering(), Version.number())
                .withDelivery(planted.delivery())
                .withNodes(options.nodes)
                .withDurationMillis(options.durationMillis);
    }

    private void print(ZooResult result, int done, int all) {
        Style style = result.killed() ? Style.GOOD : result.masked() ? Style.DOUBTFUL : Style.BAD;
        surroundings
                .terminal()
                .out()
                .println(done + "/" + all + "  " + result.defect() + "  "
                        + surroundings.terminal().styled(style, ZooPage.word(result)) + " "
                        + (result.masked()
                                ? "(" + result.planted().masked() + ")"
                                : result.killed()
                                        ? "by " + result.planted().property() + ": " + result.killedBy()
                                        : "after " + Quantities.count(result.runs()) + " runs; "
                                                + result.planted().property() + " was not violated"
                                                + (result.violated().isEmpty()
                                                        ? ""
                                                        : ", but "
                                                                + String.join(
                                                                        ", ",
                                                                        result.violated()
                                                                                .keySet()))));
        result.unjudged()
                .forEach(one -> surroundings
                        .terminal()
                        .out()
                        .println("        its history could not be judged: " + Terminal.harmless(one)));
        surroundings.terminal().out().flush();
    }

    private void end(List<ZooResult> results, int all, HuntFolder folder) {
        var out = surroundings.terminal().out();
        long killed = results.stream().filter(ZooResult::killed).count();
        long masked = results.stream().filter(ZooResult::masked).count();
        out.println();
        out.println(killed + " of " + all + " defects killed by the property that each breaks, "
                + (results.size() - killed - masked) + " alive, " + masked + " masked"
                + (results.size() < all ? ", " + (all - results.size()) + " not hunted" : ""));
        out.println("matrix   " + folder.zooPage());
        out.println("results  " + folder.zooResults());
    }
}

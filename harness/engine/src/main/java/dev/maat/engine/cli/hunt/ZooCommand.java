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
import dev.maat.engine.run.ParallelTasks;
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
        List<Map.Entry<Implementation, PlantedDefect>> all =
                List.copyOf(defects().entrySet());
        ZooPlan plan = plan();
        List<ZooResult> found = folder.zoo(plan);
        TreeMap<Integer, ZooResult> results = earlier(all, found);
        if (!found.isEmpty() && !json) {
            tellOfEarlier(found.size(), results.size(), all.size());
        }
        List<Integer> left = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            if (!results.containsKey(index)) {
                left.add(index);
            }
        }
        ZooHunt hunt = hunt(folder);
        ParallelTasks.Task<ZooResult> task = turn -> {
            Map.Entry<Implementation, PlantedDefect> defect = all.get(left.get(turn));
            return hunt(hunt, defect.getKey(), defect.getValue());
        };
        ParallelTasks.Listener<ZooResult> listener = (turn, result) -> {
            results.put(left.get(turn), result);
            write(folder, plan, results, all.size());
            if (!json) {
                print(result, results.size(), all.size());
            }
        };
        new ParallelTasks<>(left.size(), task, result -> false, listener).run("zoo", options.jobs());
        Thread.interrupted();
        write(folder, plan, results, all.size());
        List<ZooResult> list = List.copyOf(results.values());
        if (json) {
            ZooJson.write(plan, list, all.size(), surroundings.terminal().json());
        } else {
            end(list, all.size(), folder);
        }
        return ZooPage.exitCode(list, all.size());
    }

    private ZooPlan plan() {
        return new ZooPlan(
                options.implementation,
                seeds.first(),
                seeds.last(),
                options.nodes,
                options.durationMillis,
                Version.number());
    }

    private ZooHunt hunt(HuntFolder folder) {
        return new ZooHunt(
                seeds.first(),
                seeds.last(),
                folder.path(),
                this::scenarios,
                loaded -> Deployments.of(Deployments.SIMULATION, loaded),
                Version.number());
    }

    private void write(HuntFolder folder, ZooPlan plan, SequencedMap<Integer, ZooResult> results, int all) {
        List<ZooResult> soFar = List.copyOf(results.values());
        folder.write(plan, soFar, all);
        ZooPage.write(soFar, all, command(folder), folder.zooPage());
    }

    /** The command that goes on with the hunt of a folder. */
    private String command(HuntFolder folder) {
        return "./maat hunt --zoo --seeds " + seeds.first() + ".." + seeds.last()
                + (options.implementation == null ? "" : " --implementation " + options.implementation)
                + (options.nodes == null ? "" : " --nodes " + options.nodes)
                + (options.durationMillis == HuntOptions.USUAL_DURATION_MILLIS
                        ? ""
                        : " --duration " + options.durationMillis + "ms")
                + " --out "
                + ShellWord.quote(folder.path().toString());
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
        Terminal terminal = surroundings.terminal();
        Style style = result.killed() ? Style.GOOD : result.masked() ? Style.DOUBTFUL : Style.BAD;
        terminal.out()
                .println(done + "/" + all + "  " + result.defect() + "  " + terminal.styled(style, ZooPage.word(result))
                        + " " + fate(result));
        result.unjudged()
                .forEach(one ->
                        terminal.out().println("        its history could not be judged: " + Terminal.harmless(one)));
        terminal.out().flush();
    }

    /** Why a defect is masked, what killed it, or what it survived. */
    private static String fate(ZooResult result) {
        if (result.masked()) {
            return "(" + result.planted().masked() + ")";
        }
        if (result.killed()) {
            return "by " + result.planted().property() + ": " + result.killedBy();
        }
        String others = String.join(", ", result.violated().keySet());
        return "after " + Quantities.count(result.runs()) + " runs; "
                + result.planted().property() + " was not violated" + (others.isEmpty() ? "" : ", but " + others);
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

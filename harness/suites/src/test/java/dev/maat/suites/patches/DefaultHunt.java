package dev.maat.suites.patches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.hunt.Finding;
import dev.maat.engine.hunt.Hunt;
import dev.maat.engine.hunt.HuntConfiguration;
import dev.maat.engine.hunt.HuntFolder;
import dev.maat.engine.hunt.HuntListener;
import dev.maat.engine.hunt.HuntPlan;
import dev.maat.engine.hunt.HuntState;
import dev.maat.engine.hunt.Shard;
import dev.maat.engine.run.Deployment;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hunts patches as somebody does who knows nothing of them: as {@code ./maat hunt --seeds 1..N} without further options, so all orders and
 * deliveries take turns of 64 seeds, and a third of the seeds are steered. A hunt ends with the turn in which the named property is violated:
 * what another property tells is noted, and the hunt goes on. Run by name alone, with {@code -Dmaat.patches=one,other} (or {@code unmasked})
 * and {@code -Dmaat.huntDefault=N} (2,000 seeds); no patch takes more than {@code -Dmaat.huntMinutes} (10). Writes a line for each to
 * {@code target/default-hunt.tsv}, as soon as it is known: the patch, its property, the seed (0: none) and its configuration, how many seeds were
 * run, the first seed of each claimed property, and how many runs gave no verdict.
 *
 * <p>The named property counts where it is claimed, and in the order and delivery that the patch names: elsewhere the reference may not keep it.
 */
class DefaultHunt {
    private static final long SEEDS = Long.getLong("maat.huntDefault", 2_000);
    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(Long.getLong("maat.huntMinutes", 10));
    private static final int JOBS = Integer.getInteger("maat.jobs", 1);
    private static final int SELF_CHECK_PERCENT = 2;
    private static final String UNMASKED = "unmasked";
    private static final String UDP = "udp";
    private static final List<String> ASKED = Stream.of(
                    System.getProperty("maat.patches", "").split(","))
            .filter(name -> !name.isBlank())
            .toList();
    private static final Path REFERENCE = ImplementationJar.placeOf(ReferenceProvider.class);
    private static final Path RESULTS = Path.of("target/default-hunt.tsv");

    @Test
    void patchesAreHuntedByTheDefaultCommand(@TempDir Path work) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Patch patch : asked()) {
            String line = hunted(patch, work);
            System.out.println(line);
            lines.add(line);
            Files.write(RESULTS, lines, StandardCharsets.UTF_8);
        }
    }

    /** In the order in which they are named, so that the first may be known first. */
    private static List<Patch> asked() {
        Map<String, Patch> all = Patches.all();
        if (ASKED.equals(List.of(UNMASKED))) {
            return all.values().stream()
                    .filter(patch -> patch.masked().isEmpty())
                    .toList();
        }
        assertThat(all.keySet()).as("patches that there are").containsAll(ASKED);
        return ASKED.stream().map(all::get).toList();
    }

    private static String hunted(Patch patch, Path work) throws IOException {
        Implementation implementation = PatchedReference.of(patch, work, REFERENCE);
        try (LoadedImplementation loaded = implementation.load()) {
            Deployment deployment = Deployments.of(Deployments.SIMULATION, loaded);
            HuntPlan plan = plan(implementation);
            Met met = new Met(patch, plan);
            Set<FaultKind> kinds = request(configurations(implementation).getFirst())
                    .kinds(Simulation.capabilities(UDP), implementation);
            HuntState state = new HuntState(plan);
            long began = System.nanoTime();
            new Hunt(
                            state,
                            HuntFolder.open(work.resolve("hunt-" + patch.name())),
                            configuration -> scenarios(implementation, configuration),
                            deployment,
                            kinds,
                            JOBS)
                    .run(met, () -> met.namedAt > 0 || System.nanoTime() - began > MAX_NANOS);
            return String.join(
                    "\t",
                    patch.name(),
                    patch.property(),
                    Long.toString(met.namedAt),
                    met.namedAt > 0 ? configurationOf(met.namedAt, plan) : "-",
                    Long.toString(met.seeds),
                    met.firstOfEach.toString(),
                    Long.toString(met.undecided));
        }
    }

    private static String configurationOf(long seed, HuntPlan plan) {
        long epoch = (seed - plan.firstSeed()) / plan.epochSeeds();
        List<HuntConfiguration> inTurn = plan.configurations();
        return inTurn.get((int) (epoch % inTurn.size())).words();
    }

    private static HuntPlan plan(Implementation implementation) {
        return new HuntPlan(
                implementation.name(),
                Deployments.SIMULATION,
                UDP,
                configurations(implementation),
                new LinkedHashMap<>(),
                1,
                SEEDS,
                Shard.WHOLE,
                true,
                SELF_CHECK_PERCENT,
                HuntPlan.EPOCH_SEEDS);
    }

    private static List<HuntConfiguration> configurations(Implementation implementation) {
        return implementation.claims().keySet().stream()
                .flatMap(ordering -> implementation.deliveries(ordering).stream()
                        .map(delivery -> new HuntConfiguration(ordering, delivery, null)))
                .toList();
    }

    private static RunRequest request(HuntConfiguration configuration) {
        return RunRequest.usual(Deployments.SIMULATION, UDP, configuration.ordering(), "test")
                .withDelivery(configuration.delivery());
    }

    private static LongFunction<Scenario> scenarios(Implementation implementation, HuntConfiguration configuration) {
        RunRequest request = request(configuration);
        return seed -> request.draw(implementation, Simulation.capabilities(UDP), seed);
    }

    /** What the seeds violated. */
    private static final class Met implements HuntListener {
        private final Patch patch;
        private final HuntPlan plan;
        private final LinkedHashMap<String, Long> firstOfEach = new LinkedHashMap<>();
        private long seeds;
        private long namedAt;
        private long undecided;

        Met(Patch patch, HuntPlan plan) {
            this.patch = patch;
            this.plan = plan;
        }

        @Override
        public void seed(SeedResult result) {
            seeds++;
            undecided += result.verdict() == Verdict.UNKNOWN ? 1 : 0;
            for (PropertyResult each : result.properties()) {
                boolean claimed = result.claimed().contains(each.id());
                if (each.verdict() != Verdict.VIOLATED) {
                    continue;
                }
                if (each.id().equals(patch.property()) && namedAt == 0 && (claimed || isHome(result))) {
                    namedAt = result.seed();
                }
                if (claimed) {
                    firstOfEach.putIfAbsent(each.id(), result.seed());
                }
            }
        }

        private boolean isHome(SeedResult result) {
            String home = new HuntConfiguration(patch.ordering(), patch.delivery(), null).words();
            return !result.mayLoseQuorum()
                    && configurationOf(result.seed(), plan).equals(home);
        }

        @Override
        public void found(Finding finding) {
            // A finding tells one property of several.
        }

        @Override
        public void epoch(HuntState state) {
            // The seeds tell all.
        }
    }
}

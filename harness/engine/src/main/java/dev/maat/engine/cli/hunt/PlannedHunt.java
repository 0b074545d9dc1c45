package dev.maat.engine.cli.hunt;

import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
import dev.maat.engine.cli.run.StaticClaims;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.hunt.HuntConfiguration;
import dev.maat.engine.hunt.HuntPlan;
import dev.maat.engine.hunt.Shard;
import dev.maat.engine.run.ArgumentException;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.PlantedDefect;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The hunt that the options of {@code maat hunt} ask for. */
record PlannedHunt(Implementation implementation, HuntPlan plan, HuntOptions options) {
    private static final SeedRange USUAL = new SeedRange(1, 1_000);
    private static final SeedRange ENDLESS = new SeedRange(1, Long.MAX_VALUE);

    /**
     * Reads the options.
     *
     * @throws ArgumentException if they contradict each other or name something that does not exist
     */
    static PlannedHunt of(HuntOptions options, Implementations all) {
        Implementation implementation =
                all.find(options.implementation != null ? options.implementation : HuntOptions.REFERENCE);
        return new PlannedHunt(implementation, plan(options, implementation), options);
    }

    private static HuntPlan plan(HuntOptions options, Implementation implementation) {
        requireNumbers(options);
        String transport = options.transport != null
                ? options.transport
                : implementation.transports().getFirst();
        RunRequest.requireOffered(
                "deployment", options.deployment, implementation.name(), implementation.deployments());
        RunRequest.requireOffered("transport", transport, implementation.name(), implementation.transports());
        if (options.faults.equals(RunRequest.NO_FAULTS)) {
            throw new ArgumentException("a hunt without faults finds nothing; leave --faults out, or use 'maat run'");
        }
        SeedRange seeds = seeds(options);
        return new HuntPlan(
                implementation.name(),
                options.deployment,
                transport,
                configurations(options, implementation),
                draws(options, implementation),
                seeds.first(),
                seeds.last(),
                shard(options),
                !options.unsteered && !implementation.isStatic(),
                Deployments.isDeterministic(options.deployment) ? options.selfCheckPercent : 0,
                HuntPlan.EPOCH_SEEDS);
    }

    static void requireNumbers(HuntOptions options) {
        if (options.jobs() < 1) {
            throw new ArgumentException("--jobs is at least 1, not " + options.jobs());
        }
        if (options.selfCheckPercent < 0 || options.selfCheckPercent > 100) {
            throw new ArgumentException("--self-check is a percentage, from 0 to 100, not " + options.selfCheckPercent);
        }
    }

    private static SeedRange seeds(HuntOptions options) {
        SeedRange asked = options.seeds;
        if (asked == null) {
            return options.timeMillis == null ? USUAL : ENDLESS;
        }
        if (asked.last() == Long.MAX_VALUE && options.timeMillis == null) {
            throw new ArgumentException("--seeds " + asked.first() + ".. has no end; give one, or --time with it");
        }
        return asked;
    }

    private static Shard shard(HuntOptions options) {
        try {
            return options.shard == null ? Shard.WHOLE : Shard.parse(options.shard);
        } catch (IllegalArgumentException e) {
            throw new ArgumentException("--shard: " + e.getMessage(), e);
        }
    }

    /** Everything beside the configuration that decides the scenarios, under the names of the options. */
    private static SequencedMap<String, String> draws(HuntOptions options, Implementation implementation) {
        SequencedMap<String, String> draws = new LinkedHashMap<>();
        draws.put("the version of Maat", Version.number());
        draws.put("the version of " + implementation.name(), implementation.version());
        draws.put("the build of " + implementation.name(), BuildDigest.of(implementation));
        draws.put("--faults", options.faults);
        draws.put("--duration", options.durationMillis + "ms");
        if (options.nodes != null) {
            draws.put("--nodes", options.nodes.toString());
        }
        return draws;
    }

    private static List<HuntConfiguration> configurations(HuntOptions options, Implementation implementation) {
        List<HuntConfiguration> configurations = new ArrayList<>();
        for (String ordering : orderings(options, implementation)) {
            for (String delivery : deliveries(options, implementation, ordering)) {
                for (String reliability : reliabilities(options, implementation)) {
                    configurations.add(
                            new HuntConfiguration(ordering, delivery, reliability.isEmpty() ? null : reliability));
                }
            }
        }
        return configurations;
    }

    private static Set<String> orderings(HuntOptions options, Implementation implementation) {
        Set<String> offered = implementation.claims().keySet();
        if (options.orderings.isEmpty()) {
            return PlantedDefect.of(implementation)
                    .map(planted -> Set.of(planted.ordering()))
                    .orElse(offered);
        }
        return options.orderings.contains(HuntOptions.ALL) ? offered : new LinkedHashSet<>(options.orderings);
    }

    private static Set<String> deliveries(HuntOptions options, Implementation implementation, String ordering) {
        Set<String> offered = implementation.deliveries(ordering);
        if (options.deliveries.isEmpty()) {
            return PlantedDefect.of(implementation)
                    .filter(planted -> planted.ordering().equals(ordering))
                    .map(planted -> Set.of(planted.delivery()))
                    .orElse(offered);
        }
        if (options.deliveries.contains(HuntOptions.ALL)) {
            return offered;
        }
        options.deliveries.forEach(delivery -> implementation.claim(ordering, delivery));
        return new LinkedHashSet<>(options.deliveries);
    }

    /** An empty name stands for the choice that is left open. */
    private static Set<String> reliabilities(HuntOptions options, Implementation implementation) {
        if (options.reliabilities.isEmpty()) {
            return Set.of("");
        }
        if (options.reliabilities.contains(HuntOptions.ALL)) {
            return implementation.reliabilities().isEmpty()
                    ? Set.of("")
                    : new LinkedHashSet<>(implementation.reliabilities());
        }
        options.reliabilities.forEach(each ->
                RunRequest.requireOffered("reliability", each, implementation.name(), implementation.reliabilities()));
        return new LinkedHashSet<>(options.reliabilities);
    }

    /** The kinds of fault that the hunt may draw, and aim. */
    Set<FaultKind> kinds(Capabilities capabilities) {
        try {
            return request(plan.configurations().getFirst()).kinds(capabilities, implementation);
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private RunRequest request(HuntConfiguration configuration) {
        return RunRequest.usual(plan.deployment(), plan.transport(), configuration.ordering(), Version.number())
                .withDelivery(configuration.delivery())
                .withReliability(configuration.reliability())
                .withNodes(options.nodes)
                .withFaults(options.faults)
                .withDurationMillis(options.durationMillis);
    }

    /** The scenarios of a configuration, by seed. */
    LongFunction<Scenario> scenarios(HuntConfiguration configuration, Capabilities capabilities) {
        RunRequest request = request(configuration);
        return seed -> {
            try {
                Scenario drawn = request.draw(implementation, capabilities, seed);
                StaticClaims.require("the manifest of " + implementation.name(), drawn);
                return drawn;
            } catch (IllegalArgumentException e) {
                throw new ArgumentException(String.valueOf(e.getMessage()), e);
            }
        };
    }

    /** The command that goes on with the hunt, but for its folder. */
    String command(@Nullable String seedsOption) {
        StringBuilder command = new StringBuilder("./maat hunt");
        if (options.implementation != null) {
            command.append(" --implementation ").append(options.implementation);
        }
        if (seedsOption != null) {
            command.append(" --seeds ").append(seedsOption);
        }
        append(command, "--ordering", String.join(",", options.orderings));
        append(command, "--delivery", String.join(",", options.deliveries));
        append(command, "--reliability", String.join(",", options.reliabilities));
        append(command, "--deployment", options.deployment.equals(Deployments.SIMULATION) ? "" : options.deployment);
        append(command, "--transport", Objects.requireNonNullElse(options.transport, ""));
        append(command, "--faults", options.faults.equals(RunRequest.SWARM) ? "" : options.faults);
        append(command, "--shard", Objects.requireNonNullElse(options.shard, ""));
        append(command, "--nodes", options.nodes == null ? "" : options.nodes.toString());
        if (options.durationMillis != HuntOptions.USUAL_DURATION_MILLIS) {
            command.append(" --duration ").append(options.durationMillis).append("ms");
        }
        if (options.selfCheckPercent != 2) {
            command.append(" --self-check ").append(options.selfCheckPercent);
        }
        return command + (options.unsteered ? " --no-steering" : "");
    }

    private static void append(StringBuilder command, String option, String value) {
        if (!value.isEmpty()) {
            command.append(' ').append(option).append(' ').append(value);
        }
    }
}

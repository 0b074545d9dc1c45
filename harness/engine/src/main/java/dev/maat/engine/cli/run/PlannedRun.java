package dev.maat.engine.cli.run;

import dev.maat.engine.Deployments;
import dev.maat.engine.OptionsQuestion;
import dev.maat.engine.RunRequest;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.run.ArgumentException;
import dev.maat.faults.Capabilities;
import dev.maat.node.implementation.GroupKeyFile;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.ImplementationException;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.Program;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * The run or the campaign that the options of {@code maat run} ask for.
 *
 * @param given the scenario of the file; null if scenarios are drawn
 * @param request the request that scenarios are drawn from; null if there is a scenario file
 */
record PlannedRun(
        Implementation implementation,
        long seed,
        @Nullable Scenario given,
        @Nullable RunRequest request) {
    /** Options that may be given beside a scenario file. The file decides all others. */
    private static final List<String> BESIDE_A_SCENARIO = List.of(
            "--scenario",
            "--implementation",
            "--deployment",
            "--transport",
            "--seed",
            "--runs",
            "--time-limit",
            "--out",
            "--json",
            "--junit",
            "--self-check",
            "--jobs",
            "--keep",
            "--stop-at-violation");

    private static final int MAX_DRAWN_SEED = 1_000_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /** Whether each seed draws the size of the group and more besides its faults. */
    boolean isVaried() {
        return request != null && request.isVaried();
    }

    /**
     * Reads the options.
     *
     * @throws ArgumentException if they contradict each other or name something that does not exist
     */
    static PlannedRun of(RunOptions options, ParseResult parsed, Surroundings surroundings) {
        requireBounds(options);
        Implementations all = surroundings.findImplementations();
        if (options.scenario != null) {
            refuseOptionsThatTheFileDecides(parsed);
            Scenario read = ScenarioJson.read(options.scenario);
            Implementation implementation = all.find(or(options.implementation, read.implementation()));
            Scenario scenario = moved(read, implementation, options);
            requireOptions(options.scenario, scenario, implementation);
            requireMembership(options.scenario, scenario, implementation);
            StaticClaims.require(options.scenario.toString(), scenario);
            long seed = options.seed != null ? options.seed : scenario.seed();
            return new PlannedRun(implementation, seed, scenario, null);
        }
        Implementation implementation =
                all.find(options.implementation != null ? options.implementation : RunOptions.DEFAULT_IMPLEMENTATION);
        String deployment = or(options.deployment, defaultDeployment(implementation));
        requireDeployment(deployment);
        String ordering = or(options.ordering, defaultOrdering(implementation));
        RunRequest request = new RunRequest(
                deployment,
                or(options.transport, implementation.transports().get(0)),
                ordering,
                options.delivery != null ? options.delivery : implementation.usualDelivery(ordering),
                options.reliability,
                options.fanOut,
                options.nodes,
                or(options.faults, RunRequest.SWARM),
                or(options.durationMillis, RunOptions.DEFAULT_DURATION_MILLIS),
                options.messagesPerSecond,
                options.payload,
                options.stateBytes,
                options.faultMillis,
                options.limitMillis,
                Version.number());
        return new PlannedRun(implementation, or(options.seed, drawnSeed()), null, request);
    }

    /** The scenario of the file, moved to the implementation, deployment and transport of the options. */
    private static Scenario moved(Scenario read, Implementation implementation, RunOptions options) {
        String deployment = or(options.deployment, read.deployment());
        String transport = or(options.transport, read.transport());
        requireDeployment(deployment);
        RunRequest.requireOffered("deployment", deployment, implementation.name(), implementation.deployments());
        RunRequest.requireOffered("transport", transport, implementation.name(), implementation.transports());
        Scenario there = read.withDeployment(deployment, transport);
        if (options.limitMillis != null) {
            there = there.withBudgets(there.budgets().withLimitMillis(options.limitMillis));
        }
        return implementation.name().equals(read.implementation())
                ? there
                : there.withImplementation(
                        implementation.name(),
                        implementation.claim(
                                read.ordering(),
                                read.options().getOrDefault(RunRequest.DELIVERY, Implementation.PLAIN)),
                        implementation.membership(),
                        implementation.recovery());
    }

    /**
     * Makes sure that the implementation offers the options of the file, whichever kind it is. It is asked only for options beyond
     * those of its manifest.
     */
    private static void requireOptions(Path file, Scenario scenario, Implementation implementation) {
        String delivery = scenario.options().getOrDefault(RunRequest.DELIVERY, Implementation.PLAIN);
        try {
            GroupKeyFile.requireNoKeyAmong(scenario.options());
            // In containers its bytes are copied, so this process reads them first.
            GroupKeyFile.keyOf(scenario.options());
            if (scenario.options().containsKey(Scenario.ORDERING)) {
                implementation.claim(scenario.ordering(), delivery);
            }
        } catch (ImplementationException | IllegalArgumentException notOffered) {
            throw new ArgumentException(file + ".options: " + notOffered.getMessage(), notOffered);
        }
        if (!isOfManifest(scenario.options())) {
            OptionsQuestion.refusal(implementation, scenario.options()).ifPresent(why -> {
                throw new ArgumentException(file + ".options: " + why);
            });
        }
    }

    /** Whether a manifest's claims answer for all of these. Plain delivery has no name there. */
    private static boolean isOfManifest(Map<String, String> options) {
        return options.keySet().stream()
                .allMatch(key -> key.equals(Scenario.ORDERING)
                        || key.equals(RunRequest.DELIVERY)
                                && !Implementation.PLAIN.equals(options.get(RunRequest.DELIVERY)));
    }

    /** An implementation with views would wait for them in vain in a static group, and the other way round. */
    private static void requireMembership(Path file, Scenario scenario, Implementation implementation) {
        if (scenario.isStatic() != implementation.isStatic()) {
            throw new ArgumentException(file + ".membership: the scenario is one of a " + scenario.membership()
                    + " group, and " + implementation.name() + " offers a " + implementation.membership()
                    + " one; change the key, or name another --implementation");
        }
    }

    private static void requireDeployment(String name) {
        if (!Deployments.NAMES.contains(name)) {
            throw new ArgumentException(
                    "there is no deployment '" + name + "'; choose one of " + String.join(", ", Deployments.NAMES));
        }
    }

    private static void requireBounds(RunOptions options) {
        requireAtLeastOne("--runs", options.runs);
        requireAtLeastOne("--jobs", options.jobs());
        requireAtLeastOne("--nodes", or(options.nodes, 1));
        requireAtLeastOne("--fan-out", or(options.fanOut, 1));
        if (options.selfCheckPercent < 0 || options.selfCheckPercent > 100) {
            throw new ArgumentException("--self-check is a percentage, from 0 to 100, not " + options.selfCheckPercent);
        }
    }

    private static void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new ArgumentException(option + " is at least 1, not " + value);
        }
    }

    private static void refuseOptionsThatTheFileDecides(ParseResult parsed) {
        for (var option : parsed.matchedOptions()) {
            if (!BESIDE_A_SCENARIO.contains(option.longestName())) {
                throw new ArgumentException("the scenario file decides " + option.longestName()
                        + ", so the option cannot be given with it; leave it out, or change the file");
            }
        }
    }

    /** The simulation where it is offered; a program of its own runs in processes. */
    private static String defaultDeployment(Implementation implementation) {
        boolean isProgram = implementation.program() instanceof Program.Command;
        return isProgram ? implementation.deployments().getFirst() : RunOptions.DEFAULT_DEPLOYMENT;
    }

    private static String defaultOrdering(Implementation implementation) {
        return implementation.claims().containsKey("total")
                ? "total"
                : implementation.claims().firstEntry().getKey();
    }

    /** A short seed, which is easily read out and typed again. */
    private static long drawnSeed() {
        return new SecureRandom().nextInt(MAX_DRAWN_SEED);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return Optional.ofNullable(given).orElse(otherwise);
    }

    String deployment() {
        return given != null ? given.deployment() : requested().deployment();
    }

    String transport() {
        return given != null ? given.transport() : requested().transport();
    }

    private RunRequest requested() {
        if (request == null) {
            throw new IllegalStateException("a plan without a scenario has a request");
        }
        return request;
    }

    /** The scenario of each seed. */
    LongFunction<Scenario> scenarios(Capabilities capabilities) {
        Scenario scenario = given;
        if (scenario != null) {
            capabilities.require(scenario.plan().kinds());
            return scenario::withSeed;
        }
        RunRequest drawn = requested();
        return number -> {
            try {
                Scenario next = drawn.draw(implementation, capabilities, number);
                StaticClaims.require("the manifest of " + implementation.name(), next);
                return next;
            } catch (IllegalArgumentException e) {
                throw new ArgumentException(String.valueOf(e.getMessage()), e);
            }
        };
    }

    /**
     * Makes sure that the implementation takes the fan-out of a drawn scenario; the manifest answers for all other options that are
     * drawn.
     */
    void requireFanOut(Scenario drawn) {
        if (request != null && drawn.options().containsKey(RunRequest.FAN_OUT)) {
            OptionsQuestion.refusal(implementation, drawn.options()).ifPresent(why -> {
                throw new ArgumentException("--fan-out: " + why);
            });
        }
    }

    Path defaultDirectory() {
        return Path.of("runs", TIME.format(LocalDateTime.now()) + "-" + seed);
    }
}

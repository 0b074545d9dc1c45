package dev.maat.engine;

import dev.maat.contract.Limits;
import dev.maat.engine.run.ArgumentException;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.SeedDraw;
import dev.maat.faults.Swarm;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run as a user asks for it; a {@link Scenario} is drawn from it and a seed.
 *
 * @param deployment one of {@link Deployments#NAMES}
 * @param transport {@code udp}, {@code multicast} or {@code tcp}
 * @param ordering one that the implementation offers
 * @param delivery {@link Implementation#PLAIN}, or another that it offers in that ordering
 * @param reliability one that the implementation offers; null: its own choice
 * @param faults {@code swarm}, {@code none} or a list of kinds as {@link FaultKind#parseList} reads it
 * @param durationMillis of the safety phase
 * @param messagesPerSecond of the whole group
 * @param payload the sizes of messages
 * @param stateBytes how long the application's state is that joiners load; 0: it fits a packet
 * @param faultMillis how long each fault lasts that lasts at all; null: that is drawn
 * @param limitMillis the time limit of the run; null: the sum of its budgets
 * @param maatVersion recorded in the scenario
 */
public record RunRequest(
        String deployment,
        String transport,
        String ordering,
        String delivery,
        @Nullable String reliability,
        int nodes,
        String faults,
        long durationMillis,
        int messagesPerSecond,
        PayloadSizes payload,
        int stateBytes,
        @Nullable Long faultMillis,
        @Nullable Long limitMillis,
        String maatVersion) {
    /** The option of a scenario that names a delivery; a scenario without it is one of plain delivery. */
    public static final String DELIVERY = "delivery";

    public static final String SWARM = "swarm";
    public static final String NO_FAULTS = "none";
    private static final String TCP = "tcp";
    private static final String GENERATION = "g1";
    private static final long GATHER_MILLIS = 20_000;
    private static final int MAX_LATECOMERS = 2;
    /** A state in an array has a small share of the buffers. */
    private static final int BUFFERS_PER_STATE = 16;

    /**
     * The scenario of one seed. The same request, implementation and seed give the same scenario.
     *
     * @throws ArgumentException if the deployment or transport is not offered
     * @throws IllegalArgumentException if a number is out of bounds or there is no such kind of fault
     */
    public Scenario draw(Implementation implementation, Capabilities capabilities, long seed) {
        requireOffered("deployment", deployment, implementation.name(), implementation.deployments());
        requireOffered("transport", transport, implementation.name(), implementation.transports());
        Set<FaultKind> kinds = kinds(capabilities, implementation);
        if (!kinds.isEmpty() && durationMillis > FaultPlan.MAX_MILLIS) {
            throw new ArgumentException("with faults a run's --duration is at most 1h; use --runs for more of them,"
                    + " or --faults none for a longer one");
        }
        int founders = founders(kinds, seed);
        LinkedHashMap<String, String> options = new LinkedHashMap<>();
        options.put(Scenario.ORDERING, ordering);
        if (!delivery.equals(Implementation.PLAIN)) {
            options.put(DELIVERY, delivery);
        }
        if (reliability != null) {
            requireOffered("reliability", reliability, implementation.name(), implementation.reliabilities());
            options.put(Implementation.RELIABILITY, reliability);
        }
        LinkedHashMap<String, String> versions = new LinkedHashMap<>();
        versions.put("maat", maatVersion);
        versions.put(implementation.name(), implementation.version());
        // A scenario without faults comes first: it checks the bounds before a plan is drawn within them.
        Scenario quiet = new Scenario(
                implementation.name(),
                implementation.claim(ordering, delivery),
                implementation.membership(),
                implementation.recovery(),
                deployment,
                transport,
                options,
                GENERATION,
                Scenario.nodeNames(nodes),
                founders,
                seed,
                new Workload(messagesPerSecond, payload.minBytes(), payload.maxBytes(), durationMillis, stateBytes),
                NetworkModel.DEFAULT,
                limits(),
                // In real time the plan's first faults would find no group yet and have no effect.
                Budgets.DEFAULT
                        .withGatherMillis(waitsForViews(implementation) ? GATHER_MILLIS : 0)
                        .withLimitMillis(limitMillis == null ? 0 : limitMillis),
                FaultPlan.NONE,
                List.of(),
                versions);
        return quiet.withPlan(plan(kinds, founders, seed));
    }

    private boolean waitsForViews(Implementation implementation) {
        return deployment.equals(Deployments.CONTAINERS) && !implementation.isStatic();
    }

    /**
     * The usual limits, raised where the payload or the state asks for more: the share of each member in the buffers takes the longest
     * payload, and that of the state takes it whole.
     */
    private Limits limits() {
        Limits usual = Limits.DEFAULT;
        int payloadBytes = Math.max(usual.maxPayloadBytes(), payload.maxBytes());
        long bufferBytes = Math.max(4L * nodes * payloadBytes, (long) BUFFERS_PER_STATE * stateBytes);
        return new Limits(usual.maxPacketBytes(), payloadBytes, Math.max(usual.maxBufferBytes(), bufferBytes));
    }

    /** Makes sure that the implementation offers a deployment or transport. */
    public static void requireOffered(String what, String asked, String implementation, List<String> offered) {
        if (!offered.contains(asked)) {
            throw new ArgumentException("implementation " + implementation + " offers no " + what + " '" + asked + "'; "
                    + (offered.isEmpty() ? "it offers no choice" : "it offers " + String.join(", ", offered)));
        }
    }

    private Set<FaultKind> kinds(Capabilities deployment, Implementation implementation) {
        Capabilities possible = deployment.without(impossible(implementation));
        return switch (faults) {
            case SWARM -> possible.kinds();
            case NO_FAULTS -> EnumSet.noneOf(FaultKind.class);
            default -> possible.select(faults);
        };
    }

    /**
     * The kinds that make no sense for a static group. A process that restarts is of the group only where nodes resume: a plan that
     * restarts others would leave less and less of the group.
     */
    private static Map<FaultKind, String> impossible(Implementation implementation) {
        if (!implementation.isStatic()) {
            return Map.of();
        }
        Map<FaultKind, String> impossible = new EnumMap<>(FaultKind.class);
        String fixed = "the processes of a static group are fixed";
        impossible.put(FaultKind.JOIN, fixed);
        impossible.put(FaultKind.LEAVE, fixed);
        if (!implementation.resumes()) {
            impossible.put(
                    FaultKind.RESTART,
                    "a restarted process is of a static group only if the manifest says \"recovery\": \"resume\"");
        }
        return impossible;
    }

    /** Some nodes start late if joins are asked for: a join under load is a fault like any other. */
    private int founders(Set<FaultKind> kinds, long seed) {
        int latecomers = Math.min(MAX_LATECOMERS, (nodes - 1) / 2);
        if (!kinds.contains(FaultKind.JOIN) || latecomers < 1) {
            return nodes;
        }
        return nodes - (int) new SeedDraw(seed).below(latecomers + 1L, "latecomers", 0, 0);
    }

    private FaultPlan plan(Set<FaultKind> kinds, int founders, long seed) {
        if (kinds.isEmpty()) {
            return FaultPlan.NONE;
        }
        Swarm.Presence presence = faults.equals(SWARM) ? Swarm.Presence.DRAWN : Swarm.Presence.EVERY_KIND;
        FaultPlan drawn = new Swarm(Scenario.nodeNames(nodes), founders, durationMillis, kinds, presence).draw(seed);
        if (deployment.equals(Deployments.CONTAINERS) && transport.equals(TCP)) {
            drawn = drawn.refusingConnections(seed);
        }
        return faultMillis == null ? drawn : drawn.lasting(faultMillis);
    }
}

package dev.maat.engine;

import dev.maat.contract.Limits;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.SafetyClaims;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Flavour;
import dev.maat.faults.SeedDraw;
import dev.maat.faults.Swarm;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
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
 * @param fanOut of the tree of acknowledgements, which a reliability {@code tree} builds; null: the implementation's own choice
 * @param nodes how many; null: drawn or the usual number, as for each number below that may be null
 * @param faults {@code swarm}, {@code none} or a list of kinds as {@link FaultKind#parseList} reads it
 * @param durationMillis of the safety phase
 * @param messagesPerSecond of the whole group
 * @param payload the sizes of messages
 * @param stateBytes how long the application's state is that joiners load; 0: it fits a packet; null: drawn, or it fits a packet
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
        @Nullable Integer fanOut,
        @Nullable Integer nodes,
        String faults,
        long durationMillis,
        @Nullable Integer messagesPerSecond,
        @Nullable PayloadSizes payload,
        @Nullable Integer stateBytes,
        @Nullable Long faultMillis,
        @Nullable Long limitMillis,
        String maatVersion) {
    /** The option of a scenario that names a delivery; a scenario without it is one of plain delivery. */
    public static final String DELIVERY = "delivery";

    /** The option of a scenario that says how many members a coordinator of a tree hears. */
    public static final String FAN_OUT = "fanOut";

    static final String TREE = "tree";

    public static final String SWARM = "swarm";
    public static final String NO_FAULTS = "none";
    private static final String TCP = "tcp";
    private static final String GENERATION = "g1";
    private static final long GATHER_MILLIS = 20_000;
    private static final int MAX_LATECOMERS = 2;

    /** As a user who asks for nothing else gets them, where they are not drawn. */
    public static final int USUAL_NODES = Variety.USUAL_NODES;

    public static final int USUAL_RATE = Variety.USUAL_RATE;

    /** Of the safety phase. */
    public static final long USUAL_DURATION_MILLIS = 30_000;

    /** A state in an array has a small share of the buffers. */
    private static final int BUFFERS_PER_STATE = 16;

    /** A swarm of 30 s on plain delivery; all else is drawn, or the implementation's own choice. */
    public static RunRequest usual(String deployment, String transport, String ordering, String maatVersion) {
        return new RunRequest(
                deployment,
                transport,
                ordering,
                Implementation.PLAIN,
                null,
                null,
                null,
                SWARM,
                USUAL_DURATION_MILLIS,
                null,
                null,
                null,
                null,
                null,
                maatVersion);
    }

    public RunRequest withDelivery(String other) {
        return with(other, reliability, faults, nodes, durationMillis, messagesPerSecond, payload, stateBytes);
    }

    /** @param other null: the implementation's own choice */
    public RunRequest withReliability(@Nullable String other) {
        return with(delivery, other, faults, nodes, durationMillis, messagesPerSecond, payload, stateBytes);
    }

    public RunRequest withFaults(String other) {
        return with(delivery, reliability, other, nodes, durationMillis, messagesPerSecond, payload, stateBytes);
    }

    /** @param other null: drawn or the usual number, as for each number below that may be null */
    public RunRequest withNodes(@Nullable Integer other) {
        return with(delivery, reliability, faults, other, durationMillis, messagesPerSecond, payload, stateBytes);
    }

    public RunRequest withDurationMillis(long other) {
        return with(delivery, reliability, faults, nodes, other, messagesPerSecond, payload, stateBytes);
    }

    public RunRequest withLoad(@Nullable Integer otherMessagesPerSecond, @Nullable PayloadSizes otherPayload) {
        return with(
                delivery, reliability, faults, nodes, durationMillis, otherMessagesPerSecond, otherPayload, stateBytes);
    }

    public RunRequest withStateBytes(@Nullable Integer other) {
        return with(delivery, reliability, faults, nodes, durationMillis, messagesPerSecond, payload, other);
    }

    private RunRequest with(
            String newDelivery,
            @Nullable String newReliability,
            String newFaults,
            @Nullable Integer newNodes,
            long newDurationMillis,
            @Nullable Integer newMessagesPerSecond,
            @Nullable PayloadSizes newPayload,
            @Nullable Integer newStateBytes) {
        return new RunRequest(
                deployment,
                transport,
                ordering,
                newDelivery,
                newReliability,
                fanOut,
                newNodes,
                newFaults,
                newDurationMillis,
                newMessagesPerSecond,
                newPayload,
                newStateBytes,
                faultMillis,
                limitMillis,
                maatVersion);
    }

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
        Variety variety = new Variety(new SeedDraw(seed), isVaried());
        int size = variety.nodes(nodes);
        // A static group has no view change to lie in wait for.
        Flavour flavour = faults.equals(SWARM) && !implementation.isStatic()
                ? PlanOfFlavour.flavour(seed, kinds, size, isVaried())
                : Flavour.TIMED;
        boolean allFound = implementation.isStatic() || flavour.isOfTheFirstView();
        int founders = allFound ? size : variety.founders(size, founders(kinds, size, seed));
        boolean risksQuorum =
                !kinds.isEmpty() && !implementation.isStatic() && (flavour == Flavour.BRINK || variety.risksQuorum());
        SequencedMap<String, String> options = new ScenarioOptions(this, implementation, variety).draw();
        PayloadSizes sizes = variety.payload(payload);
        int state = variety.stateBytes(stateBytes, implementation);
        LinkedHashMap<String, String> versions = new LinkedHashMap<>();
        versions.put("maat", maatVersion);
        versions.put(implementation.name(), implementation.version());
        // A scenario without faults comes first: it checks the bounds before a plan is drawn within them.
        Scenario quiet = new Scenario(
                implementation.name(),
                risksQuorum
                        ? SafetyClaims.of(implementation, ordering, delivery)
                        : implementation.claim(ordering, delivery),
                implementation.membership(),
                implementation.recovery(),
                deployment,
                transport,
                options,
                GENERATION,
                Scenario.nodeNames(size),
                founders,
                seed,
                new Workload(
                        variety.messagesPerSecond(messagesPerSecond),
                        sizes.minBytes(),
                        sizes.maxBytes(),
                        durationMillis,
                        variety.shape(),
                        state),
                variety.network(),
                variety.limits(limits(size, sizes, state), sizes.maxBytes(), stateBufferBytes(state)),
                // In real time the plan's first faults would find no group yet and have no effect.
                Budgets.DEFAULT
                        .withGatherMillis(waitsForViews(implementation) ? GATHER_MILLIS : 0)
                        .withLimitMillis(limitMillis == null ? 0 : limitMillis),
                FaultPlan.NONE,
                List.of(),
                versions);
        FaultPlan plan = plan(kinds, size, founders, flavour, risksQuorum, seed);
        return quiet.withPlan(risksQuorum ? plan.losingQuorum() : plan);
    }

    /** A swarm in simulation varies what is left open too. Real networks and their budgets are the machine's, and stay. */
    public boolean isVaried() {
        return faults.equals(SWARM) && deployment.equals(Deployments.SIMULATION);
    }

    private boolean waitsForViews(Implementation implementation) {
        return !Deployments.isDeterministic(deployment) && !implementation.isStatic();
    }

    /**
     * The usual limits, raised where the payload or the state asks for more: the share of each member in the buffers takes the longest
     * payload, and that of the state takes it whole.
     */
    private static Limits limits(int size, PayloadSizes sizes, int state) {
        Limits usual = Limits.DEFAULT;
        int payloadBytes = Math.max(usual.maxPayloadBytes(), sizes.maxBytes());
        long bufferBytes = Math.max(4L * size * payloadBytes, stateBufferBytes(state));
        return new Limits(usual.maxPacketBytes(), payloadBytes, Math.max(usual.maxBufferBytes(), bufferBytes));
    }

    private static long stateBufferBytes(int state) {
        return (long) BUFFERS_PER_STATE * state;
    }

    /** Makes sure that the implementation offers a deployment or transport. */
    public static void requireOffered(String what, String asked, String implementation, List<String> offered) {
        if (!offered.contains(asked)) {
            throw new ArgumentException("implementation " + implementation + " offers no " + what + " '" + asked + "'; "
                    + (offered.isEmpty() ? "it offers no choice" : "it offers " + String.join(", ", offered)));
        }
    }

    /**
     * The kinds of fault that a plan may hold: those that the deployment can inject and that make sense for the implementation. A swarm
     * leaves out those that it need not survive.
     *
     * @throws IllegalArgumentException if one is asked for that is not possible
     */
    public Set<FaultKind> kinds(Capabilities deployment, Implementation implementation) {
        return new PossibleFaults(deployment, implementation).kinds(faults);
    }

    /** Some nodes start late if joins are asked for: a join under load is a fault like any other. */
    private static int founders(Set<FaultKind> kinds, int nodes, long seed) {
        int latecomers = Math.min(MAX_LATECOMERS, (nodes - 1) / 2);
        if (!kinds.contains(FaultKind.JOIN) || latecomers < 1) {
            return nodes;
        }
        return nodes - (int) new SeedDraw(seed).below(latecomers + 1L, "latecomers", 0, 0);
    }

    private FaultPlan plan(
            Set<FaultKind> kinds, int size, int founders, Flavour flavour, boolean risksQuorum, long seed) {
        if (kinds.isEmpty()) {
            return FaultPlan.NONE;
        }
        Swarm.Presence presence = faults.equals(SWARM) ? Swarm.Presence.DRAWN : Swarm.Presence.EVERY_KIND;
        FaultPlan drawn = new PlanOfFlavour(
                        Scenario.nodeNames(size), founders, durationMillis, kinds, presence, risksQuorum)
                .draw(flavour, seed);
        if (deployment.equals(Deployments.CONTAINERS) && transport.equals(TCP)) {
            drawn = drawn.refusingConnections(seed);
        }
        return faultMillis == null ? drawn : drawn.lasting(faultMillis);
    }
}

package dev.maat.engine;

import dev.maat.contract.Limits;
import dev.maat.engine.run.SafetyClaims;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws the scenario of one seed, within what a request leaves open. Each draw is a hash of the seed and its name, so their order is free. */
final class ScenarioDraw {
    private static final String TCP = "tcp";
    private static final String GENERATION = "g1";
    private static final long GATHER_MILLIS = 20_000;
    private static final int MAX_LATECOMERS = 2;

    /** A state in an array has a small share of the buffers. */
    private static final int BUFFERS_PER_STATE = 16;

    private final RunRequest request;
    private final Implementation implementation;
    private final Set<FaultKind> kinds;
    private final long seed;
    private final Variety variety;
    private final int size;
    private final Flavour flavour;
    private final int founders;
    private final boolean risksQuorum;

    /** @param kinds of faults that the plan may hold */
    ScenarioDraw(RunRequest request, Implementation implementation, Set<FaultKind> kinds, long seed) {
        this.request = request;
        this.implementation = implementation;
        this.kinds = kinds;
        this.seed = seed;
        this.variety = new Variety(new SeedDraw(seed), request.isVaried());
        this.size = variety.nodes(request.nodes());
        // A static group has no view change to lie in wait for.
        this.flavour = isSwarm() && !implementation.isStatic()
                ? PlanOfFlavour.flavour(seed, kinds, size, request.isVaried())
                : Flavour.TIMED;
        boolean allFound = implementation.isStatic() || flavour.isOfTheFirstView();
        this.founders = allFound ? size : variety.founders(size, usualFounders());
        this.risksQuorum =
                !kinds.isEmpty() && !implementation.isStatic() && (flavour == Flavour.BRINK || variety.risksQuorum());
    }

    private boolean isSwarm() {
        return request.faults().equals(RunRequest.SWARM);
    }

    /** Some nodes start late if joins are asked for: a join under load is a fault like any other. */
    private int usualFounders() {
        int latecomers = Math.min(MAX_LATECOMERS, (size - 1) / 2);
        if (!kinds.contains(FaultKind.JOIN) || latecomers < 1) {
            return size;
        }
        return size - (int) new SeedDraw(seed).below(latecomers + 1L, "latecomers", 0, 0);
    }

    /** A scenario without faults comes first: it checks the bounds before a plan is drawn within them. */
    Scenario draw() {
        Scenario quiet = withoutFaults();
        FaultPlan plan = plan();
        return quiet.withPlan(risksQuorum ? plan.losingQuorum() : plan);
    }

    private Scenario withoutFaults() {
        PayloadSizes sizes = variety.payload(request.payload());
        int state = variety.stateBytes(request.stateBytes(), implementation);
        return new Scenario(
                implementation.name(),
                claims(),
                implementation.membership(),
                implementation.recovery(),
                request.deployment(),
                request.transport(),
                new ScenarioOptions(request, implementation, variety).draw(),
                GENERATION,
                Scenario.nodeNames(size),
                founders,
                seed,
                new Workload(
                        variety.messagesPerSecond(request.messagesPerSecond()),
                        sizes.minBytes(),
                        sizes.maxBytes(),
                        request.durationMillis(),
                        variety.shape(),
                        state),
                variety.network(),
                variety.limits(usualLimits(sizes, state), sizes.maxBytes(), stateBufferBytes(state)),
                budgets(),
                FaultPlan.NONE,
                List.of(),
                versions());
    }

    private List<String> claims() {
        return risksQuorum
                ? SafetyClaims.of(implementation, request.ordering(), request.delivery())
                : implementation.claim(request.ordering(), request.delivery());
    }

    private LinkedHashMap<String, String> versions() {
        LinkedHashMap<String, String> versions = new LinkedHashMap<>();
        versions.put("maat", request.maatVersion());
        versions.put(implementation.name(), implementation.version());
        return versions;
    }

    /** In real time the plan's first faults would find no group yet and have no effect. */
    private Budgets budgets() {
        boolean waitsForViews = !Deployments.isDeterministic(request.deployment()) && !implementation.isStatic();
        @Nullable Long limitMillis = request.limitMillis();
        return Budgets.DEFAULT
                .withGatherMillis(waitsForViews ? GATHER_MILLIS : 0)
                .withLimitMillis(limitMillis == null ? 0 : limitMillis);
    }

    /**
     * The usual limits, raised where the payload or the state asks for more: the share of each member in the buffers takes the longest
     * payload, and that of the state takes it whole.
     */
    private Limits usualLimits(PayloadSizes sizes, int state) {
        Limits usual = Limits.DEFAULT;
        int payloadBytes = Math.max(usual.maxPayloadBytes(), sizes.maxBytes());
        long bufferBytes = Math.max(4L * size * payloadBytes, stateBufferBytes(state));
        return new Limits(usual.maxPacketBytes(), payloadBytes, Math.max(usual.maxBufferBytes(), bufferBytes));
    }

    private static long stateBufferBytes(int state) {
        return (long) BUFFERS_PER_STATE * state;
    }

    private FaultPlan plan() {
        if (kinds.isEmpty()) {
            return FaultPlan.NONE;
        }
        Swarm.Presence presence = isSwarm() ? Swarm.Presence.DRAWN : Swarm.Presence.EVERY_KIND;
        FaultPlan drawn = new PlanOfFlavour(
                        Scenario.nodeNames(size), founders, request.durationMillis(), kinds, presence, risksQuorum)
                .draw(flavour, seed);
        if (request.deployment().equals(Deployments.CONTAINERS)
                && request.transport().equals(TCP)) {
            drawn = drawn.refusingConnections(seed);
        }
        @Nullable Long faultMillis = request.faultMillis();
        return faultMillis == null ? drawn : drawn.lasting(faultMillis);
    }
}

package dev.maat.scenario;

import dev.maat.contract.Limits;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Everything that decides a run. It is written before the run, which can be replayed, shrunk and handed over by it.
 *
 * @param implementation name as the implementation's manifest offers it
 * @param claims the profile that the implementation claims for these options, or property ids; may be empty
 * @param membership {@code primary}, {@code partitionable} or {@link #STATIC}: the group's promise about its views
 * @param recovery {@link #NO_RECOVERY}, or {@link #RESUME} for a static group whose nodes keep their state over a restart
 * @param deployment {@code simulation} or {@code containers}
 * @param transport {@code udp}, {@code multicast} or {@code tcp}
 * @param options of the implementation, {@code ordering} among them
 * @param generation of the group
 * @param nodes all nodes of the topology in rank order
 * @param founders how many of them, from the first, found the group; the others join when the plan says so
 * @param seed of every draw
 * @param mustExercise property ids; if the run has no case that puts one of them at risk, it is inconclusive
 * @param versions of the programs that took part, for the reader; they decide nothing
 */
public record Scenario(
        String implementation,
        List<String> claims,
        String membership,
        String recovery,
        String deployment,
        String transport,
        SequencedMap<String, String> options,
        String generation,
        List<String> nodes,
        int founders,
        long seed,
        Workload workload,
        NetworkModel network,
        Limits limits,
        Budgets budgets,
        FaultPlan plan,
        List<String> mustExercise,
        SequencedMap<String, String> versions) {
    /** The option that says {@code fifo} or {@code total}. */
    public static final String ORDERING = "ordering";

    /** The usual {@link #membership}. */
    public static final String PRIMARY = "primary";

    /** The {@link #membership} of a group without views: its processes are the first ones of all nodes. */
    public static final String STATIC = "static";

    /** The usual {@link #recovery}: a node that restarts has forgotten its state. */
    public static final String NO_RECOVERY = "none";

    /** The {@link #recovery} of a static group in which a restarted node goes on with its state. */
    public static final String RESUME = "resume";

    static final int MAX_NODES = 1_000;

    public Scenario {
        claims = List.copyOf(claims);
        nodes = List.copyOf(nodes);
        mustExercise = List.copyOf(mustExercise);
        options = new LinkedHashMap<>(options);
        versions = new LinkedHashMap<>(versions);
        if (!List.of(PRIMARY, "partitionable", STATIC).contains(membership)) {
            throw new IllegalArgumentException(
                    "membership: primary, partitionable or static, not '" + membership + "'");
        }
        if (!List.of(NO_RECOVERY, RESUME).contains(recovery)) {
            throw new IllegalArgumentException("recovery: none or resume, not '" + recovery + "'");
        }
        if (recovery.equals(RESUME) && !membership.equals(STATIC)) {
            throw new IllegalArgumentException("recovery: only the nodes of a static group resume; in a " + membership
                    + " group a restarted node joins as a new process");
        }
        if (!List.of("udp", "multicast", "tcp").contains(transport)) {
            throw new IllegalArgumentException("transport: udp, multicast or tcp, not '" + transport + "'");
        }
        if (nodes.isEmpty() || nodes.size() > MAX_NODES) {
            throw new IllegalArgumentException("nodes: from 1 to " + MAX_NODES + ", not " + nodes.size());
        }
        Names.requireText("implementation", implementation);
        Names.requireText("deployment", deployment);
        Names.requireText("generation", generation);
        Names.requireTexts("options", options);
        Names.requireTexts("versions", versions);
        for (int i = 0; i < nodes.size(); i++) {
            Names.requireNode("nodes[" + i + "]", nodes.get(i));
            if (nodes.indexOf(nodes.get(i)) != i) {
                throw new IllegalArgumentException("nodes: '" + nodes.get(i) + "' is listed twice");
            }
        }
        Bounds.within("founders", founders, 1, nodes.size());
        if (membership.equals(STATIC) && founders != nodes.size()) {
            throw new IllegalArgumentException("founders: a static group is made of all its nodes, so they are "
                    + nodes.size() + ", not " + founders + "; leave the key out");
        }
        Bounds.within("limits.maxPacketBytes", limits.maxPacketBytes(), 64, 65_000);
        Bounds.within("limits.maxPayloadBytes", limits.maxPayloadBytes(), workload.maxPayloadBytes(), 1 << 30);
        Bounds.within("limits.maxBufferBytes", limits.maxBufferBytes(), limits.maxPayloadBytes(), 1L << 40);
        plan.requireNodes(nodes);
    }

    /** Nodes {@code n1} ... in rank order. */
    public static List<String> nodeNames(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("n" + i);
        }
        return names;
    }

    /** A scenario with defaults for everything else: simulation over udp, no faults, all nodes founders. */
    public static Scenario of(
            String implementation, String claim, String ordering, int nodes, long seed, Workload load) {
        SequencedMap<String, String> options = new LinkedHashMap<>();
        options.put(ORDERING, ordering);
        return new Scenario(
                implementation,
                List.of(claim),
                PRIMARY,
                NO_RECOVERY,
                "simulation",
                "udp",
                options,
                "g1",
                nodeNames(nodes),
                nodes,
                seed,
                load,
                NetworkModel.DEFAULT,
                Limits.DEFAULT,
                Budgets.DEFAULT,
                FaultPlan.NONE,
                List.of(),
                new LinkedHashMap<>());
    }

    /** The nodes of view 0, in rank order. */
    public List<String> founderNodes() {
        return nodes.subList(0, founders);
    }

    /** {@code fifo}, {@code causal}, {@code total} ..., or empty if no ordering is asked for. */
    public String ordering() {
        return options.getOrDefault(ORDERING, "");
    }

    /** Whether the group has no views. */
    public boolean isStatic() {
        return membership.equals(STATIC);
    }

    /** Whether a restarted node of the static group goes on with its state. */
    public boolean resumes() {
        return recovery.equals(RESUME);
    }

    /** How long the run may take until it begins to end; then it ends by time-out. */
    public long timeLimitMillis() {
        if (budgets.limitMillis() > 0) {
            return budgets.limitMillis();
        }
        long safety = workload.durationMillis();
        for (PlannedFault planned : plan.faults()) {
            safety = Math.max(safety, planned.moment().earliestMillis());
        }
        return budgets.bootMillis()
                + budgets.gatherMillis()
                + safety
                + 2 * budgets.settleMillis()
                + 3 * budgets.progressMillis();
    }

    public Scenario withPlan(FaultPlan newPlan) {
        return changed(draft -> draft.plan = newPlan);
    }

    public Scenario withSeed(long newSeed) {
        return changed(draft -> draft.seed = newSeed);
    }

    public Scenario withFounders(int newFounders) {
        return changed(draft -> draft.founders = newFounders);
    }

    public Scenario withNetwork(NetworkModel newNetwork) {
        return changed(draft -> draft.network = newNetwork);
    }

    public Scenario withBudgets(Budgets newBudgets) {
        return changed(draft -> draft.budgets = newBudgets);
    }

    /** The same scenario with one option of the implementation set. */
    public Scenario withOption(String name, String value) {
        return changed(draft -> draft.options.put(name, value));
    }

    public Scenario withDeployment(String newDeployment, String newTransport) {
        return changed(draft -> {
            draft.deployment = newDeployment;
            draft.transport = newTransport;
        });
    }

    /** The same scenario for another implementation, with the claims and the membership of that one, and without recovery. */
    public Scenario withImplementation(String newImplementation, List<String> newClaims, String newMembership) {
        return withImplementation(newImplementation, newClaims, newMembership, NO_RECOVERY);
    }

    /** The same scenario for another implementation, with the claims, the membership and the recovery of that one. */
    public Scenario withImplementation(
            String newImplementation, List<String> newClaims, String newMembership, String newRecovery) {
        return changed(draft -> {
            draft.implementation = newImplementation;
            draft.claims = newClaims;
            draft.membership = newMembership;
            draft.recovery = newRecovery;
        });
    }

    private Scenario changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Scenario(
                draft.implementation,
                draft.claims,
                draft.membership,
                draft.recovery,
                draft.deployment,
                draft.transport,
                draft.options,
                generation,
                nodes,
                draft.founders,
                draft.seed,
                workload,
                draft.network,
                limits,
                draft.budgets,
                draft.plan,
                mustExercise,
                versions);
    }

    /** The values that a copy may change. */
    private static final class Draft {
        private String implementation;
        private List<String> claims;
        private String membership;
        private String recovery;
        private String deployment;
        private String transport;
        private final SequencedMap<String, String> options;
        private int founders;
        private long seed;
        private NetworkModel network;
        private Budgets budgets;
        private FaultPlan plan;

        Draft(Scenario from) {
            implementation = from.implementation;
            claims = from.claims;
            membership = from.membership;
            recovery = from.recovery;
            deployment = from.deployment;
            transport = from.transport;
            options = new LinkedHashMap<>(from.options);
            founders = from.founders;
            seed = from.seed;
            network = from.network;
            budgets = from.budgets;
            plan = from.plan;
        }
    }

    /** The keys of the history's header beyond the format's own. */
    public Map<String, Object> headerExtras() {
        Map<String, Object> extras = new LinkedHashMap<>();
        if (resumes()) {
            extras.put("recovery", recovery);
        }
        extras.put("deployment", deployment);
        extras.put("transport", transport);
        extras.put("options", options);
        extras.put("seed", seed);
        extras.put("founders", founders);
        extras.put("versions", versions);
        return extras;
    }
}

package dev.maat.engine;

import dev.maat.engine.run.ArgumentException;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.util.List;
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

    /** As a user who asks for nothing else gets them, where they are not drawn. */
    public static final int USUAL_NODES = Variety.USUAL_NODES;

    public static final int USUAL_RATE = Variety.USUAL_RATE;

    /** Of the safety phase. */
    public static final long USUAL_DURATION_MILLIS = 30_000;

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
        return new ScenarioDraw(this, implementation, kinds, seed).draw();
    }

    /** A swarm in simulation varies what is left open too. Real networks and their budgets are the machine's, and stay. */
    public boolean isVaried() {
        return faults.equals(SWARM) && deployment.equals(Deployments.SIMULATION);
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
}

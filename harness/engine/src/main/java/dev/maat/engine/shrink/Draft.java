package dev.maat.engine.shrink;

import dev.maat.contract.Limits;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A copy of a scenario that is changed before it is made a scenario again. */
final class Draft {
    private final Scenario from;
    private List<String> nodes;
    private int founders;
    private SequencedMap<String, String> options;
    private Workload workload;
    private NetworkModel network;
    private Limits limits;
    private FaultPlan plan;

    Draft(Scenario from) {
        this.from = from;
        nodes = from.nodes();
        founders = from.founders();
        options = from.options();
        workload = from.workload();
        network = from.network();
        limits = from.limits();
        plan = from.plan();
    }

    Draft faults(List<PlannedFault> faults) {
        plan = new FaultPlan(faults, plan.outside(), plan.mayLoseQuorum());
        return this;
    }

    Draft plan(FaultPlan other) {
        plan = other;
        return this;
    }

    Draft network(NetworkModel other) {
        network = other;
        return this;
    }

    Draft limits(Limits other) {
        limits = other;
        return this;
    }

    Draft withoutOption(String name) {
        options = new LinkedHashMap<>(options);
        options.remove(name);
        return this;
    }

    Draft load(int minBytes, int maxBytes, long durationMillis) {
        workload = new Workload(
                workload.messagesPerSecond(),
                minBytes,
                maxBytes,
                durationMillis,
                workload.shape(),
                workload.stateBytes(),
                workload.messages());
        return this;
    }

    Draft shape(String shape, int stateBytes) {
        workload = new Workload(
                workload.messagesPerSecond(),
                workload.minPayloadBytes(),
                workload.maxPayloadBytes(),
                workload.durationMillis(),
                shape,
                stateBytes,
                workload.messages());
        return this;
    }

    Draft messages(@Nullable Collection<String> messages) {
        workload = new Workload(
                workload.messagesPerSecond(),
                workload.minPayloadBytes(),
                workload.maxPayloadBytes(),
                workload.durationMillis(),
                workload.shape(),
                workload.stateBytes(),
                messages == null ? null : new LinkedHashSet<>(messages));
        return this;
    }

    /** Takes a node away, with what the plan and the workload say of it. */
    Draft withoutNode(String node) {
        int rank = nodes.indexOf(node);
        nodes = nodes.stream().filter(other -> !other.equals(node)).toList();
        founders = rank < founders ? founders - 1 : founders;
        List<PlannedFault> left = new ArrayList<>();
        plan.faults().forEach(fault -> FaultParts.without(fault, node).ifPresent(left::add));
        plan = new FaultPlan(
                left,
                plan.outside().stream().filter(other -> !other.equals(node)).toList(),
                plan.mayLoseQuorum());
        if (workload.messages() != null) {
            messages(workload.messages().stream()
                    .filter(id -> !id.startsWith(node + "."))
                    .toList());
        }
        return this;
    }

    /** The scenario; empty if there is none with these values, as without any founder. */
    Optional<Scenario> made() {
        try {
            return Optional.of(new Scenario(
                    from.implementation(),
                    from.claims(),
                    from.membership(),
                    from.recovery(),
                    from.deployment(),
                    from.transport(),
                    options,
                    from.generation(),
                    nodes,
                    founders,
                    from.seed(),
                    workload,
                    network,
                    limits,
                    from.budgets(),
                    plan,
                    from.mustExercise(),
                    from.versions()));
        } catch (IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }
}

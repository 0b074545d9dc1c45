package dev.maat.engine.shrink;

import dev.maat.contract.Limits;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One part of a scenario and the scenario without it.
 *
 * @param part in words: "fault 3 (kill of n2)", "node n4", "message n1.0:3", "loss of the network"
 */
record Removal(String part, Optional<Scenario> rest) {
    private static final String SIMULATION = "simulation";

    /** Options without which the scenario would be one of another claim. */
    private static final List<String> OF_THE_CLAIM = List.of(Scenario.ORDERING, "delivery");

    /** Every single removal from a scenario. */
    static List<Removal> all(Scenario scenario) {
        List<Removal> all = new ArrayList<>();
        for (PlannedFault fault : scenario.plan().faults()) {
            String part = "fault " + fault.id() + " (" + fault.fault().kind().word() + " of "
                    + fault.fault().where() + ")";
            all.add(new Removal(
                    part,
                    new Draft(scenario)
                            .faults(scenario.plan().faults().stream()
                                    .filter(other -> other.id() != fault.id())
                                    .toList())
                            .made()));
        }
        for (String node : scenario.nodes().reversed()) {
            all.add(new Removal(
                    "node " + node, new Draft(scenario).withoutNode(node).made()));
        }
        if (scenario.workload().messages() != null) {
            for (String message : scenario.workload().messages()) {
                List<String> rest = scenario.workload().messages().stream()
                        .filter(other -> !other.equals(message))
                        .toList();
                all.add(new Removal(
                        "message " + message, new Draft(scenario).messages(rest).made()));
            }
        }
        all.addAll(noise(scenario));
        all.addAll(settings(scenario));
        return all;
    }

    /** The disturbances of the network and the clocks, each on its own. A real network has its own. */
    private static List<Removal> noise(Scenario scenario) {
        List<Removal> all = new ArrayList<>();
        if (!scenario.deployment().equals(SIMULATION)) {
            return all;
        }
        for (Noise each : Noise.values()) {
            NetworkModel quieter = each.removedFrom(scenario.network());
            if (!quieter.equals(scenario.network())) {
                all.add(new Removal(
                        each.words(), new Draft(scenario).network(quieter).made()));
            }
        }
        return all;
    }

    private static List<Removal> settings(Scenario scenario) {
        List<Removal> all = new ArrayList<>();
        for (String option : scenario.options().keySet()) {
            if (!OF_THE_CLAIM.contains(option)) {
                all.add(new Removal(
                        "option " + option,
                        new Draft(scenario).withoutOption(option).made()));
            }
        }
        FaultPlan plan = scenario.plan();
        for (String node : plan.outside()) {
            List<String> rest =
                    plan.outside().stream().filter(other -> !other.equals(node)).toList();
            all.add(new Removal(
                    node + " outside the core",
                    new Draft(scenario)
                            .plan(new FaultPlan(plan.faults(), rest, plan.mayLoseQuorum()))
                            .made()));
        }
        if (plan.mayLoseQuorum()) {
            all.add(new Removal(
                    "leave to lose the quorum",
                    new Draft(scenario)
                            .plan(new FaultPlan(plan.faults(), plan.outside()))
                            .made()));
        }
        if (!scenario.limits().equals(Limits.DEFAULT)) {
            all.add(new Removal(
                    "limits other than the usual ones",
                    new Draft(scenario).limits(Limits.DEFAULT).made()));
        }
        Workload load = scenario.workload();
        if (!load.shape().equals(Workload.EVEN)) {
            all.add(new Removal(
                    "shape of the load",
                    new Draft(scenario).shape(Workload.EVEN, load.stateBytes()).made()));
        }
        if (load.stateBytes() > 0) {
            all.add(new Removal(
                    "length of the state",
                    new Draft(scenario).shape(load.shape(), 0).made()));
        }
        return all;
    }
}

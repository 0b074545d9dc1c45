package dev.maat.engine.battery;

import dev.maat.checkers.history.History;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.PhaseSpans;
import dev.maat.engine.run.SafetyClaims;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One case of the battery.
 *
 * @param name of the case and of its scenario file
 * @param number of the situation in the catalogue of scenarios; variants of one situation share it
 * @param sentence what happens to the group
 * @param reach what a run must come to, all of it; else it is inconclusive
 * @param memberships of the implementations that can be brought there
 * @param orderings that know the situation; empty: all
 * @param deployments that can bring it about, as far as more than their faults decides; empty: all
 * @param template the scenario; null if nothing of Maat can bring the situation about
 * @param absent the reason where there is no template; else empty
 */
public record BatteryCase(
        String name,
        int number,
        String sentence,
        List<Reach> reach,
        List<String> memberships,
        List<String> orderings,
        List<String> deployments,
        @Nullable Scenario template,
        String absent) {
    /** Real processes need time to find each other before a plan's first faults find a group. */
    private static final long GATHER_MILLIS = 60_000;

    private static final String DELIVERY = "delivery";

    public BatteryCase {
        reach = List.copyOf(reach);
        memberships = List.copyOf(memberships);
        orderings = List.copyOf(orderings);
        deployments = List.copyOf(deployments);
    }

    /** The kinds of fault that the case needs. */
    public Set<FaultKind> kinds() {
        return template == null ? Set.of() : template.plan().kinds();
    }

    /** The situations that a run must reach, in words. */
    public String reachWords() {
        return reach.stream().map(Reach::words).collect(Collectors.joining("; "));
    }

    /** Why the case is not for a target; empty if it is. */
    public Optional<String> notFor(BatteryTarget target, Capabilities capabilities) {
        Implementation implementation = target.implementation();
        if (template == null) {
            return Optional.of(absent);
        }
        if (!memberships.contains(implementation.membership())) {
            return Optional.of("the group of " + implementation.name() + " is " + implementation.membership()
                    + ", and the case is about views that change");
        }
        if (!orderings.isEmpty() && !orderings.contains(target.ordering())) {
            return Optional.of("the case is about " + String.join(" and ", orderings) + " order, not "
                    + target.ordering() + " order");
        }
        if (!deployments.isEmpty() && !deployments.contains(target.deployment())) {
            return Optional.of("only " + String.join(" and ", deployments) + " can bring it about");
        }
        try {
            capabilities.require(kinds());
            return Optional.empty();
        } catch (UnsupportedFaultException cannot) {
            return Optional.of(String.valueOf(cannot.getMessage()));
        }
    }

    /**
     * The scenario of one seed.
     *
     * @throws IllegalStateException if the case has no template; {@link #notFor} says so
     */
    public Scenario scenario(BatteryTarget target, long seed) {
        Scenario from = template;
        if (from == null) {
            throw new IllegalStateException(name + ": " + absent);
        }
        Implementation implementation = target.implementation();
        SequencedMap<String, String> options = new LinkedHashMap<>();
        options.put(Scenario.ORDERING, target.ordering());
        if (!target.delivery().equals(Implementation.PLAIN)) {
            options.put(DELIVERY, target.delivery());
        }
        if (target.reliability() != null) {
            options.put(Implementation.RELIABILITY, target.reliability());
        }
        SequencedMap<String, String> versions = new LinkedHashMap<>();
        versions.put("maat", target.maatVersion());
        versions.put(implementation.name(), implementation.version());
        boolean safetyOnly = from.plan().mayLoseQuorum();
        boolean waitsForViews = !target.deterministic() && !implementation.isStatic();
        Budgets budgets = from.budgets().withGatherMillis(waitsForViews ? GATHER_MILLIS : 0);
        return new Scenario(
                implementation.name(),
                safetyOnly
                        ? SafetyClaims.of(implementation, target.ordering(), target.delivery())
                        : implementation.claim(target.ordering(), target.delivery()),
                implementation.membership(),
                implementation.recovery(),
                target.deployment(),
                target.transport(),
                options,
                from.generation(),
                from.nodes(),
                implementation.isStatic() ? from.nodes().size() : from.founders(),
                seed,
                from.workload(),
                from.network(),
                from.limits(),
                budgets,
                from.plan(),
                mustExercise(from, target),
                versions);
    }

    /** The properties that the case must put at risk, as far as the target claims them. */
    private static List<String> mustExercise(Scenario from, BatteryTarget target) {
        Set<String> claimed =
                SafetyClaims.properties(target.implementation(), target.ordering(), target.delivery()).stream()
                        .map(property -> property.id())
                        .collect(Collectors.toSet());
        return from.mustExercise().stream().filter(claimed::contains).toList();
    }

    /** The situations that a run had to reach and did not, in words; empty if it reached everything. */
    public List<String> missed(JudgedRun run) {
        return missed(run.scenario(), run.history());
    }

    /** The same of a history and the scenario that it comes from. */
    public List<String> missed(Scenario scenario, History history) {
        Evidence evidence = new Evidence(scenario, history);
        List<String> missed = new ArrayList<>();
        for (Reach each : reach) {
            if (!each.isReached(evidence)) {
                missed.add(each.words());
            }
        }
        return missed;
    }

    /** Why the case is not for the implementation, as its run shows: it marks no phase, and the case is about phases. */
    public Optional<String> notFor(JudgedRun run) {
        return notFor(run.scenario(), run.history());
    }

    /** The same of a history and the scenario that it comes from. */
    public Optional<String> notFor(Scenario scenario, History history) {
        return needsMarks() && !new PhaseSpans(history).marked()
                ? Optional.of(scenario.implementation() + " marks no phase of its protocol, and the case is about one")
                : Optional.empty();
    }

    /** Whether only an implementation that marks the phases of its protocol can show that a run came to the situation. */
    public boolean needsMarks() {
        return reach.stream().anyMatch(Reach::needsMarks);
    }
}

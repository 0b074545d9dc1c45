package dev.maat.engine;

import dev.maat.faults.Ambush;
import dev.maat.faults.Brink;
import dev.maat.faults.Churn;
import dev.maat.faults.Departures;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Flavour;
import dev.maat.faults.Rivalry;
import dev.maat.faults.Scatter;
import dev.maat.faults.Storm;
import dev.maat.faults.Swarm;
import dev.maat.faults.Whispers;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The plan of a seed, drawn as its flavour has it.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn; at least one
 * @param presence of each kind in a swarm
 * @param risksQuorum whether the group may lose its quorum, so that no liveness is judged
 */
record PlanOfFlavour(
        List<String> nodes,
        int founders,
        long windowMillis,
        Set<FaultKind> kinds,
        Swarm.Presence presence,
        boolean risksQuorum) {
    /**
     * The flavour of a swarm's seed. Only a run in simulation is judged as one that may lose its quorum; elsewhere, and where the faults of the
     * brink are not possible, members go and come instead.
     *
     * @param isVaried whether the run is one in simulation
     */
    static Flavour flavour(long seed, Set<FaultKind> kinds, int nodes, boolean isVaried) {
        Flavour drawn = Flavour.of(seed);
        boolean mayBe = drawn != Flavour.BRINK || (isVaried && Brink.isPossible(nodes, kinds));
        return mayBe ? drawn : Flavour.DEPARTURES;
    }

    FaultPlan draw(Flavour flavour, long seed) {
        return switch (flavour) {
            case TIMED -> swarm(kinds).draw(seed);
            case TRIGGERED -> ambush().draw(seed);
            case STORM -> new Storm(nodes, founders, windowMillis, kinds).draw(seed);
            case MIXED -> ambush().into(swarm(ambushed()).draw(seed), seed);
            case RIVALRY -> new Rivalry(nodes, founders, windowMillis, kinds).draw(seed);
            case DEPARTURES -> new Departures(nodes, founders, windowMillis, kinds).draw(seed);
            case SCATTER -> new Scatter(nodes, founders, windowMillis, kinds).draw(seed);
            case PLOT -> new Rivalry(nodes, founders, windowMillis, kinds).plot(seed);
            case BRINK -> new Brink(nodes, founders, windowMillis, kinds).draw(seed);
            case WHISPERS -> new Whispers(nodes, founders, windowMillis, kinds).draw(seed);
            case SNARE -> new Rivalry(nodes, founders, windowMillis, kinds).snare(seed);
            case STRAGGLER -> new Rivalry(nodes, founders, windowMillis, kinds).straggler(seed);
            case CHURN -> new Churn(nodes, founders, windowMillis, kinds).draw(seed);
        };
    }

    private Swarm swarm(Set<FaultKind> ofKinds) {
        return new Swarm(nodes, founders, windowMillis, ofKinds, presence);
    }

    private Ambush ambush() {
        return new Ambush(nodes, founders, windowMillis, ambushed());
    }

    /** Ambushes cut off member after member. A leaver that is left alone by them ends the group, and no liveness can be judged. */
    private Set<FaultKind> ambushed() {
        if (risksQuorum) {
            return kinds;
        }
        EnumSet<FaultKind> staying = EnumSet.copyOf(kinds);
        staying.remove(FaultKind.LEAVE);
        return staying;
    }
}

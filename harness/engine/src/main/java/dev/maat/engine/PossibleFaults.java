package dev.maat.engine;

import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.Implementation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The kinds of fault that a deployment can inject and that make sense for an implementation. */
final class PossibleFaults {
    private final Capabilities possible;
    private final Implementation implementation;

    PossibleFaults(Capabilities deployment, Implementation implementation) {
        this.possible = deployment.without(impossible(implementation));
        this.implementation = implementation;
    }

    /**
     * The kinds that a request asks for.
     *
     * @param faults as {@link RunRequest#faults}
     * @throws IllegalArgumentException if one is asked for that is not possible
     */
    Set<FaultKind> kinds(String faults) {
        return switch (faults) {
            case RunRequest.SWARM -> ofSwarm();
            case RunRequest.NO_FAULTS -> EnumSet.noneOf(FaultKind.class);
            default -> possible.select(faults);
        };
    }

    /** Faults that an implementation need not survive are drawn only if its manifest says that it does; by name they are always done. */
    private Set<FaultKind> ofSwarm() {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        kinds.addAll(possible.kinds());
        if (!implementation.survives().contains(Implementation.CORRUPTION)) {
            kinds.remove(FaultKind.CORRUPT);
        }
        return kinds;
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
}

package dev.maat.injectors.containers;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;

/** Faults of directed links, over one kind of transport. Not thread-safe: {@link ContainerFaults} makes one call at a time. */
interface LinkInjector {
    FaultEffect inject(int id, Fault fault);

    FaultEffect heal(int id);

    boolean isActive(int id);

    /**
     * Puts the faults in force into effect at a node whose container runs again in a new namespace. The node's process has not
     * started yet.
     */
    void nodeUp(Target node);

    /** Saves the counters of a node's namespace, which goes with its container: that is about to be killed, or has ended. */
    void nodeGoing(Target node);
}

package dev.maat.injectors.containers;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;

/** Faults of directed links, over one kind of transport. Not thread-safe: {@link ContainerFaults} calls it in turn. */
interface LinkInjector {
    FaultEffect inject(int id, Fault fault);

    FaultEffect heal(int id);

    boolean isActive(int id);

    /** A node's container runs again, in a new namespace, and its process has not started yet: what is in force holds there. */
    void nodeUp(Target node);

    /** A node's container is about to be killed and its namespace, with all counters, will be gone. */
    void nodeGoing(Target node);
}

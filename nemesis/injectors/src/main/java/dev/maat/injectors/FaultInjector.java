package dev.maat.injectors;

import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;

/**
 * Does faults to real nodes and takes them back. Never skips one silently: what it cannot do it refuses, with the reason.
 * Calls may come from any thread; one is carried out at a time.
 */
public interface FaultInjector {
    /** What can be done here, and why not the rest. */
    Capabilities capabilities();

    /**
     * Does a fault. When this returns the fault is in force.
     *
     * @param id of the planned fault, by which it is healed
     * @return what it has done so far: all of it for a fault that is over at once, nothing yet for one that lasts
     * @throws dev.maat.faults.UnsupportedFaultException if it cannot be done here
     * @throws InjectionException if doing it failed
     */
    FaultEffect inject(int id, Fault fault);

    /**
     * Takes a lasting fault back. When this returns it is no longer in force.
     *
     * @return all that it did
     * @throws InjectionException if it is not in force or cannot be taken back
     */
    FaultEffect heal(int id);
}

package dev.maat.injectors;

import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;

/**
 * Carries out faults on real nodes and heals them. It never skips a fault silently: it refuses a fault that it cannot carry out,
 * and gives the reason.
 * Calls may come from any thread; one is carried out at a time.
 */
public interface FaultInjector {
    /** The kinds of fault that can be carried out here, and the reason for each that cannot. */
    Capabilities capabilities();

    /**
     * Carries out a fault. The fault is in force when this returns.
     *
     * @param id the planned fault's id, by which it is healed
     * @return the effect so far: all of it for a fault that is over at once, nothing yet for one that lasts
     * @throws dev.maat.faults.UnsupportedFaultException if it cannot be done here
     * @throws InjectionException if doing it failed
     */
    FaultEffect inject(int id, Fault fault);

    /**
     * Heals a lasting fault. When this returns it is no longer in force.
     *
     * @return its whole effect
     * @throws InjectionException if it is not in force or cannot be healed
     */
    FaultEffect heal(int id);
}

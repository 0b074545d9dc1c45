package dev.maat.simulation;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.scenario.conductor.port.Observation;

/** The surroundings of a process. */
interface World {
    /** The node's own clock, now. */
    long localNanos(int node);

    /**
     * How long after an input a process is flushed: what else arrives by then was ready together with it. Often 0: nothing else was.
     *
     * @param flush counts the flushes of the process
     */
    long flushDelayNanos(long serial, long flush);

    /** Calls {@link SimProcess#flushDue} after the delay. */
    void awaitFlush(int node, long serial, long delayNanos);

    void setTimer(int node, long serial, long timer, long setting, long delayNanos);

    /**
     * Sends to at most {@code maxDestinations} nodes; returns to how many.
     *
     * @param hash of the packet, as {@link #trace} returned it
     */
    int send(int node, Destination to, byte[] packet, long hash, int maxDestinations);

    /** Whether a packet for this destination goes to more than one node. */
    boolean isFanOut(Destination to);

    /** Destinations of a packet to the group. */
    int fanOutSize();

    void observe(Observation observation);

    /** Mixes an effect into the fingerprint, before it is carried out. Returns the hash of its packet, if it sends one. */
    long trace(Effect effect);

    void delivered();

    void installed(int node, String viewId, boolean firstOfProcess);

    /**
     * The process dies at its crash point.
     *
     * @param reached to how many destinations of the fan-out the packet went; 0 if the crash point is in no fan-out
     */
    void crashed(int faultId, SimProcess process, int reached, String where);

    /** The node's process has ended. */
    void ended(int node);
}

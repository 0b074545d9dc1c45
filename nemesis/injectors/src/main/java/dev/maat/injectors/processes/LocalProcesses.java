package dev.maat.injectors.processes;

/** The processes of the nodes, as far as faults touch them. One call at a time. */
public interface LocalProcesses {
    /** Whether the node has a process; one that is held counts. */
    boolean isRunning(String node);

    /**
     * Kills the node's process, as by SIGKILL. It has ended when this returns.
     *
     * @throws dev.maat.injectors.InjectionException if it goes on
     */
    void kill(String node);

    /**
     * Stops the node's process by a signal; it goes on by {@link #release}.
     *
     * @throws dev.maat.injectors.InjectionException if the signal cannot be sent
     */
    void hold(String node);

    /** Lets the node's process go on; does nothing to one that runs or has ended. */
    void release(String node);
}

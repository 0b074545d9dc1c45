package dev.maat.injectors.containers;

import java.util.List;

/** Runs programs in the network namespace of a running container. */
public interface NamespaceShell extends AutoCloseable {
    /**
     * Runs a program to its end; it gets no input.
     *
     * @return its standard output
     * @throws dev.maat.injectors.InjectionException if it fails, with what it said, or the container does not run
     */
    String run(Target target, List<String> command);

    /** The container has stopped or is about to: what is kept for its namespace is of no use any more. */
    void forget(Target target);

    /** Lets go of everything it made. */
    @Override
    void close();
}

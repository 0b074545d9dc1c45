package dev.maat.injectors.containers;

import java.util.List;

/** Runs programs in the network namespace of a running container. */
public interface NamespaceShell extends AutoCloseable {
    /**
     * Runs a program to its end; it gets no input.
     *
     * @return its standard output
     * @throws dev.maat.injectors.InjectionException if it fails, with its output, or if the container does not run
     */
    String run(Target target, List<String> command);

    /** Drops whatever is kept for the namespace of a container that has stopped or is about to. */
    void forget(Target target);

    /** Removes everything that the shell made. */
    @Override
    void close();
}

package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;

/** The node's container has ended in the meantime, and its namespace with it: nothing is left to do there. */
final class NodeGone extends InjectionException {
    private static final long serialVersionUID = 1;

    NodeGone(String node) {
        super("node " + node + " does not run");
    }
}

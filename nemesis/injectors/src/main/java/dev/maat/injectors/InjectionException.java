package dev.maat.injectors;

/** A fault could not be done, taken back or counted: a failure of the harness, never of the implementation. */
public class InjectionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InjectionException(String message) {
        super(message);
    }

    public InjectionException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The node's container ended meanwhile, and its namespace with it: nothing is left to do there. */
    public static final class NodeGone extends InjectionException {
        private static final long serialVersionUID = 1;

        public NodeGone(String node) {
            super("node " + node + " does not run");
        }
    }
}

package dev.maat.engine.live;

/** How a node's process ended, as far as its host can tell. */
public interface NodeEnd {
    /** Whether the process exited with code 0. */
    boolean isInGoodOrder();

    /** The exit code and what else is known, for a person. */
    String description();

    /**
     * Whether a signal from outside ended the process. The harness's own signals count too, so this is asked only where the
     * harness sent none.
     */
    boolean isByOutsider() throws InterruptedException;

    /**
     * How an outsider may have ended the process without the deployment's knowledge, as a clause: a signal from the machine itself
     * cannot be told from an exit with the same code. It is no proof against an outsider, and none against the implementation. Empty
     * if the end does not look like that.
     */
    String suspicion();
}

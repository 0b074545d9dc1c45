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
     * Whether the end looks like a SIGKILL of which the deployment knows nothing: one from the machine itself cannot be told from
     * an exit with the same code. It is no proof against an outsider, and none against the implementation.
     */
    boolean isPerhapsByOutsider();
}

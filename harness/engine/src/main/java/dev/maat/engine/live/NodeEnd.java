package dev.maat.engine.live;

import org.jspecify.annotations.Nullable;

/**
 * How a node's process ended, as far as its host can tell. The <em>last word</em> of a process is the signal that it said it ended by,
 * as {@code SIGTERM}; empty if it said nothing, {@code null} if it was not asked for or its
 * program never says one.
 */
public interface NodeEnd {
    /** Whether the process exited with code 0. */
    boolean isInGoodOrder();

    /** The exit code and what else is known, for a person. */
    String description(@Nullable String lastWord);

    /**
     * Whether a signal from outside ended the process. The harness's own signals count too, so this is asked only where the
     * harness sent none.
     */
    boolean isByOutsider() throws InterruptedException;

    /**
     * How an outsider may have ended the process without the deployment's knowledge, as a clause: a signal from the machine itself.
     * It is no proof against an outsider, and none against the implementation. Empty if the end is the process's own.
     */
    String suspicion(@Nullable String lastWord);
}

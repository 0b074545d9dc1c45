package dev.maat.node;

import dev.maat.node.protocol.ExitCode;
import org.jspecify.annotations.Nullable;

/** How a hosted process ends; the first call counts. */
interface Ending {
    /**
     * @param why for the harness, in a few words
     * @param cause for standard error
     */
    void end(ExitCode code, String why, @Nullable Throwable cause);
}

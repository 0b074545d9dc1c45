package dev.maat.node;

import dev.maat.node.protocol.ExitCode;
import org.jspecify.annotations.Nullable;

/** Ends a hosted process; only the first call counts. */
interface Ending {
    /**
     * @param why a few words for the harness
     * @param cause printed on standard error
     */
    void end(ExitCode code, String why, @Nullable Throwable cause);
}

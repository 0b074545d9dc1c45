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

    /**
     * Closes the log of a process that was told to stop. The process may go on without evidence until the harness asks for its exit: a
     * group whose members end one after another would notice it, and members whose logs are open would be judged by that.
     */
    default void closeLog() {
        end(ExitCode.OK, "stopped", null);
    }
}

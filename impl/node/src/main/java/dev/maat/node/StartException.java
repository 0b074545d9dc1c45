package dev.maat.node;

import dev.maat.node.protocol.ExitCode;

/** A process could not be started after its incarnation was used up: the node must exit. */
final class StartException extends Exception {
    private final ExitCode code;

    StartException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}

package dev.maat.engine.containers;

/**
 * There is no engine, or it lacks something that a run needs: a failure of the harness's surroundings, never of the
 * implementation. The message says what to do.
 */
public final class EngineUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineUnavailable(String message) {
        super(message);
    }

    EngineUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

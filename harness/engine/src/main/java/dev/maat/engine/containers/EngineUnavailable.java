package dev.maat.engine.containers;

/**
 * The engine, or something a run needs of it, is not to be had: a failure of the harness's surroundings, never of the
 * implementation. The message says what to do.
 */
public final class EngineUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EngineUnavailable(String message) {
        super(message);
    }

    public EngineUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

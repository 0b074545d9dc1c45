package dev.maat.engine.containers.needs;

import org.jspecify.annotations.Nullable;

/**
 * There is no engine, or it lacks something that a run needs: a failure of the harness's surroundings, never of the
 * implementation. The message says what to do.
 */
public final class EngineUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String remedy;

    public EngineUnavailable(String message) {
        this(message, "", null);
    }

    public EngineUnavailable(String message, Throwable cause) {
        this(message, "", cause);
    }

    /** The message is both, one after the other. */
    EngineUnavailable(String reason, String remedy, @Nullable Throwable cause) {
        super(remedy.isEmpty() ? reason : reason + "; " + remedy, cause);
        this.reason = reason;
        this.remedy = remedy;
    }

    String reason() {
        return reason;
    }

    /** Empty where the reason says it. */
    String remedy() {
        return remedy;
    }
}

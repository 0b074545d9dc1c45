package dev.maat.engine.run;

/**
 * The harness or its surroundings failed after the run had begun and before there was a history that could say anything. Ends the
 * command with 255; it says nothing about the implementation.
 */
public final class HarnessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HarnessException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.maat.engine.run;

/**
 * A failure of the harness, or of the machine around it, after the run had begun and before there was a history to judge. The
 * command ends with 255; the failure says nothing about the implementation.
 */
public final class HarnessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HarnessException(String message) {
        super(message);
    }

    public HarnessException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.maat.engine.run;

/** What was asked for cannot be done as it was asked; the message says why and names the remedy. Ends the command with 254. */
public final class ArgumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArgumentException(String message) {
        super(message);
    }

    public ArgumentException(String message, Throwable cause) {
        super(message, cause);
    }
}

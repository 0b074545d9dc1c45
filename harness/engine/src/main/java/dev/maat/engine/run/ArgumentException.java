package dev.maat.engine.run;

/** A request that cannot be carried out as given. The message says why and names the remedy; the command ends with 254. */
public final class ArgumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArgumentException(String message) {
        super(message);
    }

    public ArgumentException(String message, Throwable cause) {
        super(message, cause);
    }
}

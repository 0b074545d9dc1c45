package dev.maat.injectors;

/** A fault could not be done, healed or counted: a failure of the harness, never of the implementation. */
public class InjectionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InjectionException(String message) {
        super(message);
    }

    public InjectionException(String message, Throwable cause) {
        super(message, cause);
    }
}

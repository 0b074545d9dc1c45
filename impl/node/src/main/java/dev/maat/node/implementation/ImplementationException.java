package dev.maat.node.implementation;

/** An implementation folder cannot be used; the message names the file, what is wrong and how to mend it. */
public final class ImplementationException extends RuntimeException {
    ImplementationException(String message) {
        super(message);
    }

    ImplementationException(String message, Throwable cause) {
        super(message, cause);
    }
}

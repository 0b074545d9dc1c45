package dev.maat.checkers.properties;

/** A history is too large for what a property would take: its verdict is unknown, and the message says why. */
final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

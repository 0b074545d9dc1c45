package dev.maat.checkers.facts;

/** A history is too large for a property to be judged in memory: the verdict is unknown, and the message says why. */
public final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(String why) {
        super(why);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}

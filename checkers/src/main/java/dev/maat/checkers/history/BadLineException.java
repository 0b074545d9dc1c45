package dev.maat.checkers.history;

/** A line is not an event of a history, or cannot follow the lines before it; a reader adds file and line number. */
public final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public BadLineException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }

    /** What is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}

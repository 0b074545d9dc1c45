package dev.maat.checkers.history;

/** A line is not an event of a history; the reader adds file and line number. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    BadLineException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

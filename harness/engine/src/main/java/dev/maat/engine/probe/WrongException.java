package dev.maat.engine.probe;

/** A node did something else than the protocol asks. */
final class WrongException extends Exception {
    private static final long serialVersionUID = 1;

    private final String right;

    /**
     * @param found what was seen, a sentence without its period
     * @param right what would have been right
     */
    WrongException(String found, String right) {
        super(found);
        this.right = right;
    }

    String right() {
        return right;
    }
}

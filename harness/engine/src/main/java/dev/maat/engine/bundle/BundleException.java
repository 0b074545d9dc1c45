package dev.maat.engine.bundle;

/** A bundle that is refused: its form, its digests or its signature are not what they must be. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param what the entry, or the part of the file, that is wrong
     * @param why one sentence
     */
    public BundleException(String what, String why) {
        super(what + ": " + why);
    }
}

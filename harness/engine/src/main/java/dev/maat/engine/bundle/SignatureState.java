package dev.maat.engine.bundle;

/** How the signature of a bundle stands. */
public enum SignatureState {
    /** There is none, and no key was given. Whoever made the file could have made up everything in it. */
    NONE("no signature: the bundle agrees with itself, and nothing says who made it", true),
    /** There is one, and no key was given. */
    UNCHECKED("a signature is present, its key was not checked (--key PUB.pem checks it)", true),
    /** It is of the given key. */
    GOOD("signed by the given key", true),
    /** A key was given, and there is none. */
    MISSING("signature.json: it is missing, and a key was given", false),
    /** It is of another key, or over another index. */
    BAD("signature.json: it is not a signature of the given key over this bundle", false);

    private final String sentence;
    private final boolean accepted;

    SignatureState(String sentence, boolean accepted) {
        this.sentence = sentence;
        this.accepted = accepted;
    }

    public String sentence() {
        return sentence;
    }

    /** Whether the bundle is not refused for it. */
    public boolean accepted() {
        return accepted;
    }
}

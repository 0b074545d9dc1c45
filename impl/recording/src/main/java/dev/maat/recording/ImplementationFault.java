package dev.maat.recording;

/**
 * A call of an implementation went wrong: it threw, or its effects are no effects. The implementation's process ends by its own
 * doing. The message is the cause, bounded, and made without a call that may throw again: its first line is a sentence, the lines
 * after it are a stack trace.
 */
public final class ImplementationFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImplementationFault(String detail) {
        super(Causes.bounded(detail), null, false, false);
    }

    /** Of a call that threw. */
    public static ImplementationFault thrown(Throwable thrown) {
        return new ImplementationFault(Causes.describe(thrown));
    }

    /** The cause; never null. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}

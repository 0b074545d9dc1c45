package dev.maat.engine.run;

/** What {@code maat} ends with. Of several, the first in this order that applies: 255, 254, 1, 2, 0. */
public final class ExitCode {
    /** Everything claimed holds, or was not exercised. */
    public static final int HOLDS = 0;

    public static final int VIOLATED = 1;

    /** Unknown, inconclusive (a fault that had to bite did not), or a property that had to be exercised was not. */
    public static final int UNKNOWN = 2;

    /** Ctrl-C; what was known by then is written, its verdict is unknown. */
    public static final int INTERRUPTED = 130;

    /** Arguments or input that cannot be used. */
    public static final int BAD_INPUT = 254;

    /** The harness failed, which says nothing about the implementation. */
    public static final int HARNESS_FAILURE = 255;

    private ExitCode() {}
}

package dev.maat.engine.run;

/** The exit codes of {@code maat}. Where several apply, the first in this order wins: 255, 254, 1, 2, 0. */
public final class ExitCode {
    /** Every claimed property holds or was not exercised. */
    public static final int HOLDS = 0;

    public static final int VIOLATED = 1;

    /** Unknown or inconclusive: a required fault had no effect, or a required property was not exercised. */
    public static final int UNKNOWN = 2;

    /** Ctrl-C. The results so far are written; their verdict is unknown. */
    public static final int INTERRUPTED = 130;

    /** The arguments or the input cannot be used. */
    public static final int BAD_INPUT = 254;

    /** The harness failed, which says nothing about the implementation. */
    public static final int HARNESS_FAILURE = 255;

    private ExitCode() {}
}

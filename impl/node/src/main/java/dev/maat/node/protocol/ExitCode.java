package dev.maat.node.protocol;

/** The exit codes of a node process; numbers from sysexits.h where one fits. */
public enum ExitCode {
    /** Left, excluded or stopped; the log is closed. */
    OK(0),
    /** The command line is wrong. */
    USAGE(64),
    /** The implementation cannot be loaded or refuses its options. */
    IMPLEMENTATION(69),
    /** The implementation threw or broke its contract: an exit of its own, a violation. */
    CRASHED(70),
    /** The member could not be started: a socket cannot be opened, or a live member cannot join. */
    NOT_STARTED(71),
    /** The evidence or the incarnation could not be written: a failure of the harness, not of the implementation. */
    EVIDENCE(74);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}

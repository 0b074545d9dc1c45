package dev.maat.node.protocol;

/** How a node process ends; the numbers of sysexits.h where one fits. */
public enum ExitCode {
    /** Left, excluded or stopped; the log is closed. */
    OK(0),
    /** The command line is wrong. */
    USAGE(64),
    /** The implementation cannot be loaded or refuses its options. */
    IMPLEMENTATION(69),
    /** The implementation threw: an exit of its own, a violation. */
    CRASHED(70),
    /** The member could not be started: sockets, or a live member that cannot join. */
    NOT_STARTED(71),
    /** The evidence or the incarnation could not be written: a failure of the harness, never the system's. */
    EVIDENCE(74);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}

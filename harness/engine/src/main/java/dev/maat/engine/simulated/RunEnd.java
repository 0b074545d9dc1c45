package dev.maat.engine.simulated;

import dev.maat.engine.simulated.WorkerMessages.Reply;

/** The end of a run in a worker: its reply, or the end of the worker. */
sealed interface RunEnd {
    record Replied(Reply reply) implements RunEnd {}

    /** The calling thread was interrupted, and the run did not end in good order. */
    record Interrupted() implements RunEnd {}

    /** Something other than the worker wrote to its pipe, or read from it. Nothing that came since can be believed. */
    record Disturbed() implements RunEnd {}

    /**
     * The worker ended while the run was under way.
     *
     * @param call the call of the implementation that was under way, or else the next one
     * @param told the cause, as the worker itself knew it; empty if it did not
     * @param wasSilent whether the worker gave no sign of life, and was ended for that
     * @param printed the end of the output that belongs to no run, such as messages of the JVM
     * @param wasAlone whether the worker never had another run
     */
    record Died(long call, int exitCode, String told, boolean wasSilent, String printed, boolean wasAlone)
            implements RunEnd {
        /** Whether a signal may have ended or stopped the worker: from outside, or because the JVM crashed. */
        boolean mayBeBySignal() {
            return told.isEmpty() && (wasSilent || exitCode > 128);
        }

        /** A sentence about the implementation. */
        String detail() {
            if (!told.isEmpty()) {
                return told;
            }
            return wasSilent
                    ? "the core stopped its JVM, which gave no sign of life any more"
                    : "the core ended its JVM with exit code " + exitCode + ", without an exception or System.exit";
        }
    }
}

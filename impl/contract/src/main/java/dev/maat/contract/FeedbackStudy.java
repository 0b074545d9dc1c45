package dev.maat.contract;

import java.util.List;

/**
 * A provider may implement this beside its cores: it measures its strategies of feedback in one simulated group, larger than any run.
 * The group never changes, and its first member sends all messages.
 *
 * <p>A measurement is a pure function of its setting: no clock, no thread, no chance. Several are made at a time.
 */
public interface FeedbackStudy {
    /** The names of the strategies, in the order in which they are shown. */
    List<String> strategies();

    /**
     * Makes one measurement.
     *
     * @throws java.util.concurrent.CancellationException if {@code progress} says stop
     * @throws IllegalArgumentException for a strategy that is not offered
     */
    Figures measure(Setting setting, Progress progress);

    /** Is told how far a measurement is. */
    @FunctionalInterface
    interface Progress {
        /** Whether to go on; {@code done} of {@code total} is a ratio without a unit. */
        boolean goOn(long done, long total);
    }

    /** Where packets are lost. Either way each path loses the same share of its packets. */
    enum Losses {
        /** Each receiver loses packets by itself, on its own link. */
        INDEPENDENT,
        /** A third of the losses is on the link of the packet's sender, a third on that of a router of many receivers, a third as above. */
        SHARED
    }

    /**
     * One group, and what it does.
     *
     * @param strategy one of {@link #strategies}
     * @param receivers the members beside the sender
     * @param messages how many the sender multicasts
     * @param lossShare of the packets on each path, from 0 up to 1
     * @param seed equal settings give equal figures
     */
    record Setting(String strategy, int receivers, int messages, double lossShare, Losses losses, long seed) {}

    /**
     * The counts of one measurement. A packet that is multicast is sent once, and received by many.
     *
     * @param lostMessages messages whose first packet did not reach all receivers
     * @param feedbackAtSender packets of feedback that reached the sender
     * @param feedbackBytesAtSender the bytes of these
     * @param peersHeard receivers from which at least one of these came
     * @param requests packets sent that ask for repair
     * @param repairs packets sent that repeat messages
     * @param duplicates messages that a receiver got although it had them, over all receivers
     * @param sentBytes the bytes of all packets sent: messages, repairs and feedback
     * @param meanLastNanos from the multicast of a message until its last receiver had it, mean of all messages
     * @param maxLastNanos the longest such time
     * @param complete whether all receivers got all messages in time; else the figures are those of a failure
     */
    record Figures(
            int lostMessages,
            long feedbackAtSender,
            long feedbackBytesAtSender,
            int peersHeard,
            long requests,
            long repairs,
            long duplicates,
            long sentBytes,
            long meanLastNanos,
            long maxLastNanos,
            boolean complete) {}
}

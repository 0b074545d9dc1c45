package dev.maat.engine.study;

import dev.maat.contract.FeedbackStudy.Figures;
import dev.maat.contract.FeedbackStudy.Setting;

/** The numbers of a measurement that readers compare. */
public enum Figure {
    FEEDBACK("feedback_per_message", "feedback at the sender, packets a message"),
    REQUESTS("requests_per_loss", "requests for repair, packets a lost message"),
    REPAIRS("repairs_per_message", "repairs, packets a message"),
    DUPLICATES("duplicates_per_delivery", "duplicates, for each message and receiver"),
    LAST("last_receiver_ms", "time until the last receiver has a message, ms"),
    LONGEST("last_receiver_max_ms", "the longest such time, ms"),
    FEEDBACK_BYTES("feedback_bytes_per_message", "feedback at the sender, bytes a message"),
    SENT_BYTES("sent_bytes_per_message", "all packets sent, bytes a message"),
    PEERS("peers_heard", "receivers that the sender hears");

    private static final double NANOS_PER_MILLI = 1e6;

    private final String id;
    private final String words;

    Figure(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** Its name in a file. */
    public String id() {
        return id;
    }

    /** Its name for readers, with its unit. */
    public String words() {
        return words;
    }

    /** The figure of one measurement; not a number if nothing of its kind happened. */
    double of(Setting setting, Figures figures) {
        double messages = setting.messages();
        return switch (this) {
            case FEEDBACK -> figures.feedbackAtSender() / messages;
            case REQUESTS -> (double) figures.requests() / figures.lostMessages();
            case REPAIRS -> figures.repairs() / messages;
            case DUPLICATES -> figures.duplicates() / messages / setting.receivers();
            case LAST -> figures.meanLastNanos() / NANOS_PER_MILLI;
            case LONGEST -> figures.maxLastNanos() / NANOS_PER_MILLI;
            case FEEDBACK_BYTES -> figures.feedbackBytesAtSender() / messages;
            case SENT_BYTES -> figures.sentBytes() / messages;
            case PEERS -> figures.peersHeard();
        };
    }
}

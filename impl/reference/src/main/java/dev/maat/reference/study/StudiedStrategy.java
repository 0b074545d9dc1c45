package dev.maat.reference.study;

import dev.maat.reference.feedback.AckReliability;
import dev.maat.reference.feedback.NackReliability;
import dev.maat.reference.feedback.Reliability;
import dev.maat.reference.feedback.Requests;
import dev.maat.reference.feedback.TreeReliability;
import java.util.Arrays;
import java.util.List;

/** The strategies of the study: those that a group can choose, and {@code nack} without its suppression, to compare. */
enum StudiedStrategy {
    ACK("ack", AckReliability::new),
    NACK_UNSUPPRESSED("nack-unsuppressed", peers -> new NackReliability(peers, Requests.UNHEARD)),
    NACK("nack", NackReliability::new),
    TREE("tree", peers -> new TreeReliability(peers, StudiedStrategy.FAN_OUT));

    /** As in a group that does not choose one. */
    static final int FAN_OUT = 8;

    private final String word;
    private final Reliability.Factory factory;

    StudiedStrategy(String word, Reliability.Factory factory) {
        this.word = word;
        this.factory = factory;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(strategy -> strategy.word).toList();
    }

    static Reliability.Factory named(String word) {
        for (StudiedStrategy strategy : values()) {
            if (strategy.word.equals(word)) {
                return strategy.factory;
            }
        }
        throw new IllegalArgumentException("no strategy '" + word + "'; there are " + String.join(", ", words()));
    }
}

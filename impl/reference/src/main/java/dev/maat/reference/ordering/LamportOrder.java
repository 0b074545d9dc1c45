package dev.maat.reference.ordering;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.stream.SenderLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order of messages by (Lamport time, rank of the sender), which extends causal order (Lamport 1978). */
final class LamportOrder {
    private static final Comparator<SenderLog.Message> BY_TIME_AND_RANK = Comparator.comparingLong(
                    SenderLog.Message::lamport)
            .thenComparingInt(SenderLog.Message::rank)
            .thenComparingLong(SenderLog.Message::last);

    private LamportOrder() {}

    /** Whether the one comes before the other. */
    static boolean isBefore(SenderLog.Message one, SenderLog.Message other) {
        return BY_TIME_AND_RANK.compare(one, other) < 0;
    }

    /** The messages within the cut that were not delivered, in this order. */
    static List<SenderLog.Message> undelivered(Epoch epoch, Counts cut) {
        List<SenderLog.Message> messages = new ArrayList<>();
        for (SenderLog log : epoch.logs()) {
            for (SenderLog.Message message : log.complete()) {
                if (message.last() <= cut.at(log.rank())) {
                    messages.add(message);
                }
            }
        }
        messages.sort(BY_TIME_AND_RANK);
        return messages;
    }
}

package dev.maat.reference.study;

import dev.maat.reference.packet.Packet;
import java.util.function.Consumer;

/** A packet on its way. */
sealed interface Flight {
    /** To one member. */
    record Unicast(int from, int to, Packet packet, int bytes) implements Flight {}

    /** To all, who meet it one after the other: one object for all receivers. */
    final class Multicast implements Flight {
        final int from;
        final long number;
        final long sentAt;
        final Consumer<StudyPeer> arrival;
        final Runnable loss;

        /** How many members it has met, or was lost for. */
        int met;

        /**
         * @param arrival is told each member that gets it
         * @param loss is told when a member does not
         */
        Multicast(int from, long number, long sentAt, Consumer<StudyPeer> arrival, Runnable loss) {
            this.from = from;
            this.number = number;
            this.sentAt = sentAt;
            this.arrival = arrival;
            this.loss = loss;
        }
    }
}

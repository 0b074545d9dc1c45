package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of the protocol, without its {@link Envelope}. */
public sealed interface Packet {
    PacketKind kind();

    /** The view that it is about. */
    ViewRef subject();

    /** Units {@code firstSeq}, {@code firstSeq + 1}, ... of one member's stream: new ones, or sent again. */
    record Data(ViewRef subject, int rank, long firstSeq, List<Unit> units) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.DATA;
        }
    }

    /** Tells how far streams of the running view are held, or which of their units are missing. */
    sealed interface Feedback extends Packet {}

    /**
     * The sender lives. While it is not frozen, and members acknowledge to all, it also acknowledges.
     *
     * @param storedBytes how much of the application's state it has, while it is not loaded; else 0
     * @param sent the highest number of its own stream, so that a lost tail is found
     * @param held per rank: the contiguous prefix it holds; absent when frozen, or when members acknowledge to the sender of a stream
     * @param freed per rank: the prefix it has freed, as stable and delivered; absent as {@code held} is
     * @param time its later messages have a later Lamport time; {@link #NO_TIME} where the order does not ask for it
     */
    record Heartbeat(
            ViewRef subject,
            boolean leaving,
            boolean loaded,
            long storedBytes,
            Beat beat,
            long sent,
            long time,
            @Nullable Counts held,
            @Nullable Counts freed)
            implements Packet {
        public static final long NO_TIME = -1;

        @Override
        public PacketKind kind() {
            return PacketKind.HEARTBEAT;
        }
    }

    /**
     * Measures round trips: each heartbeat answers one of another member.
     *
     * @param number of this heartbeat, counted by its sender
     * @param answers the rank of the member that is answered; {@link #NONE} if there is none
     * @param answered the number of that member's heartbeat
     * @param heldMicros the time between the arrival of that heartbeat and this answer
     */
    record Beat(long number, int answers, long answered, long heldMicros) {
        public static final int NONE = -1;
    }

    /** Units that the sender misses in the running view. */
    record Nack(ViewRef subject, List<Range> missing) implements Feedback {
        @Override
        public PacketKind kind() {
            return PacketKind.NACK;
        }
    }

    /** The sender is in no view and asks to be in the next. */
    record Join() implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.JOIN;
        }

        @Override
        public ViewRef subject() {
            return ViewRef.NONE;
        }
    }

    /** Phase 1: asks for a promise. */
    record Prepare(ViewRef subject, Ballot ballot) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.PREPARE;
        }
    }

    /**
     * Phase 1: promised.
     *
     * @param held per rank: the contiguous prefix it holds
     * @param acceptedBallot {@link Ballot#NONE} if it accepted nothing yet
     */
    record Promise(
            ViewRef subject,
            Ballot ballot,
            boolean leaving,
            Counts held,
            Ballot acceptedBallot,
            @Nullable Value accepted)
            implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.PROMISE;
        }
    }

    /** The ballot is not above what the sender promised. */
    record Reject(ViewRef subject, Ballot ballot, Ballot promised) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.REJECT;
        }
    }

    /** Phase 2: asks to accept. */
    record Propose(ViewRef subject, Ballot ballot, Value value) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.PROPOSE;
        }
    }

    /** Phase 2: accepted. */
    record Accept(ViewRef subject, Ballot ballot) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.ACCEPT;
        }
    }

    /**
     * The decision of the subject's agreement.
     *
     * @param quorumInstalled whether the sender knows that a quorum of the decided view has installed it
     */
    record Decision(ViewRef subject, boolean quorumInstalled, Value value) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.DECISION;
        }
    }

    /** Asks what became of the subject. */
    record Ask(ViewRef subject) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.ASK;
        }
    }

    /**
     * The subject's decision or messages are not kept any more: a process that needs them stops for good.
     *
     * @param told the process that is told so: what ends one process must not end another, to which somebody sends it again
     */
    record Gone(ViewRef subject, ProcessId told) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.GONE;
        }
    }

    /** Units of a frozen or past view that the sender needs for a proposal or a decision. */
    record Fetch(ViewRef subject, List<Range> missing) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.FETCH;
        }
    }

    /** The answer to {@link Fetch}. */
    record Fetched(ViewRef subject, int rank, long firstSeq, List<Unit> units) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.FETCHED;
        }
    }

    /** The answer to {@link Fetch} for what was freed: through {@code to} every member of the subject holds it. */
    record FetchStable(ViewRef subject, List<Range> freed) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.FETCH_STABLE;
        }
    }

    /**
     * Asks for the state that belongs to the installation of the subject, and acknowledges what has come of it.
     *
     * @param digest of the image that the sender has a part of; 0 if it has none
     * @param held the bytes that it holds without a gap
     * @param beyond ranges of bytes that it holds beyond a gap, from the lowest on
     */
    record SnapshotAsk(ViewRef subject, long digest, long held, List<Range> beyond) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.SNAPSHOT_ASK;
        }
    }

    /**
     * A piece of the state that belongs to the installation of the subject.
     *
     * @param digest of the whole state, never 0
     */
    record SnapshotPiece(ViewRef subject, long digest, long totalBytes, long offset, byte[] bytes) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.SNAPSHOT_PIECE;
        }
    }

    /**
     * The units of one stream that one receiver holds, for the sender of that stream.
     *
     * @param held the contiguous prefix it holds
     * @param freed the prefix it has freed
     * @param beyond ranges that it holds beyond the prefix, from the lowest on
     */
    record Ack(ViewRef subject, int stream, long held, long freed, List<Range> beyond) implements Feedback {
        @Override
        public PacketKind kind() {
            return PacketKind.ACK;
        }
    }

    /**
     * The units of one stream that a group of receivers holds, on its way to the sender of that stream.
     *
     * @param held the contiguous prefix that all of them hold
     * @param freed the prefix that all of them have freed
     * @param covered the receivers, as runs of ranks
     */
    record Report(ViewRef subject, int stream, long held, long freed, List<Ranks> covered) implements Feedback {
        @Override
        public PacketKind kind() {
            return PacketKind.REPORT;
        }
    }

    /**
     * Which members hold the stream of the packet's sender, as far as it knows.
     *
     * @param held per rank: the contiguous prefix that the member holds
     * @param freed per rank: the prefix that the member has freed
     */
    record Holders(ViewRef subject, Counts held, Counts freed) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.HOLDERS;
        }
    }
}

package dev.maat.reference.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of the protocol, without its {@link Envelope}. */
public sealed interface Packet {
    PacketKind kind();

    /** The view that it is about. */
    ViewRef subject();

    /** Units {@code firstSeq}, {@code firstSeq + 1}, ... of one member's stream: new ones, or asked for by {@link Nack}. */
    record Data(ViewRef subject, int rank, long firstSeq, List<Unit> units) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.DATA;
        }
    }

    /**
     * The sender lives. While it is not frozen it also acknowledges.
     *
     * @param sent the highest number of its own stream, so that a lost tail is found
     * @param time what it sends after that has a later Lamport time; {@link #NO_TIME} where the order does not ask for it
     * @param held per rank: the contiguous prefix it holds; absent when frozen
     * @param freed per rank: the prefix it has freed, as stable and delivered; absent when frozen
     */
    record Heartbeat(
            ViewRef subject,
            boolean leaving,
            boolean loaded,
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

        public boolean frozen() {
            return held == null;
        }
    }

    /** Units that the sender misses in the running view. */
    record Nack(ViewRef subject, List<Range> missing) implements Packet {
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

    /** The subject's decision or messages are not kept any more: a process that needs them stops for good. */
    record Gone(ViewRef subject) implements Packet {
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

    /** Asks for the state that belongs to the installation of the subject, from this byte on. */
    record SnapshotAsk(ViewRef subject, long offset) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.SNAPSHOT_ASK;
        }
    }

    /** A piece of the state that belongs to the installation of the subject. */
    record SnapshotPiece(ViewRef subject, long totalBytes, long offset, byte[] bytes) implements Packet {
        @Override
        public PacketKind kind() {
            return PacketKind.SNAPSHOT_PIECE;
        }
    }
}

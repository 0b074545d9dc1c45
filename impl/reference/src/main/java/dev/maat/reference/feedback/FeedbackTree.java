package dev.maat.reference.feedback;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The tree over which feedback of one stream travels: a function of the list of peers, the sender of the stream, and the suspected
 * peers, so peers that agree on these compute the same tree without a message.
 *
 * <p>The peers after the sender, in rank order and around, are split into as many parts as the fan-out says, of equal size but for one. The
 * first peer of a part is its coordinator, the parent of the first peers of the parts that the rest of it is split into, and so on. So a
 * subtree is a run of ranks.
 *
 * <p>A suspected coordinator is replaced by the first unsuspected peer of its part, in the order of its children; every other peer
 * keeps its place. Of a part whose peers are all suspected nothing is expected. The sender is never replaced: without it there is nothing
 * to acknowledge.
 */
final class FeedbackTree {
    static final int NONE = -1;

    /** With a fan-out of 2 each level halves the peers. */
    private static final int MAX_DEPTH = 64;

    private final int size;
    private final int fanOut;

    /** The parts that contain the peer in question, from the whole list to its own: {@code [from, end)}. */
    private final int[] from = new int[MAX_DEPTH];

    private final int[] end = new int[MAX_DEPTH];
    private int depth;

    private int sender;
    private IntPredicate suspected = rank -> false;

    /** @param fanOut how many children a peer has at most, 2 or more */
    FeedbackTree(int size, int fanOut) {
        this.size = size;
        this.fanOut = fanOut;
    }

    /** The peer that a peer sends its feedback to, or asks for repair. */
    int parent(int streamSender, int peer, IntPredicate suspects) {
        begin(streamSender, peer, suspects);
        int level = topLevel();
        return level == 0 ? NONE : holder(level - 1);
    }

    /** The peers whose feedback a peer waits for. */
    int[] children(int streamSender, int peer, IntPredicate suspects) {
        begin(streamSender, peer, suspects);
        int[] children = {};
        int count = 0;
        for (int level = topLevel(); level < depth; level++) {
            int rest = end[level] - from[level] - 1;
            int parts = Math.min(fanOut, rest);
            int start = from[level] + 1;
            for (int part = 0; part < parts; part++) {
                int stop = start + partSize(rest, parts, part);
                int child = holder(start, stop);
                if (child != NONE && child != peer) {
                    children = count == children.length ? Arrays.copyOf(children, count + fanOut) : children;
                    children[count++] = child;
                }
                start = stop;
            }
        }
        return Arrays.copyOf(children, count);
    }

    private void begin(int streamSender, int peer, IntPredicate suspects) {
        sender = streamSender;
        // A peer does not suspect itself, and no peer replaces the sender.
        suspected = rank -> rank != peer && rank != streamSender && suspects.test(rank);
        int position = position(peer);
        depth = 0;
        push(0, size);
        while (from[depth - 1] != position) {
            int rest = end[depth - 1] - from[depth - 1] - 1;
            int parts = Math.min(fanOut, rest);
            int start = from[depth - 1] + 1;
            int part = 0;
            while (position >= start + partSize(rest, parts, part)) {
                start += partSize(rest, parts, part);
                part++;
            }
            push(start, start + partSize(rest, parts, part));
        }
    }

    /** The highest level at which the peer stands for the coordinator. */
    private int topLevel() {
        int level = depth - 1;
        int peer = rank(from[level]);
        while (level > 0 && holder(level - 1) == peer) {
            level--;
        }
        return level;
    }

    private int holder(int level) {
        return holder(from[level], end[level]);
    }

    /** The coordinator of a part: its first peer, or the one that replaces it. */
    private int holder(int first, int stop) {
        if (!suspected.test(rank(first))) {
            return rank(first);
        }
        int rest = stop - first - 1;
        int parts = Math.min(fanOut, rest);
        int start = first + 1;
        for (int part = 0; part < parts; part++) {
            int next = start + partSize(rest, parts, part);
            int holder = holder(start, next);
            if (holder != NONE) {
                return holder;
            }
            start = next;
        }
        return NONE;
    }

    private void push(int first, int stop) {
        from[depth] = first;
        end[depth] = stop;
        depth++;
    }

    private static int partSize(int rest, int parts, int part) {
        return rest / parts + (part < rest % parts ? 1 : 0);
    }

    private int position(int rank) {
        return (rank - sender + size) % size;
    }

    private int rank(int position) {
        return (position + sender) % size;
    }
}

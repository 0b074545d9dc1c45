package dev.maat.reference.feedback;

import java.util.function.IntPredicate;

/**
 * One peer's place in the {@link FeedbackTree} of one stream: its parent and its children, computed anew whenever a suspicion has changed.
 *
 * <p>A shunned parent counts as suspected for a time, at this peer and for this stream alone: a link may be cut in one direction, and then
 * only one of its ends knows. The sender is never shunned.
 */
final class TreePlace {
    private static final long SHUN_NANOS = 2_000_000_000;

    private static final int NOT_COMPUTED = -1;
    private static final int[] NO_CHILDREN = {};

    private final Peers peers;
    private final FeedbackTree tree;
    private final int stream;
    private final IntPredicate suspected = this::suspects;

    private int shunned = FeedbackTree.NONE;
    private long shunnedUntil;

    private long computedAfter = NOT_COMPUTED;
    private boolean computedShunning;
    private int parent = FeedbackTree.NONE;
    private int[] children = NO_CHILDREN;

    TreePlace(Peers peers, FeedbackTree tree, int stream) {
        this.peers = peers;
        this.tree = tree;
        this.stream = stream;
    }

    /** The peer that feedback goes to, and that is asked for repair. */
    int parent() {
        compute();
        return parent;
    }

    /** The peers whose feedback this one waits for. The array is another one whenever its content is, and never changes. */
    int[] children() {
        compute();
        return children;
    }

    void shunParent() {
        int shunning = parent();
        if (shunning != stream) {
            shunned = shunning;
            shunnedUntil = peers.now() + SHUN_NANOS;
            computedAfter = NOT_COMPUTED;
        }
    }

    private void compute() {
        boolean shunning = peers.now() < shunnedUntil;
        if (computedAfter == peers.suspicionsSoFar() && computedShunning == shunning) {
            return;
        }
        computedAfter = peers.suspicionsSoFar();
        computedShunning = shunning;
        parent = tree.parent(stream, peers.self(), suspected);
        children = tree.children(stream, peers.self(), suspected);
    }

    private boolean suspects(int rank) {
        return peers.suspects(rank) || (computedShunning && rank == shunned);
    }
}

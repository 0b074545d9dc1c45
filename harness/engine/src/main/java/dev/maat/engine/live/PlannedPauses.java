package dev.maat.engine.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The pauses that this run makes itself, so that those of an outsider can be told from them. Hosts report each pause and each
 * resumption; the harness's own are announced here first. Thread-safe.
 */
final class PlannedPauses {
    /** The pauses of one node, as far as they are known. */
    private static final class Node {
        final Set<Integer> inForce = new HashSet<>();
        /** Pauses that were asked for and that the host has not reported. */
        int unreportedPauses;
        /** Whether a resumption was asked for since the last pause. */
        boolean mayResume = true;

        long endNanos = Long.MIN_VALUE;
    }

    private final Map<String, Node> nodes = new HashMap<>();

    private Node of(String node) {
        return nodes.computeIfAbsent(node, name -> new Node());
    }

    /** The harness is about to pause a node. */
    synchronized void begins(int fault, String node) {
        Node it = of(node);
        if (it.inForce.isEmpty()) {
            it.unreportedPauses++;
        }
        it.inForce.add(fault);
        it.mayResume = false;
    }

    /** The pause was withheld: the node did not run. */
    synchronized void withheld(int fault, String node) {
        Node it = of(node);
        it.inForce.remove(fault);
        if (it.inForce.isEmpty()) {
            it.unreportedPauses = Math.max(0, it.unreportedPauses - 1);
            it.mayResume = true;
        }
    }

    /** The harness is about to heal a fault, which may be a pause. */
    synchronized void heals(int fault) {
        for (Node it : nodes.values()) {
            if (it.inForce.contains(fault)) {
                it.mayResume = it.inForce.size() == 1;
            }
        }
    }

    /** The fault is healed. */
    synchronized void healed(int fault, long nowNanos) {
        for (Node it : nodes.values()) {
            if (it.inForce.remove(fault) && it.inForce.isEmpty()) {
                it.endNanos = nowNanos;
            }
        }
    }

    /** The node's process is about to end, or to be resumed, by the harness, whatever pauses it. */
    synchronized void endAll(String node, long nowNanos) {
        Node it = of(node);
        if (!it.inForce.isEmpty()) {
            it.inForce.clear();
            it.endNanos = nowNanos;
        }
        it.mayResume = true;
    }

    /** A host reports a pause. True if an outsider made it. */
    synchronized boolean isPauseOfAnOutsider(String node) {
        Node it = of(node);
        if (it.unreportedPauses > 0) {
            it.unreportedPauses--;
            return false;
        }
        return true;
    }

    /** A host reports the end of a pause. True if an outsider ended one of the harness's. */
    synchronized boolean isResumedByAnOutsider(String node) {
        Node it = of(node);
        return !it.inForce.isEmpty() && !it.mayResume;
    }

    /** Whether the harness paused the node at any time between then and now. */
    synchronized boolean wasPausedSince(String node, long sinceNanos) {
        Node it = of(node);
        return !it.inForce.isEmpty() || (it.endNanos != Long.MIN_VALUE && it.endNanos - sinceNanos >= 0);
    }
}

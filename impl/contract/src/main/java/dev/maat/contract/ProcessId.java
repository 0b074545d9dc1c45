package dev.maat.contract;

import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a node. A node that restarts is another process.
 *
 * @param node the node's name in the topology, never empty
 * @param incarnation a counter made durable before the first packet, from 0
 */
public record ProcessId(String node, int incarnation) implements Comparable<ProcessId> {
    public ProcessId {
        if (node.isEmpty() || incarnation < 0) {
            throw new IllegalArgumentException("not a process: node '" + node + "', incarnation " + incarnation);
        }
    }

    /**
     * Reads {@code "n1.0"}: node name and incarnation, split at the last dot.
     *
     * @throws IllegalArgumentException if there is no dot or no number behind it
     */
    public static ProcessId parse(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("not a process id (node.incarnation): '" + text + "'");
        }
        return new ProcessId(text.substring(0, dot), Integer.parseInt(text.substring(dot + 1)));
    }

    // Written out, as the hash is: those that the compiler derives go through method handles, and ids are compared with
    // every packet.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof ProcessId that && incarnation == that.incarnation && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return 31 * node.hashCode() + incarnation;
    }

    @Override
    public int compareTo(ProcessId other) {
        int byNode = node.compareTo(other.node);
        return byNode != 0 ? byNode : Integer.compare(incarnation, other.incarnation);
    }

    @Override
    public String toString() {
        return node + "." + incarnation;
    }
}

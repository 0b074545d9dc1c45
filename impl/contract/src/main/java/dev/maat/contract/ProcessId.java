package dev.maat.contract;

import java.util.Comparator;

/**
 * One incarnation of a node. A node that restarts is another process.
 *
 * @param node the node's name in the topology, never empty
 * @param incarnation a counter made durable before the first packet, from 0
 */
public record ProcessId(String node, int incarnation) implements Comparable<ProcessId> {
    private static final Comparator<ProcessId> ORDER =
            Comparator.comparing(ProcessId::node).thenComparingInt(ProcessId::incarnation);

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

    @Override
    public int compareTo(ProcessId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return node + "." + incarnation;
    }
}

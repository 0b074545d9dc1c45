package dev.maat.engine.live;

import org.jspecify.annotations.Nullable;

/**
 * The names that a node may give to its processes: its own name, a dot and digits, such as {@code n1.0}. Names come from the node, and
 * files of the run are called by them. A node with other names would write over the history of another node, or of the harness.
 */
public final class ProcessNames {
    private static final String EVIDENCE_SUFFIX = ".jsonl";

    private ProcessNames() {}

    /** Whether a process of this name is one of the node. */
    static boolean isOf(String node, String process) {
        int dot = node.length();
        return process.startsWith(node)
                && process.length() > dot + 1
                && process.charAt(dot) == '.'
                && process.chars().skip(dot + 1L).allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** The process of the node whose evidence a file of this name is; null: the file is no evidence of the node. */
    public static @Nullable String ofEvidence(String node, String fileName) {
        if (!fileName.endsWith(EVIDENCE_SUFFIX)) {
            return null;
        }
        String process = fileName.substring(0, fileName.length() - EVIDENCE_SUFFIX.length());
        return isOf(node, process) ? process : null;
    }
}

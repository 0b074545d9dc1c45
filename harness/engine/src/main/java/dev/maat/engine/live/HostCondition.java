package dev.maat.engine.live;

/**
 * How a node's process is, as its host sees it from outside.
 *
 * @param words for a person: {@code its container runs}
 */
public record HostCondition(Kind kind, String words) {
    /** The conditions of a process. */
    public enum Kind {
        RUNNING,
        /** Paused or stopped: it is there, and nothing runs it. */
        HELD,
        ENDED,
        /** The host cannot tell. */
        UNKNOWN
    }
}

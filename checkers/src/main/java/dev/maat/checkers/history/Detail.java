package dev.maat.checkers.history;

/** What the rarer events carry beside process, time and name. */
public sealed interface Detail {
    /** A protocol phase goes on or off. */
    record Phase(String name, boolean on) implements Detail {}

    /** Another process is suspected, or no longer. */
    record Suspect(String who, boolean on) implements Detail {}

    /** Application state at a view: {@code in} loaded by a joiner, else what a survivor has. */
    record State(boolean in, String view, String digest) implements Detail {}

    /** No quorum is heard, or one is heard again. */
    record LostQuorum(boolean on) implements Detail {}

    /** An upcall began while another of the kind named ran. */
    record Overlap(String with) implements Detail {}

    /** Bytes buffered and the declared bound. */
    record Sample(long buffered, long bound) implements Detail {}

    /** Number of lines that the log says it has. */
    record Closed(long events) implements Detail {}

    /** An event of somebody's own, with its line. */
    record Other(String line) implements Detail {}
}

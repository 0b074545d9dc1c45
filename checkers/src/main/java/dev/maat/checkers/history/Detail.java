package dev.maat.checkers.history;

/** The fields of rarer events beside process, time and name. */
public sealed interface Detail {
    /** A protocol phase goes on or off. */
    record Phase(String name, boolean on) implements Detail {}

    /** Another process is suspected, or no longer. */
    record Suspect(String who, boolean on) implements Detail {}

    /** Application state at a view: with {@code in} loaded by a joiner, else the state of a survivor. */
    record State(boolean in, String view, String digest) implements Detail {}

    /** The process no longer hears a quorum, or hears one again. */
    record LostQuorum(boolean on) implements Detail {}

    /** An upcall began while another of the kind named ran. */
    record Overlap(String with) implements Detail {}

    /** Bytes buffered and the declared bound. */
    record Sample(long buffered, long bound) implements Detail {}

    /** The number of lines that the log claims to have. */
    record Closed(long events) implements Detail {}

    /** An event outside the format, with its line. */
    record Other(String line) implements Detail {}
}

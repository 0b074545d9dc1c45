package dev.maat.engine.live;

/** Something that happened to a host, and that the host reports by itself: the harness may have done it, or an outsider. */
public sealed interface HostEvent {
    /** The node's process was paused. */
    record Paused(String node) implements HostEvent {}

    /** The node's process goes on after a pause. */
    record Resumed(String node) implements HostEvent {}

    /**
     * An outsider did something that no harness does.
     *
     * @param what a sentence
     */
    record Interference(String what) implements HostEvent {}
}

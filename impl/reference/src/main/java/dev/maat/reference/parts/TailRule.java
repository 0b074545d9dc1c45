package dev.maat.reference.parts;

/** Which last number of its own stream a member names in its heartbeats. */
@FunctionalInterface
public interface TailRule {
    /** The last that it gave: if the packet with the last message is lost, no later packet shows the gap. */
    TailRule EVERY_NUMBER = last -> last;

    long named(long last);
}

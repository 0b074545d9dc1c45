package dev.maat.checkers.facts;

import java.util.Arrays;

/**
 * Which messages happened before which deliveries: the closure of 'before at one sender' and 'a process delivers m, then sends m''.
 * Pasts are rebuilt from the history; the implementation need not give any clocks.
 */
public sealed interface CausalPast permits ReplayedPast, CircularPast {
    /** @throws TooLargeException if the pasts would take more than half the heap */
    static CausalPast of(Facts facts) {
        return of(facts, Runtime.getRuntime().maxMemory() / 2);
    }

    /** @param budgetBytes limit for the pasts that are kept: an unknown verdict is better than running out of memory */
    static CausalPast of(Facts facts, long budgetBytes) {
        ReplayedPast replayed = new ReplayedPast(facts, budgetBytes);
        return replayed.complete() ? replayed : new CircularPast(facts, budgetBytes);
    }

    /** The first process that delivered, before this message, another message that it happened before; or -1. */
    int lateBy(int m);

    /** The messages lacked by a process ({@link LackedMessages}) that are in the past of the messages it delivers; ascending. */
    int[] owedBy(int process);

    /** Whether a message that a process lacks is in the past of the messages it delivers. */
    default boolean owedTo(int process, int m) {
        return Arrays.binarySearch(owedBy(process), m) >= 0;
    }
}

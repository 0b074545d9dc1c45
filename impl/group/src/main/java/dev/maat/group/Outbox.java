package dev.maat.group;

import dev.maat.contract.Input;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Multicasts that the application has called and the core has not answered, bounded in bytes. Any thread adds; the member's thread
 * takes them out one at a time and answers them. While the core reports back-pressure they wait here.
 */
final class Outbox {
    /** The cost of a short message, so that the number of messages is bounded too. */
    private static final int MIN_COST_BYTES = 1_024;

    /** How many messages of the longest payload may wait. */
    private static final int MAX_LONGEST = 4;

    private record Pending(byte[] payload, int cost, CompletableFuture<@Nullable Void> sent) {}

    private final int maxPayloadBytes;
    private final Semaphore freeBytes;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    /** Given to the core and not answered, by token; for the member's thread. */
    private final Map<Long, Pending> unanswered = new HashMap<>();

    private long lastToken;

    Outbox(int maxPayloadBytes) {
        this.maxPayloadBytes = maxPayloadBytes;
        long bytes = (long) Math.max(MIN_COST_BYTES, maxPayloadBytes) * MAX_LONGEST;
        this.freeBytes = new Semaphore((int) Math.min(bytes, Integer.MAX_VALUE), true);
    }

    private int cost(byte[] payload) {
        if (payload.length > maxPayloadBytes) {
            throw new IllegalArgumentException("a payload of " + payload.length + " bytes; the limit of this group is "
                    + maxPayloadBytes + " (limits.maxPayloadBytes)");
        }
        return Math.max(MIN_COST_BYTES, payload.length);
    }

    /** Adds a message, or returns a future that has failed if too many wait. */
    CompletableFuture<@Nullable Void> add(byte[] payload) {
        int cost = cost(payload);
        if (!freeBytes.tryAcquire(cost)) {
            return CompletableFuture.failedFuture(
                    new RefusedException("too many multicasts wait already; wait for one of them"));
        }
        return enqueue(payload, cost);
    }

    /** Adds a message once there is room. */
    CompletableFuture<@Nullable Void> await(byte[] payload) throws InterruptedException {
        int cost = cost(payload);
        freeBytes.acquire(cost);
        return enqueue(payload, cost);
    }

    private CompletableFuture<@Nullable Void> enqueue(byte[] payload, int cost) {
        CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();
        waiting.add(new Pending(payload, cost, sent));
        return sent;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next message for the core, or null. */
    Input.@Nullable Multicast next() {
        Pending next = waiting.poll();
        if (next == null) {
            return null;
        }
        lastToken++;
        unanswered.put(lastToken, next);
        return new Input.Multicast(lastToken, next.payload());
    }

    void accepted(long token) {
        Pending message = unanswered.remove(token);
        if (message != null) {
            freeBytes.release(message.cost());
            message.sent().complete(null);
        }
    }

    void refused(long token, String why) {
        Pending message = unanswered.remove(token);
        if (message != null) {
            freeBytes.release(message.cost());
            message.sent().completeExceptionally(new RefusedException(why));
        }
    }

    /** Fails all that wait, and lets go the threads that wait for room. Called again for messages added meanwhile. */
    void end(RuntimeException why) {
        for (Iterator<Pending> all = unanswered.values().iterator(); all.hasNext(); ) {
            fail(all.next(), why);
            all.remove();
        }
        failWaiting(why);
    }

    /** As {@link #end} for what the core never saw; for any thread. */
    void failWaiting(RuntimeException why) {
        for (Pending message = waiting.poll(); message != null; message = waiting.poll()) {
            fail(message, why);
        }
    }

    private void fail(Pending message, RuntimeException why) {
        freeBytes.release(message.cost());
        message.sent().completeExceptionally(why);
    }
}

package dev.maat.engine.live;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Listens for the nodes' beats. A node that is silent for longer than {@link #MAX_SILENCE_MILLIS} has its host asked; where its
 * process is held there, and no fault of the plan holds it, an outsider does.
 *
 * <p>Silence alone proves nothing: an implementation may have brought its process to a standstill by itself.
 */
final class Heartbeats implements AutoCloseable {
    static final long MAX_SILENCE_MILLIS = 3_000;
    /** A process that was kept from running for so long, and for no fault of the plan, makes the run prove nothing. */
    static final long MAX_UNSCHEDULED_MILLIS = 5_000;

    private static final long LOOK_MILLIS = 500;
    /** A look that is later than this means that the harness itself was not scheduled: nothing was heard meanwhile. */
    private static final long MAX_LATE_MILLIS = 1_000;

    /** One that is listened to. */
    interface Node {
        String name();

        /** How long nothing was heard; 0 if the connection is not open. */
        long silenceMillis(long nowNanos);
    }

    private final Supplier<? extends Collection<? extends Node>> nodes;
    private final Function<String, HostCondition> host;
    private final PlannedPauses planned;
    private final Consumer<String> disturbed;
    /** Each node is named once. */
    private final Set<String> named = new HashSet<>();

    private final Thread thread =
            Thread.ofPlatform().daemon().name("heartbeats").unstarted(this::run);
    private long lastLookNanos = System.nanoTime();
    private long scheduledSinceNanos = lastLookNanos - TimeUnit.DAYS.toNanos(1);

    /**
     * @param host asked only about nodes that are silent; may take its time, and may throw
     * @param disturbed takes a sentence about what an outsider did
     */
    Heartbeats(
            Supplier<? extends Collection<? extends Node>> nodes,
            Function<String, HostCondition> host,
            PlannedPauses planned,
            Consumer<String> disturbed) {
        this.nodes = nodes;
        this.host = host;
        this.planned = planned;
        this.disturbed = disturbed;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                look(System.nanoTime());
            }
        } catch (InterruptedException e) {
            // The run is over.
            return;
        }
    }

    /** Looks once at every node. */
    synchronized void look(long nowNanos) {
        if (millis(nowNanos - lastLookNanos) > LOOK_MILLIS + MAX_LATE_MILLIS) {
            scheduledSinceNanos = nowNanos;
        }
        lastLookNanos = nowNanos;
        long heardForMillis = millis(nowNanos - scheduledSinceNanos);
        for (Node node : nodes.get()) {
            long silence = Math.min(node.silenceMillis(nowNanos), heardForMillis);
            if (silence > MAX_SILENCE_MILLIS
                    && !named.contains(node.name())
                    && !planned.wasPausedSince(node.name(), nowNanos - TimeUnit.MILLISECONDS.toNanos(silence))) {
                ask(node.name());
            }
        }
    }

    private void ask(String node) {
        HostCondition condition;
        try {
            condition = host.apply(node);
        } catch (RuntimeException e) {
            // A host that cannot be asked now is asked again at the next look.
            return;
        }
        // Asked twice: a pause of the plan may have begun meanwhile.
        boolean isOurs = planned.wasPausedSince(node, System.nanoTime());
        if (condition.kind() == HostCondition.Kind.HELD && !isOurs && named.add(node)) {
            disturbed.accept(
                    "node " + node + " says nothing any more: " + condition.words() + ", and not by this harness");
        }
    }

    /** A node says that its process was kept from running for so long, until now. */
    synchronized void unscheduled(String node, long millis, long nowNanos) {
        long sinceNanos = nowNanos - TimeUnit.MILLISECONDS.toNanos(millis);
        boolean weRan = scheduledSinceNanos - sinceNanos <= 0;
        if (millis > MAX_UNSCHEDULED_MILLIS && weRan && !planned.wasPausedSince(node, sinceNanos) && named.add(node)) {
            disturbed.accept(
                    "node " + node + " was kept from running for " + millis
                            + " ms, and not by this harness: it was paused or stopped from outside, or its machine had no time for it");
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

package dev.maat.group;

import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.SeededDraw;
import dev.maat.contract.View;
import dev.maat.reference.ReferenceProvider;
import dev.maat.transport.MemberLoop;
import dev.maat.transport.Topology;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One process of a group, from {@link #join} until it ends. Thread-safe; no method holds a monitor while it waits, so virtual threads
 * may call them all.
 *
 * <pre>{@code
 * GroupConfig config = GroupConfig.of("orders-1", "n1")
 *         .node("n1", new InetSocketAddress("10.0.0.1", 7400))
 *         .node("n2", new InetSocketAddress("10.0.0.2", 7400))
 *         .node("n3", new InetSocketAddress("10.0.0.3", 7400))
 *         .stateFolder(Path.of("/var/lib/orders"))
 *         .ordering("total").delivery("uniform")
 *         .build();
 * try (Group group = Group.join(config, delivery -> apply(delivery.payload()))) {
 *     group.awaitView(Duration.ofSeconds(10));
 *     group.send("hello".getBytes(UTF_8));
 *     group.leave().join();
 * }
 * }</pre>
 *
 * <p>A process that is excluded, or ends otherwise, stays so: its calls fail with {@link GroupEndedException}. Joining again makes a new
 * process, which gets the group's state by {@link GroupListener#loadState}.
 */
public final class Group implements AutoCloseable {
    /** How long {@link #close} waits for the member's thread, which ends between two steps. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final ProcessId process;
    private final Membership membership;
    private final MemberLoop loop;
    private final Thread thread;

    private Group(ProcessId process, Membership membership, MemberLoop loop) {
        this.process = process;
        this.membership = membership;
        this.loop = loop;
        this.thread = Thread.ofPlatform().daemon().name("group-" + process).unstarted(loop);
    }

    /**
     * Opens this process's sockets and begins to join; returns at once, without waiting for a view. The listener is called from now on.
     *
     * @throws IOException if an address cannot be bound, or the state folder cannot be written or is in use
     * @throws IllegalArgumentException for an option that there is not, saying which there are
     */
    public static Group join(GroupConfig config, GroupListener listener) throws IOException {
        Topology topology = new Topology(config.self(), config.nodes(), config.multicastGroup());
        // Options that there are not are refused before the folder is touched.
        core(config);
        Incarnations incarnations = Incarnations.open(config.stateFolder());
        try {
            int incarnation = incarnations.take(config.generation());
            try {
                return begin(config, listener, topology, incarnations, incarnation);
            } catch (IOException | RuntimeException e) {
                incarnations.giveBack(config.generation(), incarnation);
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            incarnations.close();
            throw e;
        }
    }

    private static Group begin(
            GroupConfig config, GroupListener listener, Topology topology, Incarnations incarnations, int incarnation)
            throws IOException {
        ProcessId self = new ProcessId(config.self(), incarnation);
        Input.Start start = new Input.Start(
                self,
                config.generation(),
                incarnation == 0 && config.founders().contains(config.self()),
                config.founders(),
                topology.peers(),
                config.options(),
                config.limits(),
                SeededDraw.of(new SecureRandom().nextLong(), self.toString()));
        // A core is pure, so one that is thrown away shows whether this start can work.
        core(config).step(0, start, effect -> {});
        Outbox outbox = new Outbox(config.limits().maxPayloadBytes());
        Membership membership = new Membership(listener, outbox, incarnations);
        Group group = new Group(
                self, membership, MemberLoop.open(core(config), start, topology, config.transport(), membership));
        membership.begin(group.loop);
        group.thread.start();
        return group;
    }

    private static ProtocolCore core(GroupConfig config) {
        return new ReferenceProvider().newCore(ReferenceProvider.NAME, config.options());
    }

    /** This process: its node and its incarnation. */
    public ProcessId process() {
        return process;
    }

    public GroupState state() {
        return membership.state();
    }

    /** The view installed last, or null before the first. A hint: the next one may be on its way. */
    public @Nullable View view() {
        return membership.view();
    }

    /** The cause that ended the membership, with {@link GroupState#FAILED}; else null. */
    public @Nullable Throwable failure() {
        return membership.failure();
    }

    /** Completes with the first view that this process installs, or fails with {@link GroupEndedException}. */
    public CompletableFuture<View> joined() {
        return membership.joined().copy();
    }

    /** Completes with the final state. */
    public CompletableFuture<GroupState> ended() {
        return membership.lastState().copy();
    }

    /**
     * Waits for the first view.
     *
     * @throws TimeoutException if none comes in time; this process goes on trying
     * @throws GroupEndedException if the membership ends first
     */
    public View awaitView(Duration patience) throws InterruptedException, TimeoutException {
        try {
            return membership.joined().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (TimeoutException e) {
            throw new TimeoutException(
                    process + " is in no view after " + patience.toMillis()
                            + " ms: a first view needs a majority of the founders, and a later one a view that takes this process in");
        }
    }

    /**
     * Multicasts without waiting. The future completes when the message has its number in a view: it is sent, and from then on what the
     * configuration guarantees holds for it. It fails with {@link RefusedException} if the message is certainly not sent, and with {@link
     * GroupEndedException} if the membership ended first; then others may or may not have it. Stages without an executor run on the
     * member's thread and must be short.
     *
     * @param payload not to be changed afterwards
     * @throws IllegalArgumentException if the payload is longer than the group's limit
     */
    public CompletableFuture<@Nullable Void> multicast(byte[] payload) {
        CompletableFuture<@Nullable Void> sent = membership.outbox().add(payload);
        membership.wake();
        return sent.copy();
    }

    /**
     * Multicasts, and returns when the message is sent. It waits for room, during a view change, and for the member's thread: a caller
     * must hold no lock that the listener takes.
     *
     * @throws RefusedException if the message is certainly not sent
     * @throws GroupEndedException if the membership ended first
     * @throws IllegalStateException if the listener calls it
     */
    public void send(byte[] payload) throws InterruptedException {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("send waits for this thread: a listener multicasts with multicast()");
        }
        CompletableFuture<@Nullable Void> sent = membership.outbox().await(payload);
        membership.wake();
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable cause) {
        return cause instanceof RuntimeException runtime ? runtime : new CompletionException(cause);
    }

    /** Leaves in good order; completes with the final state, {@link GroupState#LEFT} unless something else ended it first. */
    public CompletableFuture<GroupState> leave() {
        membership.leave();
        return ended();
    }

    /** Ends this process without a word to the group, unless it has ended. A listener may call it. */
    @Override
    public void close() {
        membership.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        try {
            thread.join(CLOSING);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

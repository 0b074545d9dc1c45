package dev.maat.group;

import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.StateImage;
import dev.maat.contract.StateLoader;
import dev.maat.contract.View;
import dev.maat.transport.CoreApplication;
import dev.maat.transport.MemberLoop;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One process's standing in its group: hears the core's effects on the member's thread, tells the listener, and answers the
 * application's threads.
 */
final class Membership implements CoreApplication {
    /** A batch of the member's thread takes as many. */
    private static final int MAX_UNDER_WAY = 64;

    private final GroupListener listener;
    private final Outbox outbox;
    private final Incarnations incarnations;
    private final CompletableFuture<View> joined = new CompletableFuture<>();
    private final CompletableFuture<GroupState> ended = new CompletableFuture<>();
    /** Commands on their way that take a message out each. */
    private final AtomicInteger underWay = new AtomicInteger();

    private final AtomicBoolean leaving = new AtomicBoolean();
    private @Nullable MemberLoop loop;
    private volatile GroupState state = GroupState.JOINING;
    private volatile @Nullable View view;
    private volatile @Nullable Throwable failure;
    private volatile boolean pressure;
    /** The state of the group by the core's last word, if the core ended by itself. */
    private @Nullable GroupState ending;

    private @Nullable String why;

    Membership(GroupListener listener, Outbox outbox, Incarnations incarnations) {
        this.listener = listener;
        this.outbox = outbox;
        this.incarnations = incarnations;
    }

    /** Sets the loop, before it runs; the loop needs this membership, so it comes second. */
    void begin(MemberLoop member) {
        this.loop = member;
    }

    private MemberLoop loop() {
        if (loop == null) {
            throw new IllegalStateException("the membership has not begun");
        }
        return loop;
    }

    Outbox outbox() {
        return outbox;
    }

    GroupState state() {
        return state;
    }

    @Nullable
    View view() {
        return view;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    CompletableFuture<View> joined() {
        return joined;
    }

    CompletableFuture<GroupState> lastState() {
        return ended;
    }

    /** Has a waiting message taken to the core, soon. Those that are under way together share packets. */
    void wake() {
        if (state.hasEnded()) {
            outbox.failWaiting(over());
        } else if (!pressure && !outbox.isEmpty()) {
            boolean room = underWay.incrementAndGet() <= MAX_UNDER_WAY;
            if (!room || !loop().submit(this::next)) {
                // Those under way look for more when they are done.
                underWay.decrementAndGet();
            }
        }
    }

    private @Nullable Input next() {
        underWay.decrementAndGet();
        Input next = pressure ? null : outbox.next();
        wake();
        return next;
    }

    void leave() {
        if (!state.hasEnded() && leaving.compareAndSet(false, true) && !loop().submit(Input.Leave::new)) {
            leaving.set(false);
        }
    }

    void close() {
        loop().stop();
    }

    @Override
    public void effect(Effect.Upcall effect) {
        switch (effect) {
            case Effect.Deliver message ->
                listener.deliver(new Delivery(message.sender(), message.payload(), message.place()));
            case Effect.InstallView install -> install(install.view());
            case Effect.Accepted accepted -> outbox.accepted(accepted.token());
            case Effect.Refused refused -> outbox.refused(refused.token(), refused.why());
            case Effect.Backpressure change -> {
                pressure = change.on();
                listener.backpressure(change.on());
                for (int k = 0; k < MAX_UNDER_WAY; k++) {
                    wake();
                }
            }
            case Effect.Suspect suspicion -> listener.suspect(suspicion.who(), suspicion.on());
            case Effect.LostQuorum lost -> listener.lostQuorum(lost.on());
            case Effect.Left ignored -> ending = GroupState.LEFT;
            case Effect.Excluded excluded -> {
                ending = GroupState.EXCLUDED;
                why = excluded.why();
            }
            case Effect.Block ignored -> {}
            case Effect.Unblock ignored -> {}
            case Effect.Stable ignored -> {}
            case Effect.Phase ignored -> {}
            case Effect.Sample ignored -> {}
        }
    }

    private void install(View installed) {
        view = installed;
        state = GroupState.MEMBER;
        listener.view(installed);
        joined.complete(installed);
    }

    @Override
    public StateImage takeImage(String viewId) {
        return listener.takeImage();
    }

    @Override
    public StateLoader stateLoader(String viewId) {
        return listener.stateLoader();
    }

    @Override
    public byte[] takeSnapshot(String viewId) {
        return listener.takeState();
    }

    @Override
    public void loadSnapshot(String viewId, byte[] snapshot) {
        listener.loadState(snapshot);
    }

    @Override
    public void ended() {
        end(ending == null ? GroupState.CLOSED : ending);
    }

    @Override
    public void crashed(Throwable cause) {
        failure = cause;
        why = String.valueOf(cause);
        end(GroupState.FAILED);
    }

    private void end(GroupState last) {
        state = last;
        try {
            incarnations.close();
        } catch (IOException e) {
            // The lock goes with the program at the latest.
        }
        outbox.end(over());
        joined.completeExceptionally(over());
        try {
            listener.ended(last);
        } finally {
            ended.complete(last);
        }
    }

    private GroupEndedException over() {
        GroupState last = state;
        String reason = why == null ? "" : ": " + why;
        return new GroupEndedException(
                last,
                switch (last) {
                    case LEFT -> "this process has left the group";
                    case EXCLUDED ->
                        "the group went on without this process" + reason + "; join again as a new process";
                    case CLOSED -> "this process was closed";
                    case FAILED -> "this process failed" + reason;
                    case JOINING, MEMBER -> throw new IllegalStateException("the membership goes on");
                });
    }
}

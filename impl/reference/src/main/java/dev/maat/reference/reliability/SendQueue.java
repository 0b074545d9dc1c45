package dev.maat.reference.reliability;

import dev.maat.contract.Effect;
import dev.maat.reference.group.Group;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Multicasts that have no number yet, because a view changes or the window is full. Bounded: what does not fit is refused. */
public final class SendQueue {
    private static final int MAX_MESSAGES = 1_024;
    private static final int PRESSURE_MESSAGES = MAX_MESSAGES / 2;
    private static final int RELIEF_MESSAGES = MAX_MESSAGES / 8;

    record Pending(long token, byte[] payload) {}

    private final Group group;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private long bytes;
    private boolean pressure;

    public SendQueue(Group group) {
        this.group = group;
    }

    void offer(long token, byte[] payload) {
        int max = group.host.start.limits().maxPayloadBytes();
        if (payload.length > max) {
            refuse(token, "payload of " + payload.length + " bytes is longer than limits.maxPayloadBytes = " + max);
        } else if (group.leaving()) {
            refuse(token, "this process leaves");
        } else if (!hasRoomFor(payload)) {
            refuse(token, "the send queue is full");
        } else {
            pending.add(new Pending(token, payload));
            count(payload.length);
            review();
        }
    }

    /** An empty queue takes a payload of any length. */
    boolean hasRoomFor(byte[] payload) {
        return pending.isEmpty()
                || (pending.size() < MAX_MESSAGES && bytes + payload.length <= group.buffers.queueBytes());
    }

    @Nullable
    Pending peek() {
        return pending.peek();
    }

    void poll() {
        Pending head = pending.poll();
        if (head != null) {
            count(-head.payload().length);
            review();
        }
    }

    void refuse(long token, String why) {
        group.host.emit(new Effect.Refused(token, why));
    }

    public void refuseAll(String why) {
        for (Pending each : pending) {
            refuse(each.token(), why);
        }
        pending.clear();
        count(-bytes);
    }

    private void count(long more) {
        bytes += more;
        group.buffers.add(more);
    }

    private void review() {
        boolean full = pending.size() >= PRESSURE_MESSAGES || bytes > group.buffers.queueBytes() / 2;
        boolean relieved = pending.size() <= RELIEF_MESSAGES && bytes <= group.buffers.queueBytes() / 8;
        if (full && !pressure || relieved && pressure) {
            pressure = !pressure;
            group.host.emit(new Effect.Backpressure(pressure));
        }
    }
}

package dev.maat.checkers.facts;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The sending views of each message: every view that was current at its sender at some point between {@code send} and {@code sent},
 * or the sender's own first delivery if that is earlier. If there is neither, only the view at {@code send}. Sending views are
 * consecutive installs of the sender.
 */
public final class Sends {
    private final History history;
    private final MessageTable messages;
    private final Deliveries deliveries;
    private final int[] viewFrom;
    private final int[] viewTo;

    Sends(History history, Views views, Deliveries deliveries) {
        this.history = history;
        this.messages = history.messages();
        this.deliveries = deliveries;
        this.viewFrom = new int[messages.count()];
        this.viewTo = new int[messages.count()];
        for (int m = 0; m < messages.count(); m++) {
            viewFrom[m] = 0;
            viewTo[m] = Views.NONE;
            if (messages.sendEvent(m) >= 0) {
                range(m, views);
            }
        }
    }

    private void range(int m, Views views) {
        int p = messages.sender(m);
        int send = messages.sendEvent(m);
        if (send > views.gone(p)) {
            return;
        }
        int end = endEvent(m, send);
        int first = views.installBefore(p, send);
        viewFrom[m] = first == Views.NONE ? views.from(p) : first;
        int last = views.installBefore(p, Math.min(end, views.gone(p)));
        viewTo[m] = last == Views.NONE ? viewFrom[m] - 1 : last;
    }

    private int endEvent(int m, int send) {
        int end = Integer.MAX_VALUE;
        if (messages.sentEvent(m) >= 0) {
            end = messages.sentEvent(m);
        }
        int own = deliveries.by(messages.sender(m), m);
        if (own >= 0) {
            end = Math.min(end, deliveries.event(own));
        }
        return end == Integer.MAX_VALUE ? send : Math.max(end, send);
    }

    /** The first sending view as an install of the sender; there is none if it is above {@link #viewTo}. */
    public int viewFrom(int m) {
        return viewFrom[m];
    }

    /** The last sending view. */
    public int viewTo(int m) {
        return viewTo[m];
    }

    /** The event that ends a send: its return or the sender's own first delivery, or the {@code send} itself if there is neither. */
    int endEvent(int m) {
        return endEvent(m, messages.sendEvent(m));
    }

    /** Whether a view id is among the sending views. */
    public boolean sentIn(int m, int viewId, Views views) {
        for (int i = viewFrom[m]; i <= viewTo[m]; i++) {
            if (views.id(i) == viewId) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was invoked and did not fail. */
    boolean invoked(int m) {
        return messages.sendEvent(m) >= 0 && messages.failedEvent(m) < 0;
    }

    /** Whether it counts as sent: it returned, or was delivered, or is an END; never if it failed. */
    public boolean counts(int m) {
        return invoked(m) && (messages.sentEvent(m) >= 0 || deliveries.deliverers(m) > 0 || messages.last(m));
    }

    /** Whether a live sender owes it: it returned, or it is an END and did not fail. */
    public boolean owedToCore(int m) {
        return messages.sentEvent(m) >= 0 || messages.last(m) && invoked(m);
    }

    /**
     * The event after which a later send of the same sender has this message before it: the return, or the invocation if the header
     * says so. {@link Integer#MAX_VALUE} if the message is before no other, since it was not sent or did not return.
     */
    public int returned(int m) {
        if (!history.header().invocationOrder()) {
            return messages.sentEvent(m) >= 0 ? messages.sentEvent(m) : Integer.MAX_VALUE;
        }
        return counts(m) ? messages.sendEvent(m) : Integer.MAX_VALUE;
    }

    /** Sorts a range of messages of one sender by {@link #returned}. */
    public void sortByReturn(int[] all, int from, int to) {
        sort(all, from, to, this::returned);
    }

    /** Sorts a range of messages of one sender by their invocations. */
    void sortByInvocation(int[] all, int from, int to) {
        sort(all, from, to, messages::sendEvent);
    }

    private static void sort(int[] all, int from, int to, IntUnaryOperator key) {
        boolean rising = true;
        for (int k = from + 1; k < to && rising; k++) {
            rising = key.applyAsInt(all[k - 1]) <= key.applyAsInt(all[k]);
        }
        if (!rising) {
            System.arraycopy(sorted(Arrays.copyOfRange(all, from, to), key), 0, all, from, to - from);
        }
    }

    /** The messages of each process, by its number, in the order of their invocations. */
    public int[][] inOrder() {
        IntList[] bySender = new IntList[history.processCount()];
        Arrays.setAll(bySender, p -> new IntList());
        for (int m = 0; m < messages.count(); m++) {
            if (messages.sendEvent(m) >= 0) {
                bySender[messages.sender(m)].add(m);
            }
        }
        int[][] inOrder = new int[bySender.length][];
        Arrays.setAll(inOrder, p -> sorted(bySender[p].toArray(), messages::sendEvent));
        return inOrder;
    }

    private static int[] sorted(int[] all, IntUnaryOperator key) {
        long[] keyed = Arrays.stream(all)
                .mapToLong(m -> (long) key.applyAsInt(m) << 32 | m)
                .sorted()
                .toArray();
        return Arrays.stream(keyed).mapToInt(k -> (int) k).toArray();
    }

    /** When the send was invoked. */
    long nanos(int m) {
        ProcessLog log = history.log(messages.sender(m));
        return log == null || messages.sendEvent(m) < 0 ? Long.MIN_VALUE : log.timeNanos(messages.sendEvent(m));
    }
}

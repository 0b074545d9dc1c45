package dev.maat.checkers.properties;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;

/**
 * The sending views of each message: every view that was its sender's current view at some point between {@code send} and
 * {@code sent}, or the sender's own first delivery if that is earlier; with neither, only the view at {@code send}. They
 * are consecutive installs of the sender.
 */
final class Sends {
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
    int viewFrom(int m) {
        return viewFrom[m];
    }

    /** The last sending view. */
    int viewTo(int m) {
        return viewTo[m];
    }

    /** Whether a view id is among the sending views. */
    boolean sentIn(int m, int viewId, Views views) {
        for (int i = viewFrom[m]; i <= viewTo[m]; i++) {
            if (views.id(i) == viewId) {
                return true;
            }
        }
        return false;
    }

    /** Invoked, and not certainly unsent. */
    boolean invoked(int m) {
        return messages.sendEvent(m) >= 0 && messages.failedEvent(m) < 0;
    }

    /** Counts as sent: it returned, or somebody delivered it, or it is an END; never if it failed. */
    boolean counts(int m) {
        return invoked(m) && (messages.sentEvent(m) >= 0 || deliveries.deliverers(m) > 0 || messages.last(m));
    }

    /** When the send was invoked. */
    long nanos(int m) {
        ProcessLog log = history.log(messages.sender(m));
        return log == null || messages.sendEvent(m) < 0 ? Long.MIN_VALUE : log.timeNanos(messages.sendEvent(m));
    }
}

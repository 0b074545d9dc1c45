package dev.maat.checkers.properties;

import dev.maat.checkers.history.Detail;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Which cases a fault that bit, or a view change, overlapped.
 *
 * <p>A message was in flight at the change out of V if it was sent in V and some member had not delivered it when it blocked
 * or its flush began; where a member marks neither, by time, at the first install of a successor of V.
 */
final class Risk {
    private static final int NO_EVENT = -1;

    private final History history;
    private final Views views;
    private final Deliveries deliveries;
    private final Sends sends;
    private final long[] faultFrom;
    private final long[] faultTo;
    private final long[] firstSuccessor;
    private final int[] cutoff;
    private final BitSet atRisk = new BitSet();

    Risk(History history, Views views, Deliveries deliveries, Sends sends) {
        this.history = history;
        this.views = views;
        this.deliveries = deliveries;
        this.sends = sends;
        List<FaultSpan> bit = new ArrayList<>(history.faults());
        bit.removeIf(fault -> !fault.bit());
        bit.sort(Comparator.comparingLong(FaultSpan::fromNanos));
        this.faultFrom = bit.stream().mapToLong(FaultSpan::fromNanos).toArray();
        this.faultTo = new long[bit.size()];
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < faultTo.length; i++) {
            latest = Math.max(latest, bit.get(i).toNanos());
            faultTo[i] = latest;
        }
        this.firstSuccessor = new long[views.idCount()];
        Arrays.fill(firstSuccessor, Long.MAX_VALUE);
        for (int i = 0; i < views.count(); i++) {
            int previous = views.previous(i);
            if (previous != Views.NONE) {
                int id = views.id(previous);
                firstSuccessor[id] = Math.min(firstSuccessor[id], views.nanos(i));
            }
        }
        this.cutoff = new int[views.count()];
        Arrays.fill(cutoff, NO_EVENT);
        for (ProcessLog log : history.logs()) {
            cutoffs(log);
        }
        for (int m = 0; m < history.messages().count(); m++) {
            atRisk.set(m, overlapsFault(begin(m), end(m)) || inFlight(m));
        }
    }

    /** Where each process begins to leave each of its views: the start of its last block or flush there. */
    private void cutoffs(ProcessLog log) {
        int p = log.process();
        if (log.count(EventType.BLOCK) == 0 && log.count(EventType.PHASE) == 0) {
            return;
        }
        boolean open = false;
        int current = views.from(p) - 1;
        for (int i = 0; i < log.size(); i++) {
            if (current + 1 < views.to(p) && views.event(current + 1) == i) {
                current++;
                open = false;
                continue;
            }
            boolean begins = log.type(i) == EventType.BLOCK || isFlush(log, i, true);
            boolean ends = log.type(i) == EventType.UNBLOCK || isFlush(log, i, false);
            if (begins && !open && current >= views.from(p)) {
                cutoff[current] = i;
                open = true;
            } else if (ends) {
                open = false;
            }
        }
    }

    private boolean isFlush(ProcessLog log, int index, boolean on) {
        return log.type(index) == EventType.PHASE
                && history.detail(log, index) instanceof Detail.Phase phase
                && phase.name().equals("flush")
                && phase.on() == on;
    }

    /** Whether a fault that bit, or the view change it was in flight at, overlapped a message. */
    boolean message(int m) {
        return atRisk.get(m);
    }

    /** Whether a fault that bit overlapped a span of time. */
    boolean overlapsFault(long fromNanos, long toNanos) {
        int low = 0;
        int high = faultFrom.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (faultFrom[middle] <= toNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && faultTo[low - 1] >= fromNanos;
    }

    /** Whether a process had begun to leave its view for a next one when an event happened. */
    boolean leaving(int process, int event) {
        int install = views.installBefore(process, event);
        return install != Views.NONE
                && views.next(install) != Views.NONE
                && cutoff[install] != NO_EVENT
                && cutoff[install] <= event;
    }

    private long begin(int m) {
        long nanos = sends.nanos(m);
        if (nanos != Long.MIN_VALUE) {
            return nanos;
        }
        long first = Long.MAX_VALUE;
        for (int k = 0; k < deliveries.deliverers(m); k++) {
            first = Math.min(first, deliveries.nanos(deliveries.ofMessage(m, k)));
        }
        return first;
    }

    private long end(int m) {
        if (deliveries.deliverers(m) == 0) {
            return history.endNanos();
        }
        long last = Long.MIN_VALUE;
        for (int k = 0; k < deliveries.deliverers(m); k++) {
            last = Math.max(last, deliveries.nanos(deliveries.ofMessage(m, k)));
        }
        return last;
    }

    private boolean inFlight(int m) {
        for (int i = sends.viewFrom(m); i <= sends.viewTo(m); i++) {
            if (firstSuccessor[views.id(i)] != Long.MAX_VALUE && inFlightOutOf(m, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean inFlightOutOf(int m, int sendersInstall) {
        ViewContent view = views.content(sendersInstall);
        int had = 0;
        for (int k = 0; k < deliveries.deliverers(m); k++) {
            int delivery = deliveries.ofMessage(m, k);
            if (view.has(deliveries.process(delivery)) && before(delivery, view.idNumber())) {
                had++;
            }
        }
        return had < view.size();
    }

    private boolean before(int delivery, int viewId) {
        int install = views.installOf(deliveries.process(delivery), viewId);
        if (install != Views.NONE && cutoff[install] != NO_EVENT) {
            return deliveries.event(delivery) < cutoff[install];
        }
        return deliveries.nanos(delivery) <= firstSuccessor[viewId];
    }
}

package dev.maat.checkers.facts;

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
 * The cases at risk: those that a fault that bit, or a view change, overlapped.
 *
 * <p>A message was in flight at the change out of V if it was sent in V and some member had not delivered it when the member blocked
 * or began its flush. For a member that records neither, the time of the first install of a successor of V counts.
 */
public final class Risk {
    public static final int NO_EVENT = -1;

    private final History history;
    private final Views views;
    private final Deliveries deliveries;
    private final Sends sends;
    private final long[] faultFrom;
    private final long[] faultTo;
    private final long[] firstSuccessor;
    private final int[] cutoff;
    private final BitSet selfIncluded = new BitSet();
    private final Lazy<Messages> messages = new Lazy<>(this::weigh);

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
        for (int i = 0; i < views.count(); i++) {
            selfIncluded.set(i, views.content(i).has(views.process(i)));
        }
    }

    /** The messages at risk, and the number of messages, all and at risk, with at least one or two deliverers. */
    private static final class Messages {
        final BitSet atRisk = new BitSet();
        final long[] delivered = new long[3];
        final long[] deliveredAtRisk = new long[3];
    }

    /** Finds the messages at risk, if that was not done yet; every question about a message does so as well. */
    public void weighMessages() {
        messages.get();
    }

    /** Walks the deliveries in the order of the logs, which is much cheaper than message by message. */
    private Messages weigh() {
        int count = history.messages().count();
        long[] last = new long[count];
        int[] had = new int[count];
        Arrays.fill(last, Long.MIN_VALUE);
        for (int stretch = 0; stretch < deliveries.stretches(); stretch++) {
            ProcessLog log = history.log(deliveries.stretchProcess(stretch));
            int own = deliveries.stretchInstall(stretch);
            for (int d = deliveries.stretchFrom(stretch); d < deliveries.stretchFrom(stretch + 1); d++) {
                int m = deliveries.message(d);
                int event = deliveries.event(d);
                long nanos = log == null ? 0 : log.timeNanos(event);
                last[m] = Math.max(last[m], nanos);
                int install = sends.viewFrom(m);
                if (install == sends.viewTo(m)
                        && changes(install)
                        && hadIt(deliveries.stretchProcess(stretch), own, event, nanos, install)) {
                    had[m]++;
                }
            }
        }
        Messages weighed = new Messages();
        for (int m = 0; m < count; m++) {
            int deliverers = deliveries.deliverers(m);
            long end = deliverers == 0 ? history.endNanos() : last[m];
            boolean risky = overlapsFault(begin(m), end) || inFlight(m, had[m]);
            weighed.atRisk.set(m, risky);
            for (int min = 1; min <= Math.min(2, deliverers); min++) {
                weighed.delivered[min]++;
                weighed.deliveredAtRisk[min] += risky ? 1 : 0;
            }
        }
        return weighed;
    }

    /** How many messages have at least this many deliverers, one or two. */
    public long delivered(int minDeliverers) {
        return messages.get().delivered[minDeliverers];
    }

    /** How many of these are at risk. */
    public long deliveredAtRisk(int minDeliverers) {
        return messages.get().deliveredAtRisk[minDeliverers];
    }

    /** Finds where a process begins to leave each of its views: at the start of its last block or flush there. */
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
    public boolean message(int m) {
        return messages.get().atRisk.get(m);
    }

    /** Whether a fault that bit overlapped a span of time. */
    public boolean overlapsFault(long fromNanos, long toNanos) {
        int later = Sorted.firstAbove(faultFrom, 0, faultFrom.length, toNanos);
        return later > 0 && faultTo[later - 1] >= fromNanos;
    }

    /** Whether a process had begun to leave its view for a next one when an event happened. */
    public boolean leaving(int process, int event) {
        int install = views.installBefore(process, event);
        return install != Views.NONE
                && views.next(install) != Views.NONE
                && cutoff[install] != NO_EVENT
                && cutoff[install] <= event;
    }

    /** When a message was sent, or first delivered if no send is known. */
    public long begin(int m) {
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

    /** When a message was last delivered; the end of the history if no process delivered it. */
    public long end(int m) {
        long last = deliveries.deliverers(m) == 0 ? history.endNanos() : Long.MIN_VALUE;
        for (int k = 0; k < deliveries.deliverers(m); k++) {
            last = Math.max(last, deliveries.nanos(deliveries.ofMessage(m, k)));
        }
        return last;
    }

    /** The event at which a process began to leave the view of an install, or {@link #NO_EVENT}. */
    public int cutoff(int install) {
        return cutoff[install];
    }

    /** When a process first moved out of a view; {@link Long#MAX_VALUE} if none has. */
    public long firstSuccessor(int viewId) {
        return firstSuccessor[viewId];
    }

    /** Whether some process moved on from the view of an install. */
    private boolean changes(int install) {
        return firstSuccessor[views.id(install)] != Long.MAX_VALUE;
    }

    private boolean inFlight(int m, int had) {
        int from = sends.viewFrom(m);
        if (from == sends.viewTo(m)) {
            return changes(from) && had < views.content(from).size();
        }
        for (int i = from; i <= sends.viewTo(m); i++) {
            if (changes(i) && inFlightOutOf(m, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean inFlightOutOf(int m, int sendersInstall) {
        int had = 0;
        for (int k = 0; k < deliveries.deliverers(m); k++) {
            int delivery = deliveries.ofMessage(m, k);
            int process = deliveries.process(delivery);
            int own = deliveries.install(delivery);
            boolean inTime =
                    hadIt(process, own, deliveries.event(delivery), deliveries.nanos(delivery), sendersInstall);
            had += inTime ? 1 : 0;
        }
        return had < views.content(sendersInstall).size();
    }

    /**
     * Whether a delivery is by a member of a sending view, before that member began to leave it.
     *
     * @param process the deliverer
     * @param install the install in which it delivered, or none
     */
    private boolean hadIt(int process, int install, int event, long nanos, int sendersInstall) {
        int viewId = views.id(sendersInstall);
        boolean there = install != Views.NONE && views.id(install) == viewId;
        int own = there ? install : views.installOf(process, viewId);
        ViewContent view = views.content(sendersInstall);
        boolean sameCopy = own != Views.NONE && views.content(own) == view;
        boolean member = sameCopy ? selfIncluded.get(own) : view.has(process);
        boolean inTime =
                own != Views.NONE && cutoff[own] != NO_EVENT ? event < cutoff[own] : nanos <= firstSuccessor[viewId];
        return member && inTime;
    }
}

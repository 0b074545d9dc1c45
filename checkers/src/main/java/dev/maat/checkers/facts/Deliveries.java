package dev.maat.checkers.facts;

import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.Arrays;

/**
 * First deliveries, numbered process by process in their order. Order, agreement and view properties are judged on them. Later
 * deliveries of the same message by the same process are judged by no-duplication, unreadable ones by delivery-integrity.
 */
public final class Deliveries {
    /** Every 2^SHIFT-th delivery stores its stretch; the others scan forward from there. */
    private static final int SHIFT = 6;

    private static final int UNSEEN = -2;
    private static final int NO_ONE_VIEW = -1;

    private final History history;
    private final Views views;
    private final int[] message;
    private final int[] event;
    private final int[] from;
    private final int[] inFrom;
    private final int[] inTo;
    private final int[] byMessage;
    private final int[] byMessageFrom;
    /** The view of all deliveries of a message, {@link #UNSEEN} or {@link #NO_ONE_VIEW}. */
    private final int[] viewOf;

    /** Stretches of deliveries by one process in one view: the first delivery, the process and the install of each. */
    private final IntList stretchFrom = new IntList();

    private final IntList stretchProcess = new IntList();
    private final IntList stretchInstall = new IntList();
    private final int[] stretchAt;

    Deliveries(History history, Views views) {
        this.history = history;
        this.views = views;
        int messages = history.messages().count();
        int processes = history.processCount();
        int bound = bound(history);
        int[] messageOf = new int[bound];
        int[] eventOf = new int[bound];
        this.from = new int[processes + 1];
        this.inFrom = new int[views.count()];
        this.inTo = new int[views.count()];
        int[] seenBy = new int[messages];
        Arrays.fill(seenBy, -1);
        this.viewOf = new int[messages];
        Arrays.fill(viewOf, UNSEEN);
        int count = 0;
        for (int p = 0; p < processes; p++) {
            from[p] = count;
            ProcessLog log = history.log(p);
            if (log == null) {
                continue;
            }
            int nextInstall = views.from(p);
            int current = Views.NONE;
            for (int i = 0; i < log.size(); i++) {
                while (nextInstall < views.to(p) && views.event(nextInstall) <= i) {
                    current = nextInstall++;
                    inFrom[current] = count;
                    inTo[current] = count;
                }
                if (log.type(i) == EventType.DELIVER
                        && log.message(i) >= 0
                        && seenBy[log.message(i)] != p
                        && !log.redelivers(i)) {
                    seenBy[log.message(i)] = p;
                    messageOf[count] = log.message(i);
                    eventOf[count] = i;
                    int install = i > views.gone(p) ? Views.NONE : current;
                    stretch(count++, p, install);
                    deliveredIn(log.message(i), install);
                    if (install != Views.NONE) {
                        inTo[current] = count;
                    }
                }
            }
        }
        from[processes] = count;
        this.message = count == bound ? messageOf : Arrays.copyOf(messageOf, count);
        this.event = count == bound ? eventOf : Arrays.copyOf(eventOf, count);
        this.stretchAt = stretchAt();
        this.byMessageFrom = new int[messages + 1];
        this.byMessage = new int[count];
        groupByMessage(messages);
    }

    private void deliveredIn(int m, int install) {
        int view = install == Views.NONE ? NO_ONE_VIEW : views.id(install);
        if (viewOf[m] == UNSEEN) {
            viewOf[m] = view;
        } else if (viewOf[m] != view) {
            viewOf[m] = NO_ONE_VIEW;
        }
    }

    private void stretch(int delivery, int process, int install) {
        int last = stretchFrom.size() - 1;
        if (last < 0 || stretchProcess.get(last) != process || stretchInstall.get(last) != install) {
            stretchFrom.add(delivery);
            stretchProcess.add(process);
            stretchInstall.add(install);
        }
    }

    private int[] stretchAt() {
        int[] at = new int[(message.length >> SHIFT) + 1];
        int stretch = 0;
        for (int block = 0; block < at.length; block++) {
            while (stretch + 1 < stretchFrom.size() && stretchFrom.get(stretch + 1) <= block << SHIFT) {
                stretch++;
            }
            at[block] = stretch;
        }
        return at;
    }

    /** Stretches of deliveries by one process in one install, in their order. */
    int stretches() {
        return stretchFrom.size();
    }

    /** The first delivery of a stretch; the number of deliveries for the stretch after the last one. */
    int stretchFrom(int stretch) {
        return stretch == stretchFrom.size() ? message.length : stretchFrom.get(stretch);
    }

    int stretchProcess(int stretch) {
        return stretchProcess.get(stretch);
    }

    /** The install that was current, or {@link Views#NONE}. */
    int stretchInstall(int stretch) {
        return stretchInstall.get(stretch);
    }

    private int stretchOf(int delivery) {
        int stretch = stretchAt[delivery >> SHIFT];
        while (stretch + 1 < stretchFrom.size() && stretchFrom.get(stretch + 1) <= delivery) {
            stretch++;
        }
        return stretch;
    }

    private static int bound(History history) {
        long bound = 0;
        for (ProcessLog log : history.logs()) {
            bound += log.count(EventType.DELIVER);
        }
        return Math.toIntExact(bound);
    }

    private void groupByMessage(int messages) {
        for (int m : message) {
            byMessageFrom[m + 1]++;
        }
        for (int m = 0; m < messages; m++) {
            byMessageFrom[m + 1] += byMessageFrom[m];
        }
        int[] next = byMessageFrom.clone();
        for (int d = 0; d < message.length; d++) {
            byMessage[next[message[d]]++] = d;
        }
        // Deliveries are numbered by process, so the deliveries of each message are in order of process numbers.
    }

    public int count() {
        return message.length;
    }

    public int message(int delivery) {
        return message[delivery];
    }

    /** Index in the deliverer's log. */
    public int event(int delivery) {
        return event[delivery];
    }

    /** The install that was current, or {@link Views#NONE}. */
    public int install(int delivery) {
        return stretchInstall.get(stretchOf(delivery));
    }

    /** Deliveries of a process: from here to before {@link #to}. */
    public int from(int process) {
        return from[process];
    }

    public int to(int process) {
        return from[process + 1];
    }

    /** A process's first delivery after an event of its log; {@link #to} if there is none. */
    public int firstAfter(int p, int eventIndex) {
        return Sorted.firstAbove(event, from[p], from[p + 1], eventIndex);
    }

    public int process(int delivery) {
        return stretchProcess.get(stretchOf(delivery));
    }

    public long nanos(int delivery) {
        ProcessLog log = history.log(process(delivery));
        return log == null ? 0 : log.timeNanos(event[delivery]);
    }

    /** Whether a delivery is the first one of its process, or the number after the last delivery. */
    boolean beginsProcess(int delivery) {
        return delivery == message.length || delivery == from[process(delivery)];
    }

    /** Deliverers of a message. */
    public int deliverers(int m) {
        return byMessageFrom[m + 1] - byMessageFrom[m];
    }

    /** Whether all deliveries of a message were made in one and the same view. */
    public boolean inOneView(int m) {
        return viewOf[m] >= 0;
    }

    /** The id number of the view of all deliveries of a message. */
    public int viewOf(int m) {
        return viewOf[m];
    }

    /** Whether a message was delivered in one view, and by every process that installed the view. */
    public boolean byAll(int m) {
        int view = viewOf[m];
        return view >= 0 && deliverers(m) == views.byIdTo(view) - views.byIdFrom(view);
    }

    /** The k-th delivery of a message, in order of process numbers. */
    public int ofMessage(int m, int k) {
        return byMessage[byMessageFrom[m] + k];
    }

    /** A process's delivery of a message, or -1. */
    public int by(int process, int m) {
        int low = byMessageFrom[m];
        int high = byMessageFrom[m + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int delivery = byMessage[middle];
            if (delivery < from[process]) {
                low = middle + 1;
            } else if (delivery >= from[process + 1]) {
                high = middle - 1;
            } else {
                return delivery;
            }
        }
        return -1;
    }

    /** First delivery while an install was current; those of it end before {@link #toIn}. */
    public int fromIn(int installNumber) {
        return inFrom[installNumber];
    }

    public int toIn(int installNumber) {
        return inTo[installNumber];
    }

    /** How many deliveries were made while an install was current. */
    public int lengthIn(int installNumber) {
        return inTo[installNumber] - inFrom[installNumber];
    }

    /** The length of the common prefix of the deliveries in two installs. */
    public int commonIn(int installNumber, int other) {
        int limit = Math.min(lengthIn(installNumber), lengthIn(other));
        int k = 0;
        while (k < limit && message[inFrom[installNumber] + k] == message[inFrom[other] + k]) {
            k++;
        }
        return k;
    }

    /** Whether the deliveries of each install are a prefix of those of the install with the most deliveries. */
    public boolean prefixesOfOne(int[] installs) {
        int longest = installs.length == 0 ? Views.NONE : installs[0];
        for (int install : installs) {
            longest = lengthIn(install) > lengthIn(longest) ? install : longest;
        }
        for (int install : installs) {
            if (commonIn(install, longest) < lengthIn(install)) {
                return false;
            }
        }
        return true;
    }
}

package dev.maat.checkers.properties;

import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.Arrays;

/**
 * First deliveries, numbered process by process in their order: what order, agreement and view properties look at. Later
 * deliveries of the same message by the same process are no-duplication's business, unreadable ones delivery-integrity's.
 */
final class Deliveries {
    private final History history;
    private final int[] message;
    private final int[] event;
    private final int[] install;
    private final int[] process;
    private final int[] from;
    private final int[] inFrom;
    private final int[] inTo;
    private final int[] byMessage;
    private final int[] byMessageFrom;

    Deliveries(History history, Views views) {
        this.history = history;
        int messages = history.messages().count();
        int processes = history.processCount();
        int bound = bound(history);
        int[] messageOf = new int[bound];
        int[] eventOf = new int[bound];
        int[] installOf = new int[bound];
        this.from = new int[processes + 1];
        this.inFrom = new int[views.count()];
        this.inTo = new int[views.count()];
        int[] seenBy = new int[messages];
        Arrays.fill(seenBy, -1);
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
                if (log.type(i) == EventType.DELIVER && log.message(i) >= 0 && seenBy[log.message(i)] != p) {
                    seenBy[log.message(i)] = p;
                    messageOf[count] = log.message(i);
                    eventOf[count] = i;
                    installOf[count++] = i > views.gone(p) ? Views.NONE : current;
                    if (installOf[count - 1] != Views.NONE) {
                        inTo[current] = count;
                    }
                }
            }
        }
        from[processes] = count;
        this.message = Arrays.copyOf(messageOf, count);
        this.event = Arrays.copyOf(eventOf, count);
        this.install = Arrays.copyOf(installOf, count);
        this.process = new int[count];
        for (int p = 0; p < processes; p++) {
            Arrays.fill(process, from[p], from[p + 1], p);
        }
        this.byMessageFrom = new int[messages + 1];
        this.byMessage = new int[count];
        groupByMessage(messages);
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
        // Deliveries are numbered by process, so each message's list is in order of process numbers.
    }

    int count() {
        return message.length;
    }

    int message(int delivery) {
        return message[delivery];
    }

    /** Index in the deliverer's log. */
    int event(int delivery) {
        return event[delivery];
    }

    /** The install that was current, or {@link Views#NONE}. */
    int install(int delivery) {
        return install[delivery];
    }

    /** Deliveries of a process: from here to before {@link #to}. */
    int from(int process) {
        return from[process];
    }

    int to(int process) {
        return from[process + 1];
    }

    /** A process's first delivery behind an event of its log; {@link #to} if there is none. */
    int firstAfter(int p, int eventIndex) {
        int low = from[p];
        int high = from[p + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (event[middle] > eventIndex) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    int process(int delivery) {
        return process[delivery];
    }

    long nanos(int delivery) {
        ProcessLog log = history.log(process(delivery));
        return log == null ? 0 : log.timeNanos(event[delivery]);
    }

    /** Whether a number is that of a process's first delivery, or of none. */
    boolean beginsProcess(int delivery) {
        return delivery == message.length || process[delivery] != process[delivery - 1];
    }

    /** Deliverers of a message. */
    int deliverers(int m) {
        return byMessageFrom[m + 1] - byMessageFrom[m];
    }

    /** The k-th delivery of a message, in order of process numbers. */
    int ofMessage(int m, int k) {
        return byMessage[byMessageFrom[m] + k];
    }

    /** A process's delivery of a message, or -1. */
    int by(int process, int m) {
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
    int fromIn(int installNumber) {
        return inFrom[installNumber];
    }

    int toIn(int installNumber) {
        return inTo[installNumber];
    }
}

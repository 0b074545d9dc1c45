package dev.maat.checkers.facts;

import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a circle among local orders and edges from send to delivery. Every process goes through its log and waits at each
 * delivery until the message has been sent. A process that still waits in the end is part of a circle of processes that wait
 * for each other, or waits for one that is. O(N).
 */
public final class CausalWaits {
    private final Facts facts;
    private final int[] next;
    private final @Nullable IntList[] waiting;

    CausalWaits(Facts facts) {
        this.facts = facts;
        this.next = new int[facts.history.processCount()];
        this.waiting = new IntList[facts.history.processCount()];
        run();
    }

    private void run() {
        IntList runnable = new IntList();
        for (ProcessLog log : facts.history.logs()) {
            runnable.add(log.process());
        }
        for (int k = 0; k < runnable.size(); k++) {
            run(runnable.get(k), runnable);
        }
    }

    /** The processes of a circle, each before the process whose send it waits for; empty if there is none. */
    public List<Integer> circle() {
        for (ProcessLog log : facts.history.logs()) {
            if (next[log.process()] < log.size()) {
                return circleFrom(log.process());
            }
        }
        return List.of();
    }

    private List<Integer> circleFrom(int begin) {
        int[] position = new int[facts.history.processCount()];
        Arrays.fill(position, -1);
        List<Integer> path = new ArrayList<>();
        int p = begin;
        while (position[p] < 0) {
            position[p] = path.size();
            path.add(p);
            p = facts.messages.sender(facts.log(p).message(next[p]));
        }
        return new ArrayList<>(path.subList(position[p], path.size()));
    }

    /** The event at which a process of the circle waits: a delivery. */
    public int waitsAt(int process) {
        return next[process];
    }

    private void run(int p, IntList runnable) {
        ProcessLog log = facts.log(p);
        int i = next[p];
        while (i < log.size()) {
            if (log.type(i) == EventType.DELIVER && log.message(i) >= 0) {
                int m = log.message(i);
                int sender = facts.messages.sender(m);
                int send = facts.messages.sendEvent(m);
                if (send != MessageTable.NONE && (sender == p ? send > i : send >= next[sender])) {
                    next[p] = i;
                    if (sender != p) {
                        waitFor(sender, p);
                    }
                    return;
                }
            } else if (log.type(i) == EventType.SEND) {
                wake(p, runnable);
            }
            i++;
        }
        next[p] = log.size();
    }

    private void wake(int p, IntList runnable) {
        IntList all = waiting[p];
        if (all != null) {
            waiting[p] = null;
            for (int k = 0; k < all.size(); k++) {
                runnable.add(all.get(k));
            }
        }
    }

    private void waitFor(int sender, int p) {
        IntList all = waiting[sender];
        if (all == null) {
            all = new IntList();
            waiting[sender] = all;
        }
        all.add(p);
    }
}

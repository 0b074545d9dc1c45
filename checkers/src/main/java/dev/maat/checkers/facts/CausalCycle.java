package dev.maat.checkers.facts;

import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a cycle among local orders and edges from send to delivery, by letting every process go through its log and wait
 * at each delivery for its send: who still waits in the end waits in a circle, or for one who does. O(N).
 */
public final class CausalCycle {
    private final Facts facts;
    private final int[] next;
    private final @Nullable IntList[] waiting;

    CausalCycle(Facts facts) {
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

    /** Tells one, if there is any. */
    public void tell(Findings findings) {
        for (ProcessLog log : facts.history.logs()) {
            if (next[log.process()] < log.size()) {
                circle(log.process(), findings);
                return;
            }
        }
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

    private void circle(int begin, Findings findings) {
        int[] position = new int[facts.history.processCount()];
        Arrays.fill(position, -1);
        List<Integer> path = new ArrayList<>();
        int p = begin;
        while (position[p] < 0) {
            position[p] = path.size();
            path.add(p);
            p = facts.messages.sender(facts.log(p).message(next[p]));
        }
        tell(new ArrayList<>(path.subList(position[p], path.size())), findings);
    }

    /** Each of the circle delivered a message of the one behind it before it sent what the one before it delivered. */
    private void tell(List<Integer> circle, Findings findings) {
        int first = circle.get(0);
        for (int who : circle) {
            first = facts.readFirst(who, first) ? who : first;
        }
        Collections.rotate(circle, -circle.indexOf(first));
        findings.violated(witness -> sentence(circle, witness));
    }

    private String sentence(List<Integer> circle, Witness witness) {
        List<String> told = new ArrayList<>();
        for (int k = 0; k < circle.size(); k++) {
            int who = circle.get(k);
            int before = circle.get((k + circle.size() - 1) % circle.size());
            int m = facts.log(who).message(next[who]);
            witness.event(who, next[who]).send(m);
            told.add(facts.process(who) + " delivered " + facts.message(m) + " before it sent "
                    + facts.message(facts.log(before).message(next[before])));
        }
        return String.join("; ", told);
    }
}

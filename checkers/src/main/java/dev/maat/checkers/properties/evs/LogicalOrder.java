package dev.maat.checkers.properties.evs;

import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Looks for one logical order of all events in which all processes that install a configuration do so at the same
 * point, a message is sent before it is delivered, and, if asked, all processes that deliver a message do so at the
 * same point.
 *
 * <p>Every process goes through its log and waits at such a point until all others have come to theirs. A process that
 * still waits at the end waits in a circle, or for a process that does. O(N).
 */
final class LogicalOrder {
    private final Facts facts;
    private final Configurations configurations;
    private final boolean deliveriesMeet;
    private final int[] next;
    private final int[] nextDelivery;
    private final int[] nextRow;
    private final int[] arrivedAtMessage;
    private final int[] arrivedAtKey;
    private final BitSet waiting = new BitSet();
    private final IntList runnable = new IntList();

    LogicalOrder(Facts facts, boolean deliveriesMeet) {
        this.facts = facts;
        this.configurations = facts.configurations();
        this.deliveriesMeet = deliveriesMeet;
        int processes = facts.history.processCount();
        this.next = new int[processes];
        this.nextDelivery = new int[processes];
        this.nextRow = new int[processes];
        this.arrivedAtMessage = new int[facts.messages.count()];
        this.arrivedAtKey = new int[configurations.keyCount()];
    }

    void tell(Findings findings) {
        for (ProcessLog log : facts.history.logs()) {
            int p = log.process();
            nextDelivery[p] = facts.deliveries.from(p);
            nextRow[p] = configurations.from(p);
            while (nextRow[p] < configurations.to(p) && configurations.event(nextRow[p]) < 0) {
                nextRow[p]++;
            }
            runnable.add(p);
        }
        for (int k = 0; k < runnable.size(); k++) {
            run(facts.log(runnable.get(k)));
        }
        for (ProcessLog log : facts.history.logs()) {
            if (next[log.process()] < log.size()) {
                circle(log.process(), findings);
                return;
            }
        }
    }

    private void run(ProcessLog log) {
        int p = log.process();
        while (next[p] < log.size() && !waiting.get(p)) {
            int i = next[p];
            if (isDelivery(p, i)) {
                waiting.set(p, !deliver(p));
            } else if (isInstall(p, i)) {
                waiting.set(p, !install(p));
            } else {
                next[p]++;
                if (log.type(i) == EventType.SEND) {
                    sent(log.message(i));
                }
            }
        }
    }

    private boolean isDelivery(int p, int i) {
        return nextDelivery[p] < facts.deliveries.to(p) && facts.deliveries.event(nextDelivery[p]) == i;
    }

    private boolean isInstall(int p, int i) {
        return nextRow[p] < configurations.to(p) && configurations.event(nextRow[p]) == i;
    }

    private boolean isSent(int m) {
        int send = facts.messages.sendEvent(m);
        return send == MessageTable.NONE || next[facts.messages.sender(m)] > send;
    }

    /** Passes a delivery, and with it the processes that wait at theirs; false if p has to wait. */
    private boolean deliver(int p) {
        int m = facts.deliveries.message(nextDelivery[p]);
        arrivedAtMessage[m]++;
        if (!isSent(m) || deliveriesMeet && arrivedAtMessage[m] < facts.deliveries.deliverers(m)) {
            return false;
        }
        if (deliveriesMeet) {
            releaseDeliverers(m, p);
        }
        nextDelivery[p]++;
        next[p]++;
        return true;
    }

    private void sent(int m) {
        if (!deliveriesMeet || arrivedAtMessage[m] == facts.deliveries.deliverers(m)) {
            releaseDeliverers(m, Views.NONE);
        }
    }

    private void releaseDeliverers(int m, int but) {
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int q = facts.deliveries.process(delivery);
            if (q != but && waiting.get(q) && next[q] == facts.deliveries.event(delivery)) {
                nextDelivery[q]++;
                goOn(q);
            }
        }
    }

    private boolean install(int p) {
        int key = configurations.key(nextRow[p]);
        int all = configurations.byKeyTo(key) - configurations.byKeyFrom(key);
        if (++arrivedAtKey[key] < all) {
            return false;
        }
        for (int position = configurations.byKeyFrom(key); position < configurations.byKeyTo(key); position++) {
            int q = configurations.process(configurations.byKey(position));
            nextRow[q]++;
            if (q == p) {
                next[p]++;
            } else {
                goOn(q);
            }
        }
        return true;
    }

    private void goOn(int q) {
        next[q]++;
        waiting.clear(q);
        runnable.add(q);
    }

    /** One step of a circle: a process waits at an event, and another process waits for a later event of it. */
    private record Step(int process, int at, int awaited) {}

    private void circle(int begin, Findings findings) {
        int[] position = new int[facts.history.processCount()];
        Arrays.fill(position, -1);
        List<Step> path = new ArrayList<>();
        Step step = new Step(begin, next[begin], next[begin]);
        while (position[step.process()] < 0) {
            position[step.process()] = path.size();
            path.add(step);
            step = awaitedBy(step.process());
        }
        List<Step> circle = new ArrayList<>(path.subList(position[step.process()], path.size()));
        circle.set(0, step);
        tell(circle, findings);
    }

    private void tell(List<Step> circle, Findings findings) {
        int first = 0;
        for (int k = 1; k < circle.size(); k++) {
            first = facts.readFirst(circle.get(k).process(), circle.get(first).process()) ? k : first;
        }
        Collections.rotate(circle, -first);
        findings.violated(witness -> sentence(circle, witness));
    }

    private String sentence(List<Step> circle, Witness witness) {
        List<String> told = new ArrayList<>();
        for (Step one : circle) {
            witness.event(one.process(), one.at()).event(one.process(), one.awaited());
            told.add(facts.process(one.process()) + " " + told(one.process(), one.at()) + " before it "
                    + told(one.process(), one.awaited()));
        }
        return String.join(", ", told) + ": no single order has all of it";
    }

    private Step awaitedBy(int p) {
        if (isInstall(p, next[p])) {
            int key = configurations.key(nextRow[p]);
            for (int position = configurations.byKeyFrom(key); position < configurations.byKeyTo(key); position++) {
                int row = configurations.byKey(position);
                int q = configurations.process(row);
                if (next[q] < configurations.event(row)) {
                    return new Step(q, next[q], configurations.event(row));
                }
            }
            throw new IllegalStateException("no process is awaited at " + configurations.name(nextRow[p]));
        }
        int m = facts.deliveries.message(nextDelivery[p]);
        for (int k = 0; deliveriesMeet && k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int q = facts.deliveries.process(delivery);
            if (next[q] < facts.deliveries.event(delivery)) {
                return new Step(q, next[q], facts.deliveries.event(delivery));
            }
        }
        int sender = facts.messages.sender(m);
        return new Step(sender, next[sender], facts.messages.sendEvent(m));
    }

    private String told(int p, int event) {
        ProcessLog log = facts.log(p);
        return switch (log.type(event)) {
            case DELIVER -> "delivered " + facts.message(log.message(event));
            case VIEW -> "installed " + configurations.name(configurations.at(p, event));
            default -> "sent " + facts.message(log.message(event));
        };
    }
}

package dev.maat.engine.live;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Probes links and scheduling: each node is asked what it received from whom since it was asked last, and sends one packet to
 * each peer; so the second round finds something on every link that works.
 */
public final class LinkProbes {
    private static final long LIMIT_MILLIS = 8_000;
    private static final long ROUND_MILLIS = 250;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    /** Answers of each node to the rounds so far, by round. */
    private final Map<Long, Map<String, Answer.Probed>> rounds = new HashMap<>();

    private long lastId;

    /** An answer came. */
    public void answer(String node, Answer.Probed probed) {
        lock.lock();
        try {
            Map<String, Answer.Probed> round = rounds.get(probed.id());
            if (round != null) {
                round.put(node, probed);
                answered.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Probes until every directed link between these nodes has carried a packet, or the time is over.
     *
     * @param send sends a command to a node, false if it cannot
     */
    public Observation.Probed probe(List<String> nodes, BiFunction<String, Command, Boolean> send)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
        Map<String, Long> received = new HashMap<>();
        boolean scheduled = true;
        boolean first = true;
        while (System.nanoTime() < deadline) {
            Map<String, Answer.Probed> round = round(nodes, send, deadline);
            scheduled = round.keySet().containsAll(nodes);
            if (!scheduled) {
                break;
            }
            if (!first) {
                round.forEach((to, probed) ->
                        probed.received().forEach((from, count) -> received.merge(from + ">" + to, count, Long::sum)));
            }
            if (missing(nodes, received).isEmpty() && !first) {
                return new Observation.Probed(true, true);
            }
            first = false;
            TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
        }
        return new Observation.Probed(missing(nodes, received).isEmpty(), scheduled);
    }

    private Map<String, Answer.Probed> round(
            List<String> nodes, BiFunction<String, Command, Boolean> send, long deadline) throws InterruptedException {
        lock.lock();
        try {
            long id = ++lastId;
            Map<String, Answer.Probed> round = new HashMap<>();
            rounds.put(id, round);
            for (String node : nodes) {
                if (!send.apply(node, new Command.Probe(id))) {
                    return round;
                }
            }
            while (!round.keySet().containsAll(nodes)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                answered.awaitNanos(left);
            }
            rounds.remove(id);
            return new HashMap<>(round);
        } finally {
            lock.unlock();
        }
    }

    private static List<String> missing(List<String> nodes, Map<String, Long> received) {
        List<String> missing = new ArrayList<>();
        for (String from : nodes) {
            for (String to : nodes) {
                if (!from.equals(to) && received.getOrDefault(from + ">" + to, 0L) == 0) {
                    missing.add(from + ">" + to);
                }
            }
        }
        return missing;
    }
}

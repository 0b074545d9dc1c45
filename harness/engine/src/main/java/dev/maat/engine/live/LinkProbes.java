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
import java.util.function.Consumer;

/**
 * Probes links and scheduling in rounds. In each round every node says how many packets it received from each peer since the
 * last round, and sends one packet to each peer. So from the second round on, every link that works has carried a packet.
 */
final class LinkProbes {
    private static final long TIME_LIMIT_MILLIS = 8_000;
    private static final long ROUND_INTERVAL_MILLIS = 250;

    /** Why no link of a group of live members answers. */
    private static final String BESIDE =
            "; the probes are of sockets beside those of the members, which the proxy between processes does"
                    + " not carry: run a live member in containers, where its liveness can be judged";

    private final Consumer<String> notes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    /** Answers by node, of the rounds that wait for some. */
    private final Map<Long, Map<String, Answer.Probed>> rounds = new HashMap<>();

    private long lastId;

    /** @param notes takes a sentence about links that no packet was seen on */
    LinkProbes(Consumer<String> notes) {
        this.notes = notes;
    }

    /** Takes a node's answer; one to a round that is over is dropped. */
    void answer(String node, Answer.Probed probed) {
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
     * Probes until every directed link between these nodes has carried a packet, a node cannot be reached, or the time is over.
     *
     * @param send sends a command to a node; false if the node cannot be reached
     */
    Observation.Probed probe(List<String> nodes, BiFunction<String, Command, Boolean> send)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIME_LIMIT_MILLIS);
        Map<String, Long> received = new HashMap<>();
        boolean scheduled = true;
        boolean first = true;
        boolean beside = false;
        while (System.nanoTime() < deadlineNanos) {
            Map<String, Answer.Probed> round = round(nodes, send, deadlineNanos);
            scheduled = round.keySet().containsAll(nodes);
            if (!scheduled) {
                break;
            }
            beside = round.values().stream().allMatch(Answer.Probed::isBeside);
            if (!first) {
                round.forEach((to, probed) ->
                        probed.received().forEach((from, count) -> received.merge(from + ">" + to, count, Long::sum)));
            }
            if (missing(nodes, received).isEmpty() && !first) {
                return new Observation.Probed(true, true);
            }
            first = false;
            TimeUnit.MILLISECONDS.sleep(ROUND_INTERVAL_MILLIS);
        }
        List<String> missing = missing(nodes, received);
        if (scheduled && !missing.isEmpty()) {
            notes.accept("no probe's packet was seen on " + String.join(", ", missing)
                    + (beside && received.values().stream().allMatch(count -> count == 0) ? BESIDE : ""));
        }
        return new Observation.Probed(missing.isEmpty(), scheduled);
    }

    /** One round's answers: fewer than nodes if one cannot be reached or the time is over. */
    private Map<String, Answer.Probed> round(
            List<String> nodes, BiFunction<String, Command, Boolean> send, long deadlineNanos)
            throws InterruptedException {
        lock.lock();
        long id = ++lastId;
        try {
            Map<String, Answer.Probed> round = new HashMap<>();
            rounds.put(id, round);
            for (String node : nodes) {
                if (!send.apply(node, new Command.Probe(id))) {
                    return round;
                }
            }
            while (!round.keySet().containsAll(nodes)) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                answered.awaitNanos(left);
            }
            return round;
        } finally {
            rounds.remove(id);
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

package dev.maat.injectors.processes;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.InjectionException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The faults in force on the links of datagrams, and the number of datagrams that each has touched. Thread-safe. It has no clock:
 * it says for how long a datagram is held back, and the proxy holds it.
 */
final class DatagramRules {
    /** A datagram and one duplicate or replay: copies of copies would only make a flood. */
    static final int MAX_COPIES = 2;

    static final long NONE = -1;

    private static final int PERCENT = 100;

    private final RandomGenerator random;
    private final Map<Integer, LinkRule> rules = new LinkedHashMap<>();

    DatagramRules(RandomGenerator random) {
        this.random = random;
    }

    /** @throws UnsupportedFaultException if it is no fault of datagrams on links */
    synchronized void add(int id, Fault fault) {
        if (rules.putIfAbsent(id, new LinkRule(fault, event(fault))) != null) {
            throw new InjectionException("fault " + id + " is in force already");
        }
    }

    private static String event(Fault fault) {
        return switch (fault) {
            case Fault.Partition it -> "dropped";
            case Fault.OneWayCut it -> "dropped";
            case Fault.Loss it -> "dropped";
            case Fault.Latency it -> "delayed";
            case Fault.Duplicate it -> "duplicated";
            case Fault.Reorder it -> "reordered";
            case Fault.BurstLoss it -> "dropped";
            case Fault.Corrupt it -> "corrupted";
            case Fault.Replay it -> "replayed";
            default -> throw new UnsupportedFaultException(fault.kind() + " cannot be done to datagrams on their way");
        };
    }

    /** Ends a fault and returns what it did; null if it is not in force. */
    synchronized @Nullable FaultEffect remove(int id) {
        LinkRule rule = rules.remove(id);
        return rule == null ? null : rule.effect();
    }

    /**
     * Decides about one datagram.
     *
     * @param delaysNanos receives for each copy how long it is held back, {@link #MAX_COPIES} at most
     * @return how many copies arrive: 0 if it is dropped
     */
    synchronized int route(Link link, long[] delaysNanos) {
        for (LinkRule rule : rules.values()) {
            if (rule.covers(link) && drops(rule, link)) {
                rule.count(link);
                return 0;
            }
        }
        int copies = 1;
        long delayMillis = 0;
        long againMillis = 0;
        for (LinkRule rule : rules.values()) {
            if (!rule.covers(link)) {
                continue;
            }
            switch (rule.fault()) {
                case Fault.Latency it -> {
                    delayMillis += it.delayMillis() + random.nextLong(it.jitterMillis() + 1);
                    rule.count(link);
                }
                case Fault.Reorder it
                when hits(it.percent()) -> {
                    delayMillis += 1 + random.nextLong(Math.max(1, it.holdMillis()));
                    rule.count(link);
                }
                case Fault.Duplicate it
                when hits(it.percent()) -> {
                    copies = MAX_COPIES;
                    rule.count(link);
                }
                case Fault.Replay it
                when hits(it.percent()) -> {
                    copies = MAX_COPIES;
                    againMillis = it.afterMillis();
                    rule.count(link);
                }
                default -> {}
            }
        }
        for (int i = 0; i < copies; i++) {
            delaysNanos[i] = TimeUnit.MILLISECONDS.toNanos(delayMillis + (i == 0 ? 0 : againMillis));
        }
        return copies;
    }

    /** The bit of a datagram that flips on this link, counted from its first; {@link #NONE} if all of it arrives as it is. */
    synchronized long flippedBit(Link link, int lengthBytes) {
        for (LinkRule rule : rules.values()) {
            if (rule.fault() instanceof Fault.Corrupt it
                    && lengthBytes > 0
                    && rule.covers(link)
                    && hits(it.percent())) {
                rule.count(link);
                return random.nextLong((long) Byte.SIZE * lengthBytes);
            }
        }
        return NONE;
    }

    private boolean drops(LinkRule rule, Link link) {
        return switch (rule.fault()) {
            case Fault.Partition it -> true;
            case Fault.OneWayCut it -> true;
            case Fault.Loss it -> hits(it.percent());
            case Fault.BurstLoss it -> rule.inBurst(link, it, random);
            default -> false;
        };
    }

    private boolean hits(int percent) {
        return random.nextInt(PERCENT) < percent;
    }
}

package dev.maat.injectors.processes;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.InjectionException;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The faults in force on links of connections, and the pieces of a stream that each has stalled or delayed. Thread-safe. */
final class ConnectionRules implements Closeable {
    // No monitors: a virtual thread that waits in one holds a carrier thread before JDK 24.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();
    private final RandomGenerator random;
    private final Map<Integer, LinkRule> rules = new LinkedHashMap<>();
    private boolean isClosed;

    ConnectionRules(RandomGenerator random) {
        this.random = random;
    }

    /** @throws UnsupportedFaultException if it is no fault of connections that lasts */
    void add(int id, Fault fault) {
        String event =
                switch (fault) {
                    case Fault.Partition it -> "stalled";
                    case Fault.OneWayCut it -> "stalled";
                    case Fault.Latency it -> "delayed";
                    default -> throw new UnsupportedFaultException(fault.kind() + " cannot be done to connections");
                };
        lock.lock();
        try {
            if (rules.putIfAbsent(id, new LinkRule(fault, event)) != null) {
                throw new InjectionException("fault " + id + " is in force already");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends a fault and returns what it did; null if it is not in force. */
    @Nullable
    FaultEffect remove(int id) {
        lock.lock();
        try {
            LinkRule rule = rules.remove(id);
            healed.signalAll();
            return rule == null ? null : rule.effect();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits while a cut covers the link. Each cut that covers the link meanwhile counts the wait once.
     *
     * @throws IOException if the rules are closed before the link opens
     */
    void awaitOpen(Link link) throws IOException, InterruptedException {
        lock.lock();
        try {
            LinkRule counted = null;
            for (LinkRule cut = cut(link); cut != null; cut = cut(link)) {
                if (isClosed) {
                    throw new IOException("the proxy is closed");
                }
                if (cut != counted) {
                    cut.count(link);
                    counted = cut;
                }
                healed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes all that wait at a cut, now and later. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            healed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable LinkRule cut(Link link) {
        for (LinkRule rule : rules.values()) {
            if (!(rule.fault() instanceof Fault.Latency) && rule.covers(link)) {
                return rule;
            }
        }
        return null;
    }

    /** How much later a piece of the stream arrives. */
    long delayNanos(Link link) {
        lock.lock();
        try {
            long millis = 0;
            for (LinkRule rule : rules.values()) {
                if (rule.fault() instanceof Fault.Latency latency && rule.covers(link)) {
                    millis += latency.delayMillis() + random.nextLong(latency.jitterMillis() + 1);
                    rule.count(link);
                }
            }
            return TimeUnit.MILLISECONDS.toNanos(millis);
        } finally {
            lock.unlock();
        }
    }
}

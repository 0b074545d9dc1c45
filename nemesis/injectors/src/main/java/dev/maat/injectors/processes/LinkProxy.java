package dev.maat.injectors.processes;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Stands in the middle of all links of a group and does the faults of links. Thread-safe. */
public sealed interface LinkProxy extends Closeable permits DatagramProxy, ConnectionProxy {
    /** Where a node finds all nodes: itself at its own address, its peers at doors of the proxy. */
    SequencedMap<String, InetSocketAddress> seenBy(String node);

    /**
     * Begins a fault; it is in force when this returns.
     *
     * @return all of its effect if it is over at once, else nothing
     * @throws dev.maat.faults.UnsupportedFaultException if it cannot be done to what this proxy carries
     */
    FaultEffect inject(int id, Fault fault);

    /** Ends a fault and returns what it did; null if it is not in force. */
    @Nullable
    FaultEffect heal(int id);

    /** Datagrams that the proxy itself lost, for lack of room: no fault of the plan did that. */
    long lost();
}

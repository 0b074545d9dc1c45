package dev.maat.transport;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All nodes and their addresses.
 *
 * @param self name of this node
 * @param addresses of every node by name, this one's included, resolved, all different, in a fixed order
 * @param multicastGroup IP multicast group and port, for {@link TransportKind#MULTICAST}; its port should differ from the nodes'
 */
public record Topology(
        String self,
        SequencedMap<String, InetSocketAddress> addresses,
        @Nullable InetSocketAddress multicastGroup) {
    /** @throws IllegalArgumentException if this node is not in it, or two nodes share an address, or one does not resolve */
    public Topology {
        addresses = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(addresses));
        if (!addresses.containsKey(self)) {
            throw new IllegalArgumentException("node " + self + " is not in the topology " + addresses.keySet());
        }
        Set<InetSocketAddress> seen = new LinkedHashSet<>();
        for (Map.Entry<String, InetSocketAddress> node : addresses.entrySet()) {
            if (node.getValue().isUnresolved()) {
                throw new IllegalArgumentException(
                        "the address of node " + node.getKey() + " does not resolve: " + node.getValue());
            }
            if (!seen.add(node.getValue())) {
                throw new IllegalArgumentException("two nodes have the address " + node.getValue());
            }
        }
        if (multicastGroup != null
                && (multicastGroup.isUnresolved()
                        || !multicastGroup.getAddress().isMulticastAddress())) {
            throw new IllegalArgumentException(multicastGroup + " is no IP multicast address (as 239.1.1.1)");
        }
    }

    InetSocketAddress selfAddress() {
        return address(self);
    }

    InetSocketAddress address(String node) {
        InetSocketAddress address = addresses.get(node);
        if (address == null) {
            throw new IllegalArgumentException("node " + node + " is not in the topology");
        }
        return address;
    }

    /** Every other node, in order. */
    public List<String> peers() {
        List<String> peers = new ArrayList<>(addresses.keySet());
        peers.remove(self);
        return peers;
    }
}

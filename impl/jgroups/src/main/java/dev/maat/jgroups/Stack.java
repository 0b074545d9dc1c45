package dev.maat.jgroups;

import dev.maat.contract.MemberStart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jgroups.conf.ProtocolConfiguration;
import org.jgroups.conf.ProtocolStackConfigurator;
import org.jspecify.annotations.Nullable;

/**
 * The stack that JGroups recommends, bottom first, but with failure detection within seconds, not a minute. Protocols and their
 * attributes are named as in JGroups' XML files, so the same classes set up several versions of JGroups.
 *
 * @param flavour which protocols make multicasts reliable
 * @param total whether SEQUENCER orders messages
 * @param sockets whether a connection of each member to the next one tells of its end as well
 * @param bundlerCapacity how many messages the bundler of the transport queues
 */
record Stack(Flavour flavour, boolean total, boolean sockets, int bundlerCapacity) {
    /** The protocols that make multicasts reliable. */
    enum Flavour {
        /** Negative acknowledgements, a stability protocol and flow control; the stacks tcp.xml and udp.xml of JGroups. */
        NAKACK2("jgroups"),
        /** Positive acknowledgements and a send window; the stacks tcp-new.xml and udp-new.xml. */
        NAKACK4("jgroups-nakack4"),
        /** As {@link #NAKACK2}, with FLUSH on top; JGroups had it until 5.3. */
        FLUSH("jgroups-flush");

        private final String implementation;

        Flavour(String implementation) {
            this.implementation = implementation;
        }

        static @Nullable Flavour of(String implementation) {
            for (Flavour flavour : values()) {
                if (flavour.implementation.equals(implementation)) {
                    return flavour;
                }
            }
            return null;
        }

        static String names() {
            return List.of(values()).stream()
                    .map(flavour -> flavour.implementation)
                    .collect(Collectors.joining(", "));
        }
    }

    /** The capacity that JGroups itself has by default. */
    static final int DEFAULT_BUNDLER_CAPACITY = 16_384;

    private static final long SUSPECT_AFTER_MILLIS = 2_000;
    private static final long HEARTBEAT_MILLIS = 500;
    private static final long VERIFY_MILLIS = 500;
    private static final long JOIN_MILLIS = 1_000;
    private static final long MERGE_MIN_MILLIS = 1_000;
    private static final long MERGE_MAX_MILLIS = 3_000;

    ProtocolStackConfigurator of(MemberStart start) {
        List<ProtocolConfiguration> protocols = protocols(start);
        return new ProtocolStackConfigurator() {
            @Override
            public String getProtocolStackString() {
                return protocols.stream()
                        .map(ProtocolConfiguration::getProtocolString)
                        .collect(Collectors.joining(":"));
            }

            @Override
            public List<ProtocolConfiguration> getProtocolStack() {
                return protocols;
            }
        };
    }

    private List<ProtocolConfiguration> protocols(MemberStart start) {
        InetSocketAddress self = start.addresses().get(start.self().node());
        if (self == null) {
            throw new IllegalArgumentException("node " + start.self().node() + " has no address");
        }
        boolean multicast = start.transport().equals("multicast");
        List<ProtocolConfiguration> stack = new ArrayList<>();
        stack.add(transport(start.transport(), self, start.multicastAddress()));
        stack.add(multicast ? protocol("PING") : protocol("TCPPING", "initial_hosts", hosts(start), "port_range", 0));
        stack.add(protocol("MERGE3", "min_interval", MERGE_MIN_MILLIS, "max_interval", MERGE_MAX_MILLIS));
        if (sockets) {
            stack.add(protocol("FD_SOCK2", "bind_addr", host(self.getAddress())));
        }
        stack.add(protocol("FD_ALL3", "timeout", SUSPECT_AFTER_MILLIS, "interval", HEARTBEAT_MILLIS));
        stack.add(protocol("VERIFY_SUSPECT2", "timeout", VERIFY_MILLIS));
        stack.addAll(reliability(multicast));
        return stack;
    }

    private List<ProtocolConfiguration> reliability(boolean multicast) {
        List<ProtocolConfiguration> part = new ArrayList<>();
        boolean windows = flavour == Flavour.NAKACK4;
        if (windows) {
            part.add(protocol("NAKACK4", "use_mcast_xmit", multicast));
            part.add(protocol("UNICAST4"));
        } else {
            // Delivered messages have to be at hand for members that lack them at a flush.
            part.add(protocol(
                    "pbcast.NAKACK2", "use_mcast_xmit", multicast, "discard_delivered_msgs", flavour != Flavour.FLUSH));
            part.add(protocol("UNICAST3"));
            part.add(protocol("pbcast.STABLE"));
        }
        part.add(protocol("pbcast.GMS", "print_local_addr", false, "join_timeout", JOIN_MILLIS));
        if (!windows) {
            part.add(protocol("UFC"));
            part.add(protocol("MFC"));
        }
        if (flavour == Flavour.FLUSH) {
            // Above FRAG2, so that no message is cut in two by a flush; below SEQUENCER, which would send the messages
            // of a flush to the sequencer that has just died.
            part.add(protocol("FRAG2"));
            part.add(protocol("pbcast.FLUSH"));
        }
        if (total) {
            part.add(protocol("SEQUENCER"));
        }
        if (flavour != Flavour.FLUSH) {
            part.add(protocol("FRAG2"));
        }
        return part;
    }

    private ProtocolConfiguration transport(
            String transport, InetSocketAddress self, @Nullable InetSocketAddress group) {
        ProtocolConfiguration made =
                switch (transport) {
                    case "udp" -> protocol("UDP", "ip_mcast", false);
                    case "multicast" -> {
                        if (group == null) {
                            throw new IllegalArgumentException("transport multicast needs a multicast address");
                        }
                        yield protocol(
                                "UDP",
                                "mcast_addr",
                                host(group.getAddress()),
                                "mcast_port",
                                group.getPort(),
                                "ip_ttl",
                                1);
                    }
                    case "tcp" -> protocol("TCP");
                    default -> throw new IllegalArgumentException("no transport '" + transport + "' here");
                };
        Map<String, String> properties = made.getProperties();
        properties.put("bind_addr", host(self.getAddress()));
        properties.put("bind_port", Integer.toString(self.getPort()));
        properties.put("port_range", "0");
        properties.put("diag.enabled", "false");
        if (bundlerCapacity != DEFAULT_BUNDLER_CAPACITY) {
            properties.put("bundler_type", "per-destination");
            properties.put("bundler.capacity", Integer.toString(bundlerCapacity));
        }
        return made;
    }

    private static String hosts(MemberStart start) {
        return start.addresses().values().stream()
                .map(address -> host(address.getAddress()) + "[" + address.getPort() + "]")
                .collect(Collectors.joining(","));
    }

    private static String host(InetAddress address) {
        return address.getHostAddress();
    }

    /** @param attributes names and values in turns */
    private static ProtocolConfiguration protocol(String name, Object... attributes) {
        Map<String, String> properties = new TreeMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            properties.put(attributes[i].toString(), attributes[i + 1].toString());
        }
        return new ProtocolConfiguration(name, properties);
    }
}

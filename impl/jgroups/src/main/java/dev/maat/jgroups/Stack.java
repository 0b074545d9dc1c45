package dev.maat.jgroups;

import dev.maat.contract.MemberStart;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.PING;
import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.protocols.SEQUENCER;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UDP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The stack that JGroups recommends, bottom first, but with failure detection within seconds, not a minute.
 *
 * @param total whether SEQUENCER orders messages
 * @param sockets whether a connection of each member to the next one tells of its end as well
 * @param bundlerCapacity how many messages the bundler of the transport queues
 */
record Stack(boolean total, boolean sockets, int bundlerCapacity) {
    /** That of JGroups itself. */
    static final int DEFAULT_BUNDLER_CAPACITY = 16_384;

    private static final long SUSPECT_AFTER_MILLIS = 2_000;
    private static final long HEARTBEAT_MILLIS = 500;
    private static final long VERIFY_MILLIS = 500;
    private static final long JOIN_MILLIS = 1_000;
    private static final long MERGE_MIN_MILLIS = 1_000;
    private static final long MERGE_MAX_MILLIS = 3_000;

    List<Protocol> of(MemberStart start) {
        InetSocketAddress self = start.addresses().get(start.self().node());
        if (self == null) {
            throw new IllegalArgumentException("node " + start.self().node() + " has no address");
        }
        InetSocketAddress group = start.multicastAddress();
        boolean multicast = start.transport().equals("multicast");
        List<Protocol> stack = new ArrayList<>();
        TP transport = transport(start.transport(), self, group);
        if (bundlerCapacity != DEFAULT_BUNDLER_CAPACITY) {
            transport.setBundler(new PerDestinationBundler().setCapacity(bundlerCapacity));
        }
        stack.add(transport);
        if (multicast) {
            stack.add(new PING());
        } else {
            stack.add(new TCPPING()
                    .<TCPPING>setInitialHosts(List.copyOf(start.addresses().values()))
                    .<TCPPING>setPortRange(0));
        }
        stack.add(new MERGE3().setMinInterval(MERGE_MIN_MILLIS).setMaxInterval(MERGE_MAX_MILLIS));
        if (sockets) {
            stack.add(new FD_SOCK2().setBindAddress(self.getAddress()));
        }
        stack.add(new FD_ALL3().setTimeout(SUSPECT_AFTER_MILLIS).setInterval(HEARTBEAT_MILLIS));
        stack.add(new VERIFY_SUSPECT2().setTimeout(VERIFY_MILLIS));
        stack.add(new NAKACK2().useMcastXmit(multicast));
        stack.add(new UNICAST3());
        stack.add(new STABLE());
        stack.add(new GMS().printLocalAddress(false).setJoinTimeout(JOIN_MILLIS));
        stack.add(new UFC());
        stack.add(new MFC());
        if (total) {
            stack.add(new SEQUENCER());
        }
        stack.add(new FRAG2());
        return stack;
    }

    private static TP transport(String transport, InetSocketAddress self, @Nullable InetSocketAddress group) {
        TP made =
                switch (transport) {
                    case "udp" -> new UDP().ipMcast(false);
                    case "multicast" -> {
                        if (group == null) {
                            throw new IllegalArgumentException("transport multicast needs a multicast address");
                        }
                        yield new UDP()
                                .setMcastGroupAddr(group.getAddress())
                                .<UDP>setMulticastPort(group.getPort())
                                .setIpTTL(1);
                    }
                    case "tcp" -> new TCP();
                    default -> throw new IllegalArgumentException("no transport '" + transport + "' here");
                };
        made.setBindAddress(self.getAddress()).setBindPort(self.getPort()).setPortRange(0);
        made.disableDiagnostics();
        return made;
    }
}

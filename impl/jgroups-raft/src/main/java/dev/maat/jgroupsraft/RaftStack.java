package dev.maat.jgroupsraft;

import dev.maat.contract.MemberStart;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jgroups.conf.ProtocolConfiguration;
import org.jgroups.conf.ProtocolStackConfigurator;

/** The stack of jgroups-raft's own raft.xml, bottom first, but with failure detection within seconds and static discovery. */
record RaftStack(List<ProtocolConfiguration> protocols) implements ProtocolStackConfigurator {
    private static final long SUSPECT_AFTER_MILLIS = 2_000;
    private static final long HEARTBEAT_MILLIS = 500;
    private static final long VERIFY_MILLIS = 500;
    private static final long JOIN_MILLIS = 1_000;
    private static final long MERGE_MIN_MILLIS = 1_000;
    private static final long MERGE_MAX_MILLIS = 3_000;
    private static final int MAX_LOG_BYTES = 1 << 30;

    /**
     * A leader sends a follower what it lacks only once its own queue was empty for so long (processQueue of RAFT). With the second that is
     * the default, a follower that comes late got nothing while 50 messages a second went on. At about twice that rate, evenly spaced, it may
     * starve with this setting too.
     */
    private static final long RESEND_MILLIS = 10;

    /** @param log the folder of this node's log, which outlives its processes */
    static RaftStack of(MemberStart start, InetSocketAddress self, Path log) {
        return new RaftStack(List.of(
                transport(start, self),
                protocol("TCPPING", "initial_hosts", hosts(start), "port_range", 0),
                protocol("MERGE3", "min_interval", MERGE_MIN_MILLIS, "max_interval", MERGE_MAX_MILLIS),
                protocol("FD_ALL3", "timeout", SUSPECT_AFTER_MILLIS, "interval", HEARTBEAT_MILLIS),
                protocol("VERIFY_SUSPECT2", "timeout", VERIFY_MILLIS),
                protocol("pbcast.NAKACK2", "use_mcast_xmit", false),
                protocol("UNICAST3"),
                protocol("pbcast.STABLE"),
                protocol("raft.NO_DUPES"),
                protocol("pbcast.GMS", "print_local_addr", false, "join_timeout", JOIN_MILLIS),
                protocol("UFC"),
                protocol("MFC"),
                protocol("FRAG2"),
                protocol("raft.ELECTION"),
                raft(start, log),
                protocol("raft.REDIRECT")));
    }

    private static ProtocolConfiguration transport(MemberStart start, InetSocketAddress self) {
        String name = start.transport().equals("tcp") ? "TCP" : "UDP";
        ProtocolConfiguration lowest = protocol(
                name, "bind_addr", host(self), "bind_port", self.getPort(), "port_range", 0, "diag.enabled", false);
        if (name.equals("UDP")) {
            lowest.getProperties().put("ip_mcast", "false");
        }
        return lowest;
    }

    private static ProtocolConfiguration raft(MemberStart start, Path log) {
        return protocol(
                "raft.RAFT",
                "members",
                String.join(",", start.addresses().keySet()),
                "raft_id",
                start.self().node(),
                "log_class",
                "org.jgroups.protocols.raft.FileBasedLog",
                "log_dir",
                log,
                "max_log_size",
                MAX_LOG_BYTES,
                "resend_interval",
                RESEND_MILLIS);
    }

    @Override
    public String getProtocolStackString() {
        return protocols.stream().map(ProtocolConfiguration::getProtocolString).collect(Collectors.joining(":"));
    }

    @Override
    public List<ProtocolConfiguration> getProtocolStack() {
        return protocols;
    }

    private static String hosts(MemberStart start) {
        return start.addresses().values().stream()
                .map(address -> host(address) + "[" + address.getPort() + "]")
                .collect(Collectors.joining(","));
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress().getHostAddress();
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

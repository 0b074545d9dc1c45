package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maat's own netfilter table in a node's network namespace; no other table is touched. A fault is a chain of the table, each
 * of its rules about one sender. Only numbers and addresses enter the rules, no names.
 */
final class Netfilter {
    private static final String TABLE = "ip maat";
    /** Before filters of the node's own, if it has any. */
    private static final int PRIORITY = -5;

    private static final int PER_CENT = 100;
    private static final Pattern COUNTED =
            Pattern.compile("(?:saddr|dport|sport) (\\S+) .*?counter packets (\\d+) bytes (\\d+)");

    private final NamespaceShell shell;

    Netfilter(NamespaceShell shell) {
        this.shell = shell;
    }

    /** What arrives from these addresses is dropped, each packet with this probability. */
    void drop(Target receiver, int fault, List<String> senders, int percent) {
        StringBuilder rules = new StringBuilder();
        rules.append("add table ").append(TABLE).append('\n');
        rules.append("add chain ").append(TABLE).append(' ').append(chain(fault));
        rules.append(" { type filter hook input priority ").append(PRIORITY).append("; policy accept; }\n");
        for (String sender : senders) {
            rules.append("add rule ").append(TABLE).append(' ').append(chain(fault));
            rules.append(" ip saddr ").append(sender);
            if (percent < PER_CENT) {
                rules.append(" numgen random mod ")
                        .append(PER_CENT)
                        .append(" < ")
                        .append(percent);
            }
            rules.append(" counter drop\n");
        }
        set(receiver, rules.toString());
    }

    /** Packets dropped so far, by sender's address. */
    Map<String, Long> dropped(Target receiver, int fault) {
        return packets(shell.run(receiver, List.of("nft", "list", "chain", "ip", "maat", chain(fault))));
    }

    /** Takes a fault's chain away. */
    void remove(Target receiver, int fault) {
        String chain = TABLE + " " + chain(fault) + "\n";
        set(receiver, "flush chain " + chain + "delete chain " + chain);
    }

    /**
     * Connections of the node to its peers go to a proxy, each peer's to a port of its own, without the node knowing; what
     * goes into the proxy and comes out of it again is counted.
     *
     * @param peerPorts proxy's port by peer
     */
    void redirect(Target sender, String proxyAddress, Map<Target, Integer> peerPorts) {
        StringBuilder rules = new StringBuilder();
        rules.append("add table ").append(TABLE).append('\n');
        rules.append("add chain ").append(TABLE);
        rules.append(" detour { type nat hook output priority -100; policy accept; }\n");
        rules.append("add chain ").append(TABLE);
        rules.append(" outflow { type filter hook output priority 0; policy accept; }\n");
        rules.append("add chain ").append(TABLE);
        rules.append(" inflow { type filter hook input priority ")
                .append(PRIORITY)
                .append("; policy accept; }\n");
        peerPorts.forEach((peer, port) -> {
            rules.append("add rule ").append(TABLE).append(" detour ip daddr ").append(peer.address());
            rules.append(" tcp dport ").append(peer.port()).append(" counter dnat to ");
            rules.append(proxyAddress).append(':').append(port).append('\n');
            // Longer than a bare acknowledgement or the three of the handshake.
            rules.append("add rule ").append(TABLE).append(" outflow ip daddr ").append(proxyAddress);
            rules.append(" tcp dport ").append(port).append(" ip length > 60 counter\n");
            rules.append("add rule ").append(TABLE).append(" inflow ip saddr ").append(proxyAddress);
            rules.append(" tcp sport ").append(port).append(" ip length > 60 counter\n");
        });
        set(sender, rules.toString());
    }

    /**
     * Packets with data on connections that the node opened, by the proxy's port.
     *
     * @param sent into the proxy
     * @param received from the proxy
     */
    record Flow(Map<String, Long> sent, Map<String, Long> received) {}

    Flow flow(Target node) {
        String listing = shell.run(node, List.of("nft", "list", "table", "ip", "maat"));
        int inflow = listing.indexOf("chain inflow");
        int outflow = listing.indexOf("chain outflow");
        if (inflow < outflow || outflow < 0) {
            throw new InjectionException("node " + node.node() + " lacks its proxy rules: " + listing);
        }
        return new Flow(packets(listing.substring(outflow, inflow)), packets(listing.substring(inflow)));
    }

    /** Reads a listed chain: packets by what the rule's last match names. */
    static Map<String, Long> packets(String listing) {
        Map<String, Long> packets = new LinkedHashMap<>();
        for (String line : listing.split("\n", -1)) {
            Matcher counted = COUNTED.matcher(line.replaceFirst("ip [sd]addr \\S+ tcp", "tcp"));
            if (counted.find()) {
                packets.merge(counted.group(1), Long.parseLong(counted.group(2)), Long::sum);
            }
        }
        return packets;
    }

    /** All of it or nothing. As an argument: an engine may keep the standard input of a helper open for ever. */
    private void set(Target target, String rules) {
        shell.run(target, List.of("nft", rules));
    }

    private static String chain(int fault) {
        return "fault" + fault;
    }
}

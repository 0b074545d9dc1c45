package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maat's own netfilter table in a node's network namespace; no other table is touched. A fault is a chain of this table with one
 * rule for each sender. The rules are made of numbers and addresses alone: a node's name never enters them.
 */
final class Netfilter {
    private static final String TABLE = "ip maat";
    /** This priority puts Maat's table before the node's own filters, if there are any. */
    private static final int PRIORITY = -5;

    /** This priority puts a chain before the detour, which hides the peer's address. */
    private static final int BEFORE_DETOUR = -150;

    private static final int PER_CENT = 100;
    private static final Pattern COUNTED =
            Pattern.compile("(?:saddr|dport|sport) (\\S+) .*?counter packets (\\d+) bytes (\\d+)");

    private static final Pattern CONNECTS = Pattern.compile("ip daddr (\\S+) tcp flags .*?counter packets (\\d+) ");

    private final NamespaceShell shell;

    Netfilter(NamespaceShell shell) {
        this.shell = shell;
    }

    /** Drops packets that arrive from these addresses, each with this probability. */
    void drop(Target receiver, int fault, List<String> senders, int percent) {
        set(receiver, inputChain(fault) + drops(fault, senders, percent));
    }

    /**
     * Drops every packet that arrives from these addresses, but none that comes from the node itself: the kernel refuses a
     * connection in the name of the peer, with the peer's address as the source.
     */
    void dropArrivals(Target receiver, int fault, List<String> senders) {
        String ownPackets = "add rule " + TABLE + " " + chain(fault) + " iifname lo accept\n";
        set(receiver, inputChain(fault) + ownPackets + drops(fault, senders, PER_CENT));
    }

    private static String inputChain(int fault) {
        return "add table " + TABLE + "\nadd chain " + TABLE + " " + chain(fault)
                + " { type filter hook input priority " + PRIORITY + "; policy accept; }\n";
    }

    private static String drops(int fault, List<String> senders, int percent) {
        StringBuilder rules = new StringBuilder();
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
        return rules.toString();
    }

    /** Packets dropped so far, by sender's address. */
    Map<String, Long> dropped(Target receiver, int fault) {
        return packets(shell.run(receiver, List.of("nft", "list", "chain", "ip", "maat", chain(fault))));
    }

    /** Removes a fault's chain. */
    void remove(Target receiver, int fault) {
        String chain = TABLE + " " + chain(fault) + "\n";
        set(receiver, "flush chain " + chain + "delete chain " + chain);
    }

    /**
     * Lets no connection come about that the node opens to one of these peers, on any port. A connection that is open already is
     * not affected.
     *
     * @param refuse whether the node hears at once that the connection is refused; otherwise it hears nothing
     */
    void blockConnects(Target opener, int fault, List<String> peers, boolean refuse) {
        String chain = TABLE + " " + connects(fault);
        StringBuilder rules = new StringBuilder();
        rules.append("add table ").append(TABLE).append('\n');
        rules.append("add chain ").append(chain);
        rules.append(" { type filter hook output priority ")
                .append(BEFORE_DETOUR)
                .append("; policy accept; }\n");
        for (String peer : peers) {
            rules.append("add rule ").append(chain).append(" ip daddr ").append(peer);
            rules.append(" tcp flags & (syn | ack) == syn counter ");
            rules.append(refuse ? "reject with tcp reset" : "drop").append('\n');
        }
        set(opener, rules.toString());
    }

    /** Attempts to connect that were blocked so far, by peer's address. An attempt without an answer is made several times. */
    Map<String, Long> blockedConnects(Target opener, int fault) {
        String listing = shell.run(opener, List.of("nft", "list", "chain", "ip", "maat", connects(fault)));
        Map<String, Long> attempts = new LinkedHashMap<>();
        Matcher counted = CONNECTS.matcher(listing);
        while (counted.find()) {
            attempts.merge(counted.group(1), Long.parseLong(counted.group(2)), Long::sum);
        }
        return attempts;
    }

    /** Lets connections come about again. */
    void unblockConnects(Target opener, int fault) {
        String chain = TABLE + " " + connects(fault) + "\n";
        set(opener, "flush chain " + chain + "delete chain " + chain);
    }

    /**
     * Sends the node's connections to a proxy, unknown to the node: each peer's to a port of its own. Counts the packets into the
     * proxy and out of it.
     *
     * @param peerPorts the proxy's port by peer
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
            // Longer than a bare acknowledgement or a packet of the handshake.
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

    /** Reads a listed chain: packets by the address or port that the rule's last match names. */
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

    /**
     * Sets all of the rules or none. They are an argument and not the standard input, because an engine may never close the
     * input of a helper.
     */
    private void set(Target target, String rules) {
        shell.run(target, List.of("nft", rules));
    }

    private static String connects(int fault) {
        return "connects" + fault;
    }

    private static String chain(int fault) {
        return "fault" + fault;
    }
}

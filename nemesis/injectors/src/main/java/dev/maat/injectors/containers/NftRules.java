package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules in a table of their own, set by {@code nft}. */
final class NftRules implements Netfilter {
    private static final String TABLE = "ip maat";
    /** This priority puts Maat's table before the node's own filters, if there are any. */
    private static final int PRIORITY = -5;

    /** This priority puts a chain before the detour, which hides the peer's address. */
    private static final int BEFORE_DETOUR = -150;

    private static final Pattern COUNTED =
            Pattern.compile("(?:saddr|dport|sport) (\\S+) .*?counter packets (\\d+) bytes (\\d+)");

    private static final Pattern CONNECTS = Pattern.compile("ip daddr (\\S+) tcp flags .*?counter packets (\\d+) ");

    private final NamespaceShell shell;

    NftRules(NamespaceShell shell) {
        this.shell = shell;
    }

    @Override
    public void drop(Target receiver, int fault, List<String> senders, int percent) {
        set(receiver, inputChain(fault) + drops(fault, senders, percent));
    }

    @Override
    public void dropArrivals(Target receiver, int fault, List<String> senders) {
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

    @Override
    public Map<String, Long> dropped(Target receiver, int fault) {
        return packets(shell.run(receiver, List.of("nft", "list", "chain", "ip", "maat", chain(fault))));
    }

    @Override
    public void remove(Target receiver, int fault) {
        String chain = TABLE + " " + chain(fault) + "\n";
        set(receiver, "flush chain " + chain + "delete chain " + chain);
    }

    @Override
    public void blockConnects(Target opener, int fault, List<String> peers, boolean refuse) {
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

    @Override
    public Map<String, Long> blockedConnects(Target opener, int fault) {
        String listing = shell.run(opener, List.of("nft", "list", "chain", "ip", "maat", connects(fault)));
        Map<String, Long> attempts = new LinkedHashMap<>();
        Matcher counted = CONNECTS.matcher(listing);
        while (counted.find()) {
            attempts.merge(counted.group(1), Long.parseLong(counted.group(2)), Long::sum);
        }
        return attempts;
    }

    @Override
    public void unblockConnects(Target opener, int fault) {
        String chain = TABLE + " " + connects(fault) + "\n";
        set(opener, "flush chain " + chain + "delete chain " + chain);
    }

    @Override
    public void redirect(Target sender, String proxyAddress, Map<Target, Integer> peerPorts) {
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
            rules.append("add rule ").append(TABLE).append(" outflow ip daddr ").append(proxyAddress);
            rules.append(" tcp dport ").append(port).append(withData());
            rules.append("add rule ").append(TABLE).append(" inflow ip saddr ").append(proxyAddress);
            rules.append(" tcp sport ").append(port).append(withData());
        });
        set(sender, rules.toString());
    }

    @Override
    public void endRedirection(Target sender) {
        StringBuilder rules = new StringBuilder();
        for (String chain : List.of("detour", "outflow", "inflow")) {
            rules.append("flush chain ").append(TABLE).append(' ').append(chain).append('\n');
            rules.append("delete chain ")
                    .append(TABLE)
                    .append(' ')
                    .append(chain)
                    .append('\n');
        }
        set(sender, rules.toString());
    }

    private static String withData() {
        return " ip length > " + MAX_LENGTH_WITHOUT_DATA + " counter\n";
    }

    @Override
    public Flow flow(Target node) {
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

    private static String chain(int fault) {
        return "fault" + fault;
    }

    private static String connects(int fault) {
        return "connects" + fault;
    }
}

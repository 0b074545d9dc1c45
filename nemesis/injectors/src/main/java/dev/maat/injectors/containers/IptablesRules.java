package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules in chains of their own, set by {@code iptables-restore}: for machines that run an engine, which needs {@code iptables}
 * itself, and lack {@code nft}. Maat's chains come first in the tables of the node's namespace.
 */
final class IptablesRules implements Netfilter {
    /** The matches and targets of the rules; accepting, dropping and returning are the standard target. */
    static final Set<String> EXTENSIONS =
            Set.of("standard", "tcp", "length", "statistic", "conntrack", "REJECT", "DNAT", "NAT");

    private static final String DETOUR = "maat-detour";
    private static final String OUTFLOW = "maat-outflow";
    private static final String INFLOW = "maat-inflow";
    private static final int MAX_LENGTH = 65_535;

    /** A rule as {@code iptables-save -c} prints it: packets, chain, and the address or the port that tells rules apart. */
    private static final Pattern DROPPED =
            Pattern.compile("^\\[(\\d+):\\d+] -A (\\S+) -s ([0-9.]+)(?:/32)? .*-j DROP$");

    private static final Pattern CONNECTS =
            Pattern.compile("^\\[(\\d+):\\d+] -A (\\S+) .*--ctorigdst ([0-9.]+)(?:/32)? .*$");

    private static final Pattern COUNTED =
            Pattern.compile("^\\[(\\d+):\\d+] -A (\\S+) .*--[sd]port (\\d+) .*--length .*$");

    private final NamespaceShell shell;

    IptablesRules(NamespaceShell shell) {
        this.shell = shell;
    }

    @Override
    public void drop(Target receiver, int fault, List<String> senders, int percent) {
        drop(receiver, chain(fault), "", senders, percent);
    }

    @Override
    public void dropArrivals(Target receiver, int fault, List<String> senders) {
        String chain = chain(fault);
        drop(receiver, chain, "-A " + chain + " -i lo -j RETURN\n", senders, PER_CENT);
    }

    private void drop(Target receiver, String chain, String exception, List<String> senders, int percent) {
        StringBuilder rules = new StringBuilder("*filter\n");
        rules.append(':').append(chain).append(" - [0:0]\n").append(exception);
        for (String sender : senders) {
            rules.append("-A ").append(chain).append(" -s ").append(sender);
            if (percent < PER_CENT) {
                rules.append(String.format(
                        Locale.ROOT, " -m statistic --mode random --probability %.2f", (double) percent / PER_CENT));
            }
            rules.append(" -j DROP\n");
        }
        // The jump comes last, so that the rules come into force together even where a table is not set at once.
        rules.append("-I INPUT -j ").append(chain).append("\nCOMMIT\n");
        set(receiver, rules.toString());
    }

    @Override
    public Map<String, Long> dropped(Target receiver, int fault) {
        return packets(list(receiver), DROPPED, chain(fault));
    }

    @Override
    public void remove(Target receiver, int fault) {
        String chain = chain(fault);
        set(receiver, "*filter\n-D INPUT -j " + chain + "\n-F " + chain + "\n-X " + chain + "\nCOMMIT\n");
    }

    /** Connections are told by the address that they were opened to, since the filter comes after the detour here. */
    @Override
    public void blockConnects(Target opener, int fault, List<String> peers, boolean refuse) {
        String chain = connects(fault);
        StringBuilder rules = new StringBuilder("*filter\n");
        rules.append(':').append(chain).append(" - [0:0]\n");
        for (String peer : peers) {
            rules.append("-A ")
                    .append(chain)
                    .append(" -p tcp --syn -m conntrack --ctorigdst ")
                    .append(peer);
            rules.append(refuse ? " -j REJECT --reject-with tcp-reset\n" : " -j DROP\n");
        }
        rules.append("-I OUTPUT -j ").append(chain).append("\nCOMMIT\n");
        set(opener, rules.toString());
    }

    @Override
    public Map<String, Long> blockedConnects(Target opener, int fault) {
        return packets(list(opener), CONNECTS, connects(fault));
    }

    @Override
    public void unblockConnects(Target opener, int fault) {
        String chain = connects(fault);
        set(opener, "*filter\n-D OUTPUT -j " + chain + "\n-F " + chain + "\n-X " + chain + "\nCOMMIT\n");
    }

    @Override
    public void redirect(Target sender, String proxyAddress, Map<Target, Integer> peerPorts) {
        StringBuilder detour = new StringBuilder();
        StringBuilder flows = new StringBuilder();
        peerPorts.forEach((peer, port) -> {
            detour.append("-A " + DETOUR + " -d ").append(peer.address());
            detour.append(" -p tcp --dport ").append(peer.port());
            detour.append(" -j DNAT --to-destination ").append(proxyAddress).append(':');
            detour.append(port).append('\n');
            flows.append("-A " + OUTFLOW + " -d ").append(proxyAddress).append(" -p tcp --dport ");
            flows.append(port).append(withData());
            flows.append("-A " + INFLOW + " -s ").append(proxyAddress).append(" -p tcp --sport ");
            flows.append(port).append(withData());
        });
        set(
                sender,
                "*filter\n:" + OUTFLOW + " - [0:0]\n:" + INFLOW + " - [0:0]\n" + flows + "-I OUTPUT -j " + OUTFLOW
                        + "\n-I INPUT -j " + INFLOW + "\nCOMMIT\n*nat\n:" + DETOUR + " - [0:0]\n" + detour
                        + "-I OUTPUT -j " + DETOUR + "\nCOMMIT\n");
    }

    @Override
    public void endRedirection(Target sender) {
        set(
                sender,
                "*filter\n-D OUTPUT -j " + OUTFLOW + "\n-D INPUT -j " + INFLOW + "\n-F " + OUTFLOW + "\n-F " + INFLOW
                        + "\n-X " + OUTFLOW + "\n-X " + INFLOW + "\nCOMMIT\n*nat\n-D OUTPUT -j " + DETOUR + "\n-F "
                        + DETOUR + "\n-X " + DETOUR + "\nCOMMIT\n");
    }

    private static String withData() {
        return " -m length --length " + (MAX_LENGTH_WITHOUT_DATA + 1) + ":" + MAX_LENGTH + "\n";
    }

    @Override
    public Flow flow(Target node) {
        String listing = list(node);
        if (!listing.contains(":" + OUTFLOW + " ") || !listing.contains(":" + INFLOW + " ")) {
            throw new InjectionException("node " + node.node() + " lacks its proxy rules: " + listing);
        }
        return new Flow(packets(listing, COUNTED, OUTFLOW), packets(listing, COUNTED, INFLOW));
    }

    private static Map<String, Long> packets(String listing, Pattern rule, String chain) {
        Map<String, Long> packets = new LinkedHashMap<>();
        for (String line : listing.split("\n", -1)) {
            Matcher counted = rule.matcher(line.strip());
            if (counted.matches() && counted.group(2).equals(chain)) {
                packets.merge(counted.group(3), Long.parseLong(counted.group(1)), Long::sum);
            }
        }
        return packets;
    }

    private String list(Target target) {
        return script(target, "exec iptables-save -c -t filter");
    }

    /** Sets all rules of a table or none. The program waits for others that hold the lock of this machine's tables. */
    private void set(Target target, String rules) {
        script(target, "exec iptables-restore --noflush --wait=10 <<'END'\n" + rules + "END\n");
    }

    /** A shell hands the rules over as standard input, because an engine may never close the input of a helper. */
    private String script(Target target, String command) {
        return shell.run(target, List.of("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; " + command));
    }

    private static String chain(int fault) {
        return "maat-fault" + fault;
    }

    private static String connects(int fault) {
        return "maat-connects" + fault;
    }
}

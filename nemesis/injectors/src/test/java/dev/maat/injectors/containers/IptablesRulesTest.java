package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IptablesRulesTest {
    private final Target n1 = new Target("n1", "10.231.203.10", 7_800, "container1");
    private final Target n2 = new Target("n2", "10.231.203.11", 7_800, "container2");
    private final FakeShell shell = new FakeShell();
    private final Netfilter netfilter = new IptablesRules(shell);

    @Test
    void aCutIsAChainThatComesIntoForceWithItsLastRule() {
        netfilter.drop(n2, 4, List.of("10.231.7.12", "10.231.7.13"), 100);

        assertThat(shell.newestAt("n2")).contains("""
                *filter
                :maat-fault4 - [0:0]
                -A maat-fault4 -s 10.231.7.12 -j DROP
                -A maat-fault4 -s 10.231.7.13 -j DROP
                -I INPUT -j maat-fault4
                COMMIT
                """);
    }

    @Test
    void lossIsARuleWithItsProbability() {
        netfilter.drop(n2, 3, List.of("10.231.7.10"), 5);

        assertThat(shell.newestAt("n2"))
                .contains("-A maat-fault3 -s 10.231.7.10 -m statistic --mode random --probability 0.05 -j DROP\n");
    }

    @Test
    void aFaultThatIsHealedTakesItsJumpAndItsChainWithIt() {
        netfilter.remove(n2, 4);

        assertThat(shell.newestAt("n2"))
                .contains("*filter\n-D INPUT -j maat-fault4\n-F maat-fault4\n-X maat-fault4\nCOMMIT\n");
    }

    @Test
    void droppedPacketsAreReadBySenderAndByFault() {
        shell.listings.put("n2", Captured.text("iptables-faults.txt"));

        assertThat(netfilter.dropped(n2, 3)).isEqualTo(Map.of("10.231.7.10", 147L, "10.231.7.12", 0L));
        assertThat(netfilter.dropped(n2, 4)).isEqualTo(Map.of("10.231.7.11", 40L));
    }

    @Test
    void attemptsToConnectAreToldByTheAddressBeforeTheDetour() {
        netfilter.blockConnects(n1, 3, List.of("10.9.9.9"), true);
        assertThat(shell.newestAt("n1"))
                .contains(
                        "-A maat-connects3 -p tcp --syn -m conntrack --ctorigdst 10.9.9.9 -j REJECT --reject-with tcp-reset\n");

        netfilter.blockConnects(n1, 4, List.of("10.9.9.9"), false);
        assertThat(shell.newestAt("n1"))
                .contains("-A maat-connects4 -p tcp --syn -m conntrack --ctorigdst 10.9.9.9 -j DROP\n");

        shell.listings.put("n1", Captured.text("iptables-connects.txt"));
        assertThat(netfilter.blockedConnects(n1, 3)).isEqualTo(Map.of("10.9.9.9", 2L));
        assertThat(netfilter.blockedConnects(n1, 4)).isEmpty();
    }

    @Test
    void aRefusalThatComesFromTheNodeItselfIsNotDropped() {
        netfilter.dropArrivals(n2, 4, List.of("10.231.7.12"));

        assertThat(shell.newestAt("n2"))
                .contains("-A maat-fault4 -i lo -j RETURN\n-A maat-fault4 -s 10.231.7.12 -j DROP\n");
    }

    @Test
    void packetsIntoAndOutOfTheProxyAreReadByItsPort() {
        shell.listings.put("n1", Captured.text("iptables-detour.txt"));

        Netfilter.Flow flow = netfilter.flow(n1);

        assertThat(flow.sent()).isEqualTo(Map.of("20000", 19L, "20001", 0L));
        assertThat(flow.received()).isEqualTo(Map.of("20000", 3L, "20001", 0L));
    }

    @Test
    void connectionsToEachPeerGoToTheirOwnProxyPortAndAreCountedBothWays() {
        Map<Target, Integer> ports = new LinkedHashMap<>();
        ports.put(n2, 20_000);

        netfilter.redirect(n1, "10.231.203.2", ports);

        assertThat(shell.newestAt("n1"))
                .contains(
                        "-A maat-detour -d 10.231.203.11 -p tcp --dport 7800 -j DNAT --to-destination 10.231.203.2:20000\n",
                        "-A maat-outflow -d 10.231.203.2 -p tcp --dport 20000 -m length --length 61:65535\n",
                        "-A maat-inflow -s 10.231.203.2 -p tcp --sport 20000 -m length --length 61:65535\n",
                        "-I OUTPUT -j maat-outflow\n",
                        "-I INPUT -j maat-inflow\n",
                        "-I OUTPUT -j maat-detour\n");
    }

    /** The helper image has these files and no others: a rule that needs another one would fail there alone. */
    @Test
    void everyMatchAndTargetOfTheRulesIsNamedAsAnExtension() {
        netfilter.drop(n1, 1, List.of("10.231.7.12"), 5);
        netfilter.dropArrivals(n1, 2, List.of("10.231.7.12"));
        netfilter.blockConnects(n1, 3, List.of("10.231.7.12"), true);
        netfilter.blockConnects(n1, 4, List.of("10.231.7.12"), false);
        netfilter.redirect(n1, "10.231.203.2", Map.of(n2, 20_000));

        Set<String> used = extensions(shell);
        assertThat(used).contains("conntrack", "REJECT", "DNAT");
        assertThat(NetfilterTool.iptablesExtensions()).containsAll(used);

        FakeShell trial = new FakeShell();
        NetfilterTool.workingIn(trial, n1, List.of(NetfilterTool.IPTABLES), true);
        assertThat(extensions(trial))
                .as("of the trial that decides for the tool")
                .isEqualTo(used);
    }

    /** The matches and targets of the rules that were set at n1. */
    private static Set<String> extensions(FakeShell shell) {
        Set<String> used = new TreeSet<>();
        Matcher words = Pattern.compile(" -(?:m|p|j) ([A-Za-z]+)").matcher(String.join("\n", shell.rules.get("n1")));
        while (words.find()) {
            used.add(words.group(1));
        }
        // Chains of Maat's own have a dash in their names; the three others are the standard target.
        used.removeAll(Set.of("maat", "DROP", "RETURN", "ACCEPT"));
        return used;
    }
}

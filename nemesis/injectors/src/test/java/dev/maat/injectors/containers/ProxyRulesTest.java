package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.injectors.InjectionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the proxy are alike, whichever tool sets them. */
class ProxyRulesTest {
    private final Target n1 = new Target("n1", "10.231.203.10", 7_800, "container1");
    private final FakeShell shell = new FakeShell();

    @ParameterizedTest
    @CsvSource({"NFT, nft-cut-chain.txt", "IPTABLES, iptables-faults.txt"})
    void missingRulesAreAFailureAndNotAZeroCount(NetfilterTool tool, String listing) {
        shell.listings.put("n1", Captured.text(listing));

        assertThatThrownBy(() -> tool.over(shell).flow(n1))
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("node n1 lacks its proxy rules");
    }
}

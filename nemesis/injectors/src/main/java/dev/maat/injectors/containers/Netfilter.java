package dev.maat.injectors.containers;

import java.util.List;
import java.util.Map;

/**
 * Maat's own netfilter rules in a node's network namespace; no other rule is touched. A fault is a chain with one rule for each
 * sender. The rules are made of numbers and addresses alone: a node's name never enters them.
 */
sealed interface Netfilter permits NftRules, IptablesRules {
    int PER_CENT = 100;
    /** Packets up to this length are bare acknowledgements or belong to a handshake: they carry no data. */
    int MAX_LENGTH_WITHOUT_DATA = 60;

    /** Drops packets that arrive from these addresses, each with this probability. */
    void drop(Target receiver, int fault, List<String> senders, int percent);

    /**
     * Drops every packet that arrives from these addresses, but none that comes from the node itself: the kernel refuses a
     * connection in the name of the peer, with the peer's address as the source.
     */
    void dropArrivals(Target receiver, int fault, List<String> senders);

    /** Packets dropped so far, by sender's address. */
    Map<String, Long> dropped(Target receiver, int fault);

    /** Removes a fault's chain. */
    void remove(Target receiver, int fault);

    /**
     * Lets no connection come about that the node opens to one of these peers, on any port. A connection that is open already is
     * not affected.
     *
     * @param refuse whether the node hears at once that the connection is refused; otherwise it hears nothing
     */
    void blockConnects(Target opener, int fault, List<String> peers, boolean refuse);

    /** Attempts to connect that were blocked so far, by peer's address. An attempt without an answer is made several times. */
    Map<String, Long> blockedConnects(Target opener, int fault);

    /** Lets connections come about again. */
    void unblockConnects(Target opener, int fault);

    /**
     * Sends the node's connections to a proxy, unknown to the node: each peer's to a port of its own. Counts the packets into the
     * proxy and out of it.
     *
     * @param peerPorts the proxy's port by peer
     */
    void redirect(Target sender, String proxyAddress, Map<Target, Integer> peerPorts);

    /** Removes the rules of {@link #redirect}: connections opened from now on go to the peers themselves. */
    void endRedirection(Target sender);

    /** Packets with data on the connections that go through the proxy. */
    Flow flow(Target node);

    /**
     * Packets with data on connections that the node opened, by the proxy's port.
     *
     * @param sent into the proxy
     * @param received from the proxy
     */
    record Flow(Map<String, Long> sent, Map<String, Long> received) {}
}

package dev.maat.aeron;

import dev.maat.contract.MemberStart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The channels of a member, as URIs of Aeron.
 *
 * @param publication of its own stream
 * @param subscriptions that together bring the streams of all members, its own included
 */
record Channels(String publication, List<String> subscriptions) {
    /** Ports from here on, beside the group's, are those at which a member receives the stream of each peer. */
    private static final int RECEIVING_PORT_OFFSET = 100;

    static Channels of(MemberStart start) {
        InetSocketAddress own = start.addresses().get(start.self().node());
        if (own == null) {
            throw new IllegalArgumentException("node " + start.self().node() + " has no address");
        }
        return switch (start.transport()) {
            case "multicast" -> multicast(start, own);
            case "udp" -> toEach(start, own);
            default -> throw new IllegalArgumentException("no transport '" + start.transport() + "' here");
        };
    }

    private static Channels multicast(MemberStart start, InetSocketAddress own) {
        InetSocketAddress group = start.multicastAddress();
        if (group == null) {
            throw new IllegalArgumentException("transport multicast needs a multicast address");
        }
        String channel = "aeron:udp?endpoint=" + text(odd(group)) + "|interface=" + host(own.getAddress()) + "|ttl=1";
        return new Channels(channel + "|fc=min", List.of(channel));
    }

    /** Aeron answers a multicast group at the next even address, so the group's own must be odd. */
    private static InetSocketAddress odd(InetSocketAddress group) {
        byte[] address = group.getAddress().getAddress();
        address[address.length - 1] |= 1;
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), group.getPort());
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Channels toEach(MemberStart start, InetSocketAddress own) {
        List<String> subscriptions = new ArrayList<>();
        int receivingPort = own.getPort() + RECEIVING_PORT_OFFSET;
        for (Map.Entry<String, InetSocketAddress> node : start.addresses().entrySet()) {
            InetSocketAddress receiving = new InetSocketAddress(own.getAddress(), receivingPort++);
            subscriptions.add("aeron:udp?endpoint=" + text(receiving) + "|control=" + text(node.getValue())
                    + "|control-mode=dynamic");
        }
        return new Channels("aeron:udp?control=" + text(own) + "|control-mode=dynamic|fc=min", subscriptions);
    }

    private static String text(InetSocketAddress address) {
        return host(address.getAddress()) + ":" + address.getPort();
    }

    private static String host(InetAddress address) {
        return address.getHostAddress();
    }
}

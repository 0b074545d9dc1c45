package dev.maat.node;

import java.net.InetSocketAddress;

/** Reads {@code host:port}; an IPv6 address stands in brackets. */
public final class HostPort {
    private static final int MAX_PORT = 65_535;

    private HostPort() {}

    /** @throws IllegalArgumentException if it is not of that form or does not resolve */
    public static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        int port;
        try {
            port = Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no port from 0 to " + MAX_PORT + " behind the colon");
        }
        InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the host of '" + text + "' does not resolve");
        }
        return address;
    }
}

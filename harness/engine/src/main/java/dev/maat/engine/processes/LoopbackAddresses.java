package dev.maat.engine.processes;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * The loopback addresses of one run: a block {@code 127.a.b.0/24}, drawn so that runs on one machine do not meet. On Linux every
 * address of {@code 127.0.0.0/8} is at hand; other systems give the first one alone.
 *
 * @param block its first three bytes: {@code 127.90.17}
 * @param claim bound in the block for as long as it is in use: while a node is down, its own ports are free for anybody
 */
record LoopbackAddresses(String block, List<String> nodes, DatagramSocket claim) implements Closeable {
    /** Every node costs a socket for each other node, in one process with a bounded number of files. */
    static final int MAX_NODES = 20;

    private static final int GROUP_PORT = 7800;
    private static final int CONTROL_PORT = 7000;
    private static final int MAX_ATTEMPTS = 50;
    /** Low blocks are in use by other programs, such as resolvers. */
    private static final int MIN_SECOND = 64;

    private static final int MAX_BYTE = 255;
    /** The address of the claim: beyond those of nodes. Its port is one that a run needs anyway, so it asks no more of the machine. */
    private static final int CLAIM_HOST = 254;

    LoopbackAddresses {
        nodes = List.copyOf(nodes);
    }

    /** @throws IOException if this system has no such addresses */
    static LoopbackAddresses draw(List<String> nodes) throws IOException {
        return draw(nodes, new SecureRandom());
    }

    static LoopbackAddresses draw(List<String> nodes, RandomGenerator random) throws IOException {
        IOException last = new IOException("none was tried");
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            String block = "127." + random.nextInt(MIN_SECOND, MAX_BYTE) + "." + random.nextInt(1, MAX_BYTE);
            try {
                return claimed(block, nodes);
            } catch (BindException e) {
                last = e;
            }
        }
        throw new IOException("no block of loopback addresses can be used: " + last.getMessage(), last);
    }

    /** @throws BindException if another run has the block, or another program one of its ports */
    static LoopbackAddresses claimed(String block, List<String> nodes) throws IOException {
        LoopbackAddresses addresses = new LoopbackAddresses(
                block, nodes, new DatagramSocket(new InetSocketAddress(address(block, CLAIM_HOST), GROUP_PORT)));
        try {
            addresses.requireFree();
            return addresses;
        } catch (IOException e) {
            addresses.close();
            throw e;
        }
    }

    private void requireFree() throws IOException {
        for (String node : nodes) {
            InetSocketAddress group = new InetSocketAddress(host(node), GROUP_PORT);
            new DatagramSocket(group).close();
            requireListener(group);
            requireListener(control(node));
        }
    }

    private static void requireListener(InetSocketAddress address) throws IOException {
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(address);
        }
    }

    /** Why this machine cannot give each node an address; empty if it can. */
    static String obstacle() {
        try {
            draw(List.of("n1")).close();
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The address of each node in the group. */
    SequencedMap<String, InetSocketAddress> group() {
        SequencedMap<String, InetSocketAddress> addresses = new LinkedHashMap<>();
        for (String node : nodes) {
            addresses.put(node, new InetSocketAddress(host(node), GROUP_PORT));
        }
        return addresses;
    }

    /** Where the harness reaches a node. */
    InetSocketAddress control(String node) {
        return new InetSocketAddress(host(node), CONTROL_PORT);
    }

    private InetAddress host(String node) {
        int index = nodes.indexOf(node);
        if (index < 0) {
            throw new IllegalArgumentException("no node is called " + node);
        }
        return address(block, index + 1);
    }

    private static InetAddress address(String block, int host) {
        try {
            // Four numbers are an address as they stand: no resolver is asked.
            return InetAddress.getByName(block + "." + host);
        } catch (IOException e) {
            throw new IllegalStateException("four numbers are an address", e);
        }
    }

    /** Gives the block up. */
    @Override
    public void close() {
        claim.close();
    }
}

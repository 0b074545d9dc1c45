package dev.maat.transport;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Free ports of the loopback interface, for datagrams and connections alike. */
final class Ports {
    private Ports() {}

    static SequencedMap<String, InetSocketAddress> nodes(int count) throws IOException {
        SequencedMap<String, InetSocketAddress> nodes = new LinkedHashMap<>();
        for (int port : free(count)) {
            nodes.put("n" + (nodes.size() + 1), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        return nodes;
    }

    static List<Integer> free(int count) throws IOException {
        List<AutoCloseable> held = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            while (ports.size() < count) {
                ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(tcp);
                held.add(new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress()));
                ports.add(tcp.getLocalPort());
            }
            return ports;
        } finally {
            for (AutoCloseable socket : held) {
                try {
                    socket.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}

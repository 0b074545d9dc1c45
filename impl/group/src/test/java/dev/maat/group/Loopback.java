package dev.maat.group;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes n1, n2, ... of one test's group, on free ports of the loopback interface. */
public final class Loopback {
    private final Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
    private final Path folder;

    public Loopback(int nodes, Path folder) throws IOException {
        this.folder = folder;
        List<DatagramSocket> held = new ArrayList<>();
        for (int k = 1; k <= nodes; k++) {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            held.add(socket);
            addresses.put("n" + k, new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
        }
        held.forEach(DatagramSocket::close);
    }

    /** The configuration of one node; nothing is chosen yet but names, addresses and the folder. */
    public GroupConfig.Builder node(String self) {
        GroupConfig.Builder builder = GroupConfig.of("g1", self).stateFolder(folder.resolve(self));
        addresses.forEach(builder::node);
        return builder;
    }
}

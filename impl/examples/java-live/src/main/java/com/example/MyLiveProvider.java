package com.example;

import dev.maat.contract.*;
import java.io.IOException;
import java.net.*;
import java.util.*;

/** A member that owns its socket and its thread. It sends each message once to every peer, and a message that is lost stays lost. */
public final class MyLiveProvider implements ImplementationProvider.Live {
    @Override
    public GroupMember newMember(String name, Map<String, String> options) {
        return new Member();
    }

    private static final class Member implements GroupMember {
        private static final int MAX_DATAGRAM_BYTES = 65_507;

        private final List<InetSocketAddress> peers = new ArrayList<>();
        private DatagramSocket socket;
        private MemberListener listener;

        @Override
        public void start(MemberStart start, MemberListener upcalls) throws IOException {
            listener = upcalls;
            start.addresses().forEach((node, address) -> {
                if (!node.equals(start.self().node())) {
                    peers.add(address);
                }
            });
            // The own address alone: a machine may have networks on which there is no group.
            socket = new DatagramSocket(start.addresses().get(start.self().node()));
            Thread.ofPlatform().daemon().name("receive").start(this::receive);
        }

        @Override
        public void multicast(byte[] payload) throws IOException {
            if (payload.length > MAX_DATAGRAM_BYTES) {
                // Thrown before a packet leaves: certainly not sent.
                throw new IOException("a message fits a datagram");
            }
            deliver(payload);
            for (InetSocketAddress peer : peers) {
                try {
                    socket.send(new DatagramPacket(payload, payload.length, peer));
                } catch (IOException lost) {
                    // Others may have it by now, so it is sent: as good as lost on the way.
                    System.err.println("to " + peer + ": " + lost);
                }
            }
        }

        /** From the application's thread and the member's own, so under a lock: no two upcalls at a time. */
        private synchronized void deliver(byte[] payload) {
            listener.deliver(payload, Effect.NO_PLACE);
        }

        private void receive() {
            DatagramPacket in = new DatagramPacket(new byte[MAX_DATAGRAM_BYTES], MAX_DATAGRAM_BYTES);
            while (!socket.isClosed()) {
                try {
                    in.setLength(MAX_DATAGRAM_BYTES);
                    socket.receive(in);
                } catch (IOException e) {
                    continue;
                }
                if (peers.contains(in.getSocketAddress())) {
                    deliver(Arrays.copyOf(in.getData(), in.getLength()));
                }
            }
        }

        @Override
        public void leave() {
            listener.left();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}

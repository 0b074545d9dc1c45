package dev.maat.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboundLinkTest {
    private static final int PACKET_BYTES = 1_000;
    private static final int BUFFER_BYTES = 1 << 16;

    /** A receiver whose time is always over. */
    private static final class Hurried implements Links.Receiver {
        long bytes;

        @Override
        public void receive(String from, ByteBuffer packet) {
            bytes += packet.remaining();
        }

        @Override
        public boolean mayReadOn(int sockets) {
            return false;
        }

        @Override
        public void unreachable(String node) {}
    }

    @Test
    void aTurnThatIsOverEndsWithTheBufferThatWasRead() throws Exception {
        Topology topology = new Topology("n1", new LinkedHashMap<>(Ports.nodes(2)), null);
        Hurried receiver = new Hurried();
        try (Selector selector = Selector.open();
                TcpLinks links = new TcpLinks(topology, 1_401, new LinkCounters(topology.peers()), receiver);
                ServerSocketChannel server = ServerSocketChannel.open();
                SocketChannel peer = SocketChannel.open()) {
            links.open(selector);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            peer.connect(server.getLocalAddress());
            SocketChannel accepted = server.accept();
            accepted.configureBlocking(false);
            InboundLink link = new InboundLink(accepted, links, 1_401, 0);
            peer.write(Wire.hello("n2"));
            fill(peer);

            while (receiver.bytes < 2 * BUFFER_BYTES) {
                long before = receiver.bytes;
                link.ready(accepted.keyFor(selector));
                assertThat(receiver.bytes - before).isLessThanOrEqualTo(BUFFER_BYTES);
            }
            link.close();
        }
    }

    /** Writes packets until the sockets take no more. */
    private static void fill(SocketChannel peer) throws Exception {
        peer.configureBlocking(false);
        long written = 0;
        ByteBuffer frame;
        do {
            frame = Wire.withLength(ByteBuffer.allocate(Wire.KIND_BYTES + PACKET_BYTES));
            written += peer.write(frame);
        } while (!frame.hasRemaining());
        assertThat(written).isGreaterThan(3 * BUFFER_BYTES);
    }
}

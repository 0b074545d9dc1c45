package dev.maat.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboundLinkTest {
    private static final long ALIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @Test
    void twoBrokenConnectionsSayNothingOfALivePeerAndARefusedOneDoes() throws IOException {
        AtomicInteger told = new AtomicInteger();
        try (Selector selector = Selector.open();
                ServerSocketChannel peer = ServerSocketChannel.open()) {
            peer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            peer.configureBlocking(false);
            OutboundLink link = new OutboundLink(
                    "n1",
                    (InetSocketAddress) peer.getLocalAddress(),
                    selector,
                    new LinkCounters(List.of("n2")),
                    told::incrementAndGet);
            for (int connection = 1; connection <= 3; connection++) {
                SocketChannel[] accepted = new SocketChannel[1];
                until(link, selector, () -> (accepted[0] = accept(peer)) != null);
                long since = System.nanoTime();
                until(link, selector, () -> System.nanoTime() - since > ALIVE_NANOS);
                accepted[0].close();
            }
            assertThat(told).hasValue(0);

            peer.close();
            until(link, selector, () -> told.get() > 0);
            link.close();
        }
    }

    private static SocketChannel accept(ServerSocketChannel peer) {
        try {
            return peer.accept();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(OutboundLink link, Selector selector, BooleanSupplier condition) throws IOException {
        while (!condition.getAsBoolean()) {
            link.work(System.nanoTime());
            selector.select(key -> ((Links.Ready) key.attachment()).ready(key), 1);
        }
    }
}

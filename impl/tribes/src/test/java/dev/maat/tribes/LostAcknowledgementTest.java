package dev.maat.tribes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.tribes.ByteMessage;
import org.apache.catalina.tribes.Channel;
import org.apache.catalina.tribes.ChannelListener;
import org.apache.catalina.tribes.Member;
import org.apache.catalina.tribes.group.GroupChannel;
import org.apache.catalina.tribes.group.interceptors.OrderInterceptor;
import org.apache.catalina.tribes.group.interceptors.StaticMembershipInterceptor;
import org.apache.catalina.tribes.membership.StaticMember;
import org.apache.catalina.tribes.transport.nio.NioReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tribes alone, without the adapter: the finding of {@code no-duplication} that the harness makes when it resets connections. If this
 * fails with a newer Tribes, the table of the alternates has to be made anew.
 */
@Timeout(60)
class LostAcknowledgementTest {
    private static final int SERVICES = Channel.SND_RX_SEQ | Channel.SND_TX_SEQ;
    private static final int ACKNOWLEDGED =
            Channel.SEND_OPTIONS_BYTE_MESSAGE | Channel.SEND_OPTIONS_USE_ACK | Channel.SEND_OPTIONS_SYNCHRONIZED_ACK;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void aMessageWhoseAcknowledgementIsLostWithItsConnectionIsDeliveredTwice() throws Exception {
        Received received = new Received();
        int port = freePort();
        GroupChannel receiver = channel(port, member("b", port), List.of());
        receiver.addChannelListener(received);
        start(receiver);
        Relay relay = new Relay(port);
        StaticMember behindRelay = member("b", relay.port());
        int own = freePort();
        GroupChannel sender = channel(own, member("a", own), List.of(behindRelay));
        start(sender);

        send(sender, behindRelay, "first");
        relay.resetAtTheNextAcknowledgement();
        send(sender, behindRelay, "second");
        send(sender, behindRelay, "third");

        assertThat(received.messages).containsExactly("first", "second", "second", "third");
    }

    private static void send(GroupChannel sender, Member to, String text) throws Exception {
        sender.send(new Member[] {to}, new ByteMessage(text.getBytes(StandardCharsets.UTF_8)), ACKNOWLEDGED);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static StaticMember member(String name, int port) throws IOException {
        StaticMember member = new StaticMember("127.0.0.1", port, 0);
        byte[] id = new byte[16];
        id[0] = (byte) name.charAt(0);
        member.setUniqueId(id);
        return member;
    }

    private static GroupChannel channel(int port, StaticMember self, List<StaticMember> peers) {
        NioReceiver receiver = new NioReceiver();
        receiver.setAddress("127.0.0.1");
        receiver.setPort(port);
        receiver.setAutoBind(1);
        receiver.setDaemon(true);
        StaticMembershipInterceptor membership = new StaticMembershipInterceptor();
        membership.setLocalMember(self);
        peers.forEach(membership::addStaticMember);
        GroupChannel channel = new GroupChannel();
        channel.setChannelReceiver(receiver);
        channel.addInterceptor(new OrderInterceptor());
        channel.addInterceptor(membership);
        return channel;
    }

    private void start(GroupChannel channel) throws Exception {
        channel.start(SERVICES);
        open.add(() -> channel.stop(SERVICES));
    }

    private static final class Received implements ChannelListener {
        final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public boolean accept(Serializable message, Member sender) {
            return true;
        }

        @Override
        public void messageReceived(Serializable message, Member sender) {
            messages.add(new String(((ByteMessage) message).getMessage(), StandardCharsets.UTF_8));
        }
    }

    /** Passes bytes on in both directions, and resets a connection in the place of an acknowledgement. */
    private final class Relay {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicBoolean armed = new AtomicBoolean();
        private final int target;

        Relay(int target) throws IOException {
            this.target = target;
            open.add(listener);
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return listener.getLocalPort();
        }

        void resetAtTheNextAcknowledgement() {
            armed.set(true);
        }

        private void accept() {
            try {
                while (true) {
                    Socket near = listener.accept();
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                    Thread.ofVirtual().start(() -> pass(near, far, false));
                    Thread.ofVirtual().start(() -> pass(far, near, true));
                }
            } catch (IOException closed) {
                return;
            }
        }

        private void pass(Socket from, Socket to, boolean acknowledgements) {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] buffer = new byte[8_192];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (acknowledgements && armed.compareAndSet(true, false)) {
                        to.setSoLinger(true, 0);
                        return;
                    }
                    out.write(buffer, 0, length);
                }
            } catch (IOException reset) {
                return;
            }
        }
    }
}

package dev.maat.tribes;

import dev.maat.contract.Effect;
import dev.maat.contract.GroupMember;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.tribes.ByteMessage;
import org.apache.catalina.tribes.Channel;
import org.apache.catalina.tribes.ChannelException;
import org.apache.catalina.tribes.ChannelListener;
import org.apache.catalina.tribes.Member;
import org.apache.catalina.tribes.group.GroupChannel;
import org.apache.catalina.tribes.group.interceptors.OrderInterceptor;
import org.apache.catalina.tribes.group.interceptors.StaticMembershipInterceptor;
import org.apache.catalina.tribes.group.interceptors.TcpFailureDetector;
import org.apache.catalina.tribes.group.interceptors.TcpPingInterceptor;
import org.apache.catalina.tribes.membership.StaticMember;
import org.apache.catalina.tribes.transport.nio.NioReceiver;
import org.jspecify.annotations.Nullable;

/** One Tribes channel as a member of a static group. */
final class TribesMember implements GroupMember {
    /** Longer than the other nodes take to start; then the member works with those that are there. */
    private static final long GATHER_MILLIS = 45_000;

    private static final long GREET_AGAIN_MILLIS = 200;

    private static final long HEARTBEAT_MILLIS = 500;
    private static final int UNIQUE_ID_BYTES = 16;

    /** The strongest level: returns when each member has processed the message. */
    private static final int ACKNOWLEDGED =
            Channel.SEND_OPTIONS_BYTE_MESSAGE | Channel.SEND_OPTIONS_USE_ACK | Channel.SEND_OPTIONS_SYNCHRONIZED_ACK;

    /** Marks the messages that the order interceptor numbers: the application's, and not the greetings. */
    private static final int ORDERED = 1 << 10;

    /** Sending and receiving; the membership is static, so its service is not started. */
    private static final int SERVICES = Channel.SND_RX_SEQ | Channel.SND_TX_SEQ;

    /**
     * Set to warnings, since a line per connection is noise. Held in a field, or the logger would be garbage-collected and its level
     * lost.
     */
    private static final Logger LOGGER = Logger.getLogger("org.apache.catalina.tribes");

    private @Nullable GroupChannel channel;
    private @Nullable Upcalls upcalls;

    @Override
    public void start(MemberStart start, MemberListener listener) throws Exception {
        LOGGER.setLevel(Level.WARNING);
        String self = start.self().node();
        List<StaticMember> peers = new ArrayList<>();
        for (Map.Entry<String, InetSocketAddress> node : start.addresses().entrySet()) {
            if (!node.getKey().equals(self)) {
                peers.add(member(node.getKey(), node.getValue()));
            }
        }
        InetSocketAddress own = start.addresses().get(self);
        if (own == null) {
            throw new IllegalArgumentException("node " + self + " has no address");
        }
        Upcalls opened = new Upcalls(listener);
        GroupChannel made = channel(own, member(self, own), peers);
        made.addChannelListener(opened);
        upcalls = opened;
        channel = made;
        made.start(SERVICES);
        greet(made, peers);
    }

    /**
     * Waits until each peer has acknowledged a message without content. A connection does not show that the peer is there: where a
     * proxy stands between, the proxy answers.
     */
    private static void greet(GroupChannel channel, List<StaticMember> peers) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
        List<StaticMember> silent = new ArrayList<>(peers);
        while (true) {
            silent.removeIf(peer -> answers(channel, peer));
            if (silent.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                LOGGER.log(Level.WARNING, "no answer within {0} ms from {1}", new Object[] {GATHER_MILLIS, silent});
                return;
            }
            Thread.sleep(GREET_AGAIN_MILLIS);
        }
    }

    private static boolean answers(GroupChannel channel, Member peer) {
        try {
            channel.send(new Member[] {peer}, new ByteMessage(new byte[0]), ACKNOWLEDGED);
            return true;
        } catch (ChannelException notYet) {
            return false;
        }
    }

    /** A member's identity is that of its node, because the others have to know it beforehand. */
    private static StaticMember member(String node, InetSocketAddress address) throws IOException {
        byte[] name = node.getBytes(StandardCharsets.UTF_8);
        if (name.length > UNIQUE_ID_BYTES) {
            throw new IllegalArgumentException("the name of node " + node + " has more than " + UNIQUE_ID_BYTES
                    + " bytes, which an identity of Tribes has");
        }
        StaticMember member = new StaticMember(address.getAddress().getHostAddress(), address.getPort(), 0);
        member.setUniqueId(Arrays.copyOf(name, UNIQUE_ID_BYTES));
        return member;
    }

    /** The interceptors are added from the application down to the network. */
    private static GroupChannel channel(InetSocketAddress own, StaticMember self, List<StaticMember> peers) {
        NioReceiver receiver = new NioReceiver();
        receiver.setAddress(own.getAddress().getHostAddress());
        receiver.setPort(own.getPort());
        receiver.setAutoBind(1);
        receiver.setDaemon(true);
        StaticMembershipInterceptor membership = new StaticMembershipInterceptor();
        membership.setLocalMember(self);
        peers.forEach(membership::addStaticMember);
        GroupChannel channel = new GroupChannel();
        channel.setChannelReceiver(receiver);
        channel.setHeartbeatSleeptime(HEARTBEAT_MILLIS);
        OrderInterceptor order = new OrderInterceptor();
        order.setOptionFlag(ORDERED);
        channel.addInterceptor(order);
        channel.addInterceptor(new TcpPingInterceptor());
        channel.addInterceptor(new TcpFailureDetector());
        channel.addInterceptor(membership);
        return channel;
    }

    /** Tribes makes upcalls for several senders at a time; a {@link MemberListener} is called once at a time. */
    private static final class Upcalls implements ChannelListener {
        private final MemberListener up;

        Upcalls(MemberListener up) {
            this.up = up;
        }

        synchronized void deliver(byte[] payload) {
            up.deliver(payload, Effect.NO_PLACE);
        }

        @Override
        public boolean accept(Serializable message, Member sender) {
            return message instanceof ByteMessage bytes && bytes.getMessage().length > 0;
        }

        @Override
        public void messageReceived(Serializable message, Member sender) {
            deliver(((ByteMessage) message).getMessage());
        }
    }

    /**
     * Tribes does not send to the sender itself, so the member delivers its own message, and counts it as sent from there on. A
     * member that Tribes could not reach is the application's business, and this application does not send again: that would be a
     * protocol of its own on top of Tribes.
     */
    @Override
    public void multicast(byte[] payload) {
        GroupChannel open = channel();
        Upcalls own = upcalls;
        if (own != null) {
            own.deliver(payload);
        }
        Member[] members = open.getMembers();
        if (members.length == 0) {
            return;
        }
        try {
            open.send(members, new ByteMessage(payload), ACKNOWLEDGED | ORDERED);
        } catch (ChannelException unreached) {
            LOGGER.log(Level.WARNING, "not acknowledged by all: {0}", unreached.getMessage());
        }
    }

    @Override
    public void leave() throws ChannelException {
        channel().stop(SERVICES);
        Upcalls own = upcalls;
        if (own != null) {
            own.up.left();
        }
    }

    private GroupChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("the member is not started");
        }
        return channel;
    }

    @Override
    public void close() throws ChannelException {
        if (channel != null) {
            channel.stop(SERVICES);
        }
    }
}

package dev.maat.jgroups;

import dev.maat.contract.Effect;
import dev.maat.contract.GroupMember;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.util.ExtendedUUID;
import org.jspecify.annotations.Nullable;

/** One JGroups channel as a member. */
final class JGroupsMember implements GroupMember {
    /** The key under which an address carries its process: JGroups spreads logical names apart from addresses, and they may come late. */
    private static final String PROCESS = "process";

    /**
     * Set to warnings, since a line per connection and channel is noise. Held in a field, or the logger would be garbage-collected
     * and its level lost.
     */
    private static final Logger LOGGER = Logger.getLogger("org.jgroups");

    private final Stack stack;
    private @Nullable JChannel channel;
    private @Nullable MemberListener listener;

    JGroupsMember(Stack stack) {
        this.stack = stack;
    }

    @Override
    public void start(MemberStart start, MemberListener up) throws Exception {
        String name = start.self().toString();
        byte[] process = name.getBytes(StandardCharsets.UTF_8);
        LOGGER.setLevel(Level.WARNING);
        JChannel opened = new JChannel(stack.of(start));
        opened.setName(name);
        opened.addAddressGenerator(() -> ExtendedUUID.randomUUID(name).put(PROCESS, process));
        opened.setReceiver(new Upcalls(up));
        channel = opened;
        listener = up;
        opened.connect("maat-" + start.generation());
    }

    /** JGroups makes upcalls for several senders, and for views, at a time; a {@link MemberListener} is called once at a time. */
    private static final class Upcalls implements Receiver {
        private final MemberListener up;

        Upcalls(MemberListener up) {
            this.up = up;
        }

        @Override
        public synchronized void viewAccepted(org.jgroups.View view) {
            long seq = view.getViewId().getId();
            up.view(View.primary(
                    seq + "@" + process(view.getViewId().getCreator()),
                    seq,
                    view.getMembers().stream().map(JGroupsMember::process).toList()));
        }

        /** An upcall of FLUSH, which JGroups has up to 5.3; a later {@link Receiver} does not declare it. */
        @SuppressWarnings({"unused", "EffectivelyPrivate"})
        public synchronized void block() {
            up.block();
        }

        /** As {@link #block}. */
        @SuppressWarnings({"unused", "EffectivelyPrivate"})
        public synchronized void unblock() {
            up.unblock();
        }

        @Override
        public synchronized void receive(Message message) {
            byte[] array = message.getArray();
            int from = message.getOffset();
            int length = message.getLength();
            boolean whole = from == 0 && length == array.length;
            up.deliver(whole ? array : Arrays.copyOfRange(array, from, from + length), Effect.NO_PLACE);
        }
    }

    private static ProcessId process(Address address) {
        byte[] process = address instanceof ExtendedUUID extended ? extended.get(PROCESS) : null;
        if (process == null) {
            throw new IllegalStateException("the address " + address + " names no process: it is not one of ours");
        }
        return ProcessId.parse(new String(process, StandardCharsets.UTF_8));
    }

    @Override
    public void multicast(byte[] payload) throws Exception {
        channel().send(null, payload);
    }

    @Override
    public void leave() {
        channel().disconnect();
        if (listener != null) {
            listener.left();
        }
    }

    private JChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("the member is not started");
        }
        return channel;
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
        }
    }
}

package dev.maat.jgroupsraft;

import dev.maat.contract.GroupMember;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jgroups.JChannel;
import org.jgroups.raft.RaftHandle;
import org.jspecify.annotations.Nullable;

/** One node of a Raft cluster as a member of a static group. */
final class RaftMember implements GroupMember {
    private static final long ANSWER_MILLIS = 3_000;
    private static final long AGAIN_MILLIS = 200;

    /** Longer than any run; the node's own bound on a call comes first. */
    private static final long GIVE_UP_MILLIS = 3_600_000;
    /** Longer than a group needs to notice that a process has ended. */
    private static final long JOIN_MILLIS = 60_000;

    /**
     * Set to warnings, since a line per connection and channel is noise. Held in a field, or the logger would be garbage-collected
     * and its level lost.
     */
    private static final Logger LOGGER = Logger.getLogger("org.jgroups");

    private @Nullable JChannel channel;
    private @Nullable RaftHandle raft;
    private @Nullable MemberListener listener;
    private String process = "";
    private long sent;

    @Override
    public void start(MemberStart start, MemberListener up) throws Exception {
        LOGGER.setLevel(Level.WARNING);
        InetSocketAddress self = start.addresses().get(start.self().node());
        if (self == null) {
            throw new IllegalArgumentException("node " + start.self().node() + " has no address");
        }
        // A container keeps its files over a restart.
        Path log = Files.createDirectories(
                Path.of(System.getProperty("java.io.tmpdir"), "jgroups-raft", start.generation()));
        listener = up;
        process = start.self().toString();
        Broadcasts broadcasts = new Broadcasts(up);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MILLIS);
        while (!joins(new JChannel(RaftStack.of(start, self, log)), start, broadcasts, deadline)) {
            Thread.sleep(AGAIN_MILLIS);
        }
    }

    /** A group that has not noticed the end of this node's last process takes no second member of its name: it is asked again. */
    private boolean joins(JChannel opened, MemberStart start, Broadcasts broadcasts, long deadline) throws Exception {
        opened.setName(start.self().node());
        channel = opened;
        raft = new RaftHandle(opened, broadcasts);
        try {
            opened.connect("maat-" + start.generation());
            return true;
        } catch (SecurityException rejected) {
            opened.close();
            if (System.nanoTime() > deadline) {
                throw rejected;
            }
            return false;
        }
    }

    /**
     * Returns when the message is committed. Where the outcome is not known, or there is no leader, it is proposed again.
     *
     * @throws InterruptedException if the node ends
     */
    @Override
    public void multicast(byte[] payload) throws InterruptedException {
        RaftHandle open = raft;
        if (open == null) {
            throw new IllegalStateException("the member is not started");
        }
        byte[] entry = Broadcasts.entry(process, ++sent, payload);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GIVE_UP_MILLIS);
        while (System.nanoTime() < deadline) {
            try {
                open.set(entry, 0, entry.length, ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (InterruptedException ended) {
                throw ended;
            } catch (Exception notKnown) {
                LOGGER.log(Level.FINE, "proposed again", notKnown);
                Thread.sleep(AGAIN_MILLIS);
            }
        }
        throw new AssertionError("nobody knows whether message " + sent + " was sent");
    }

    @Override
    public void leave() {
        close();
        if (listener != null) {
            listener.left();
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
        }
    }
}

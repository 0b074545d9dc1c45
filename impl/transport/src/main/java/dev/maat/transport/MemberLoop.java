package dev.maat.transport;

import dev.maat.contract.Destination;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One member: a core, its sockets and its timers, all run by the one thread that calls {@link #run}.
 *
 * <p>A packet is read only when the core is about to be stepped with it. Until then it waits in the kernel's bounded buffers,
 * and is lost there when they are full. Commands wait in a bounded queue. Commands, timers and sockets take turns; what they have ready
 * in one turn is handled together, and then the core is flushed once. Turns are short on a slow machine too: else the others would
 * hear nothing of a member that lives.
 */
public final class MemberLoop implements Runnable {
    private static final int MAX_COMMANDS_AT_ONCE = 512;
    private static final int MAX_TIMERS_AT_ONCE = 64;
    /** For so long do commands, and then sockets, keep the turn. */
    private static final long MAX_TURN_NANOS = 10_000_000;
    /** The clock is read once for so many commands. */
    private static final int COMMANDS_PER_LOOK_AT_CLOCK = 16;

    private final SteppedCore core;
    private final Input.Start start;
    private final CoreApplication application;
    private final LinkCounters counters;
    private final Links links;
    private final Selector selector;
    private final Timers timers = new Timers();
    private final Commands commands = new Commands();

    /** Whether the member's thread waits, or is about to: then alone a command has to wake it. */
    private final AtomicBoolean asleep = new AtomicBoolean();

    private final Consumer<SelectionKey> ready = this::ready;
    private boolean reading;
    /** When the socket's share of the turn began. */
    private long readingBeganNanos;

    private MemberLoop(
            ProtocolCore pure,
            Input.Start start,
            Topology topology,
            TransportKind kind,
            CoreApplication application,
            Selector selector) {
        this.core = new SteppedCore(pure, start.limits(), application, timers, this::send);
        this.start = start;
        this.application = application;
        this.selector = selector;
        this.counters = new LinkCounters(topology.peers());
        Links.Receiver receiver = new Links.Receiver() {
            @Override
            public void receive(String from, ByteBuffer packet) {
                if (core.goesOn()) {
                    core.receive(from, packet);
                }
            }

            @Override
            public boolean mayReadOn(int sockets) {
                return core.goesOn() && core.nowNanos() - readingBeganNanos < MAX_TURN_NANOS / sockets;
            }

            @Override
            public void unreachable(String node) {
                if (core.goesOn()) {
                    core.unreachable(node);
                }
            }
        };
        int maxFrameBytes = start.limits().maxPacketBytes() + Wire.KIND_BYTES;
        this.links = switch (kind) {
            case UDP -> new DatagramLinks(topology, null, counters, receiver);
            case MULTICAST -> new DatagramLinks(topology, topology.multicastGroup(), counters, receiver);
            case TCP -> new TcpLinks(topology, maxFrameBytes, counters, receiver);
        };
    }

    /**
     * Opens the member's sockets; nothing is sent and the core is not called before {@link #run}.
     *
     * @throws IOException if an address cannot be bound or the group not joined
     * @throws IllegalArgumentException if IP multicast is asked for and the topology names no group, or the limits allow packets that
     *     fit no datagram
     */
    public static MemberLoop open(
            ProtocolCore core, Input.Start start, Topology topology, TransportKind kind, CoreApplication application)
            throws IOException {
        if (kind == TransportKind.MULTICAST && topology.multicastGroup() == null) {
            throw new IllegalArgumentException("transport multicast needs a multicast group (address:port)");
        }
        int maxDatagram = start.limits().maxPacketBytes() + Wire.KIND_BYTES;
        if (kind != TransportKind.TCP && maxDatagram > DatagramLinks.MAX_DATAGRAM_BYTES) {
            throw new IllegalArgumentException("limits.maxPacketBytes is "
                    + start.limits().maxPacketBytes() + "; a datagram takes at most "
                    + (DatagramLinks.MAX_DATAGRAM_BYTES - Wire.KIND_BYTES));
        }
        MemberLoop loop = new MemberLoop(core, start, topology, kind, application, Selector.open());
        try {
            loop.links.open(loop.selector);
            return loop;
        } catch (IOException e) {
            loop.closeSockets();
            throw new IOException(
                    "node " + topology.self() + " cannot open " + kind.word() + " on " + topology.selfAddress() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Has the command run by the member's thread, and the core stepped with the input it returns, if any. False, and nothing
     * happens, if too many commands wait already. May be called by any thread.
     */
    public boolean submit(Supplier<@Nullable Input> command) {
        boolean offered = commands.offer(command);
        wakeUp();
        return offered;
    }

    /**
     * Has a task run by the member's thread, between two steps and before any command that waits. Of several that wait only the latest
     * runs. May be called by any thread.
     */
    public void runFirst(Runnable task) {
        commands.setFirst(task);
        wakeUp();
    }

    /** Wakes the member's thread if it sleeps. Awake, it looks at the queue before it sleeps. */
    private void wakeUp() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    /** Ends the member without a word to the group, soon, between two steps. May be called by any thread. */
    public void stop() {
        core.stop();
        wakeUp();
    }

    /** Sends a probe on every link. For the member's thread: call it in a command. */
    public void probe() {
        links.probe();
    }

    /** For the member's thread: read them in a command. */
    public LinkCounters counters() {
        return counters;
    }

    /** Runs the member until it ends, crashes or is stopped. */
    @Override
    public void run() {
        try {
            core.step(core.clock(), start);
            while (core.goesOn()) {
                runCommands();
                fireTimers();
                if (core.goesOn()) {
                    links.work(System.nanoTime());
                }
                core.flush();
                if (core.goesOn()) {
                    await();
                }
            }
        } catch (Throwable e) {
            // Errors included: the process must end and say why, not lose its thread in silence.
            closeSockets();
            closeStates(e);
            application.crashed(e);
            return;
        }
        closeSockets();
        try {
            // Runs code of the application, as an upcall does.
            core.closeStates();
        } catch (Throwable e) {
            application.crashed(e);
            return;
        }
        application.ended();
    }

    private void closeStates(Throwable crash) {
        try {
            core.closeStates();
        } catch (Throwable more) {
            if (more != crash) {
                crash.addSuppressed(more);
            }
        }
    }

    /** Runs the commands that wait, and those that come meanwhile: the more of them share a flush, the fuller are the packets. */
    private void runCommands() {
        long began = core.clock();
        Runnable task = commands.takeFirst();
        if (task != null) {
            task.run();
        }
        for (int i = 1; i <= MAX_COMMANDS_AT_ONCE && core.goesOn() && core.nowNanos() - began < MAX_TURN_NANOS; i++) {
            Supplier<@Nullable Input> command = commands.take();
            if (command == null) {
                return;
            }
            Input input = command.get();
            if (input != null) {
                core.step(core.nowNanos(), input);
            }
            if (i % COMMANDS_PER_LOOK_AT_CLOCK == 0) {
                core.clock();
            }
        }
    }

    private void fireTimers() {
        for (int i = 0; i < MAX_TIMERS_AT_ONCE && core.goesOn() && timers.takeDue(System.nanoTime()); i++) {
            core.step(core.clock(), new Input.TimerFired(timers.dueId()));
        }
    }

    private void await() throws IOException {
        long now = System.nanoTime();
        long nanos = Math.min(timers.nanosToNext(now), links.nextWorkNanos(now));
        reading = false;
        if (nanos <= 0 || !commands.isWorkedOff()) {
            selector.selectNow(ready);
            return;
        }
        asleep.set(true);
        // Looked at after the flag is set: a command that came before it has woken nobody.
        if (!commands.isEmpty() || core.isStopped()) {
            asleep.set(false);
            selector.selectNow(ready);
        } else if (nanos == Long.MAX_VALUE) {
            selector.select(ready);
        } else {
            // Rounded up: a timer may be late, never early, and a wait of 0 would have no end.
            selector.select(ready, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        }
        asleep.set(false);
    }

    private void ready(SelectionKey key) {
        if (!reading) {
            reading = true;
            asleep.lazySet(false);
        }
        readingBeganNanos = core.clock();
        if (key.isValid()) {
            ((Links.Ready) key.attachment()).ready(key);
        }
    }

    private void send(Destination to, ByteBuffer frame) {
        links.send(to, frame);
    }

    private void closeSockets() {
        try {
            links.close();
            selector.close();
        } catch (IOException e) {
            // The sockets close with the process at the latest.
        }
    }
}

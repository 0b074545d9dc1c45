package dev.maat.transport;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One member: a core, its sockets and its timers, all run by the one thread that calls {@link #run}.
 *
 * <p>A packet is read only when the core is about to be stepped with it. Until then it waits in the kernel's bounded buffers,
 * and is lost there when they are full. Commands wait in a bounded queue. Commands, timers and sockets take turns.
 */
public final class MemberLoop implements Runnable {
    private static final int MAX_QUEUED_COMMANDS = 1_024;
    private static final int MAX_COMMANDS_AT_ONCE = 64;
    private static final int MAX_TIMERS_AT_ONCE = 64;

    private final ProtocolCore core;
    private final Input.Start start;
    private final CoreApplication application;
    private final LinkCounters counters;
    private final Links links;
    private final Selector selector;
    private final Timers timers = new Timers();
    private final BlockingQueue<Supplier<@Nullable Input>> commands = new ArrayBlockingQueue<>(MAX_QUEUED_COMMANDS);
    private final List<Effect> effects = new ArrayList<>();
    private final ArrayDeque<Input> answers = new ArrayDeque<>();
    /** Until the core's last effect. */
    private boolean running = true;

    private volatile boolean stopped;

    private MemberLoop(
            ProtocolCore core,
            Input.Start start,
            Topology topology,
            TransportKind kind,
            CoreApplication application,
            Selector selector) {
        this.core = core;
        this.start = start;
        this.application = application;
        this.selector = selector;
        this.counters = new LinkCounters(topology.peers());
        Links.Receiver receiver = (from, packet) -> {
            if (goesOn()) {
                step(new Input.Receive(from, packet));
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
     * @throws IllegalArgumentException if IP multicast is asked for and the topology names no group
     */
    public static MemberLoop open(
            ProtocolCore core, Input.Start start, Topology topology, TransportKind kind, CoreApplication application)
            throws IOException {
        if (kind == TransportKind.MULTICAST && topology.multicastGroup() == null) {
            throw new IllegalArgumentException("transport multicast needs a multicast group (address:port)");
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
        boolean taken = commands.offer(command);
        selector.wakeup();
        return taken;
    }

    /** Ends the member without a word to the group, soon, between two steps. May be called by any thread. */
    public void stop() {
        stopped = true;
        selector.wakeup();
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
            step(start);
            while (goesOn()) {
                runCommands();
                fireTimers();
                if (goesOn()) {
                    links.work(System.nanoTime());
                    await();
                }
            }
        } catch (Throwable e) {
            // Errors included: the process must end and say why, not lose its thread in silence.
            closeSockets();
            application.crashed(e);
            return;
        }
        closeSockets();
        application.ended();
    }

    private boolean goesOn() {
        return running && !stopped;
    }

    private void runCommands() {
        for (int i = 0; i < MAX_COMMANDS_AT_ONCE && goesOn(); i++) {
            Supplier<@Nullable Input> command = commands.poll();
            if (command == null) {
                return;
            }
            Input input = command.get();
            if (input != null) {
                step(input);
            }
        }
    }

    private void fireTimers() {
        for (int i = 0; i < MAX_TIMERS_AT_ONCE && goesOn() && timers.takeDue(System.nanoTime()); i++) {
            step(new Input.TimerFired(timers.dueId()));
        }
    }

    private void await() throws IOException {
        if (!commands.isEmpty()) {
            selector.selectNow(MemberLoop::ready);
            return;
        }
        long now = System.nanoTime();
        long nanos = Math.min(timers.nanosToNext(now), links.nextWorkNanos(now));
        if (nanos <= 0) {
            selector.selectNow(MemberLoop::ready);
        } else if (nanos == Long.MAX_VALUE) {
            selector.select(MemberLoop::ready);
        } else {
            // Rounded up: a timer may be late, never early, and a wait of 0 would have no end.
            selector.select(MemberLoop::ready, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        }
    }

    private static void ready(SelectionKey key) {
        if (key.isValid()) {
            ((Links.Ready) key.attachment()).ready(key);
        }
    }

    private void step(Input input) {
        Input next = input;
        while (next != null && running) {
            effects.clear();
            core.step(System.nanoTime(), next, effects::add);
            for (int i = 0; i < effects.size() && running; i++) {
                carryOut(effects.get(i));
            }
            next = answers.poll();
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Send send -> send(send.to(), send.packet());
            case Effect.SetTimer set -> timers.set(set.id(), System.nanoTime(), set.delayNanos());
            case Effect.CancelTimer cancel -> timers.cancel(cancel.id());
            case Effect.TakeSnapshot take ->
                answers.add(new Input.Snapshot(take.viewId(), application.takeSnapshot(take.viewId())));
            case Effect.LoadSnapshot load -> {
                application.loadSnapshot(load.viewId(), load.state());
                answers.add(new Input.Loaded());
            }
            case Effect.Left left -> {
                application.effect(left);
                running = false;
            }
            case Effect.Excluded excluded -> {
                application.effect(excluded);
                running = false;
            }
            case Effect.Upcall upcall -> application.effect(upcall);
        }
    }

    private void send(Destination to, byte[] packet) {
        start.limits().checkPacket(packet);
        links.send(to, packet);
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

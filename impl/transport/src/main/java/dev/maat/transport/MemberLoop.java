package dev.maat.transport;

import dev.maat.contract.BrokenContractException;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.StateHandover;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final int MAX_QUEUED_COMMANDS = 1_024;
    private static final int MAX_COMMANDS_AT_ONCE = 512;
    private static final int MAX_TIMERS_AT_ONCE = 64;
    /** For so long do commands, and then sockets, keep the turn. */
    private static final long MAX_TURN_NANOS = 10_000_000;
    /** The clock is read once for so many commands. */
    private static final int COMMANDS_PER_LOOK_AT_CLOCK = 16;

    /** A core that asks for an answer in each of so many flushes in a row would do so for ever. */
    private static final int MAX_FLUSHES_AT_ONCE = 64;

    private final ProtocolCore core;
    private final Input.Start start;
    private final CoreApplication application;
    private final StateHandover states;
    private final LinkCounters counters;
    private final Links links;
    private final Selector selector;
    private final Timers timers = new Timers();
    private final BlockingQueue<Supplier<@Nullable Input>> commands = new ArrayBlockingQueue<>(MAX_QUEUED_COMMANDS);
    private final List<Supplier<@Nullable Input>> taken = new ArrayList<>(MAX_COMMANDS_AT_ONCE);
    /** The first of the taken commands that was not run. */
    private int nextTaken;

    private final AtomicReference<@Nullable Runnable> first = new AtomicReference<>();

    /** Whether the member's thread waits, or is about to: then alone a command has to wake it. */
    private final AtomicBoolean asleep = new AtomicBoolean();

    private final StepEffects effects;
    /** Takes the packets that cores send in arrays. */
    private final ByteBuffer frame;

    private final ArrayDeque<Input> answers = new ArrayDeque<>();
    private final Consumer<SelectionKey> ready = this::ready;
    private boolean reading;
    /** When the socket's share of the turn began. */
    private long readingBeganNanos;

    /** The time that the core was told last, or a later one. */
    private long nowNanos = System.nanoTime();

    /** Whether the core was stepped since it was flushed. */
    private boolean stepped;
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
        this.effects = new StepEffects(start.limits().maxPacketBytes());
        this.frame = ByteBuffer.allocateDirect(Wire.KIND_BYTES + start.limits().maxPacketBytes());
        this.start = start;
        this.application = application;
        this.states = new StateHandover(application::takeImage, application::stateLoader);
        this.selector = selector;
        this.counters = new LinkCounters(topology.peers());
        Links.Receiver receiver = new Links.Receiver() {
            @Override
            public void receive(String from, ByteBuffer packet) {
                if (goesOn()) {
                    effects.clear();
                    core.receive(clock(), from, packet, effects);
                    settle();
                }
            }

            @Override
            public boolean mayReadOn(int sockets) {
                return goesOn() && nowNanos - readingBeganNanos < MAX_TURN_NANOS / sockets;
            }

            @Override
            public void unreachable(String node) {
                if (goesOn()) {
                    effects.clear();
                    core.unreachable(clock(), node, effects);
                    settle();
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
        first.set(task);
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
        stopped = true;
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
            step(clock(), start);
            while (goesOn()) {
                runCommands();
                fireTimers();
                if (goesOn()) {
                    links.work(System.nanoTime());
                }
                flush();
                if (goesOn()) {
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
            states.close();
        } catch (Throwable e) {
            application.crashed(e);
            return;
        }
        application.ended();
    }

    private void closeStates(Throwable crash) {
        try {
            states.close();
        } catch (Throwable more) {
            if (more != crash) {
                crash.addSuppressed(more);
            }
        }
    }

    private long clock() {
        nowNanos = System.nanoTime();
        return nowNanos;
    }

    private boolean goesOn() {
        return running && !stopped;
    }

    /** Runs the commands that wait, and those that come meanwhile: the more of them share a flush, the fuller are the packets. */
    private void runCommands() {
        long began = clock();
        Runnable task = first.getAndSet(null);
        if (task != null) {
            task.run();
        }
        for (int i = 1; i <= MAX_COMMANDS_AT_ONCE && goesOn() && nowNanos - began < MAX_TURN_NANOS; i++) {
            if (nextTaken == taken.size() && !takeCommands()) {
                return;
            }
            Input input = taken.get(nextTaken++).get();
            if (input != null) {
                step(nowNanos, input);
            }
            if (i % COMMANDS_PER_LOOK_AT_CLOCK == 0) {
                clock();
            }
        }
    }

    private boolean takeCommands() {
        taken.clear();
        nextTaken = 0;
        return commands.drainTo(taken, MAX_COMMANDS_AT_ONCE) > 0;
    }

    private void fireTimers() {
        for (int i = 0; i < MAX_TIMERS_AT_ONCE && goesOn() && timers.takeDue(System.nanoTime()); i++) {
            step(clock(), new Input.TimerFired(timers.dueId()));
        }
    }

    private void await() throws IOException {
        long now = System.nanoTime();
        long nanos = Math.min(timers.nanosToNext(now), links.nextWorkNanos(now));
        reading = false;
        if (nanos <= 0 || nextTaken < taken.size()) {
            selector.selectNow(ready);
            return;
        }
        asleep.set(true);
        // Looked at after the flag is set: a command that came before it has woken nobody.
        if (!commands.isEmpty() || first.get() != null || stopped) {
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
        readingBeganNanos = clock();
        if (key.isValid()) {
            ((Links.Ready) key.attachment()).ready(key);
        }
    }

    private void step(long nowNanos, Input input) {
        effects.clear();
        core.step(nowNanos, input, effects);
        settle();
    }

    /** Carries out the effects of a call, and gives the core the answers that they call for. */
    private void settle() {
        stepped = true;
        carryOutAll();
        for (Input next = answers.poll(); next != null && running; next = answers.poll()) {
            effects.clear();
            core.step(clock(), next, effects);
            carryOutAll();
        }
    }

    private void flush() {
        // Answers to the effects of a flush are inputs, and are flushed in turn.
        for (int flushes = 0; stepped && goesOn(); flushes++) {
            if (flushes == MAX_FLUSHES_AT_ONCE) {
                throw new BrokenContractException(
                        "the core asked for an answer in each of " + MAX_FLUSHES_AT_ONCE + " flushes in a row");
            }
            stepped = false;
            effects.clear();
            core.flush(clock(), effects);
            carryOutAll();
            if (!answers.isEmpty()) {
                effects.clear();
                settle();
            }
        }
    }

    private void carryOutAll() {
        for (int i = 0; i < effects.size() && running; i++) {
            carryOut(effects.get(i));
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Send send -> send(send);
            case Effect.SetTimer set -> timers.set(set.id(), System.nanoTime(), set.delayNanos());
            case Effect.CancelTimer cancel -> timers.cancel(cancel.id());
            case Effect.TakeSnapshot take -> answers.add(states.take(take.viewId()));
            case Effect.ReleaseSnapshot release -> states.release(release.viewId());
            case Effect.LoadSnapshot load -> {
                application.loadSnapshot(load.viewId(), load.state());
                answers.add(new Input.Loaded());
            }
            case Effect.StorePiece piece -> states.store(piece);
            case Effect.LoadStored load -> answers.add(states.load(load.viewId()));
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

    private void send(Effect.Send send) {
        ByteBuffer written = effects.takeFrame(send);
        if (written == null) {
            start.limits().checkPacket(send.packet());
            written = frame.clear().put(Wire.DATA).put(send.packet()).flip();
        }
        links.send(send.to(), written);
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

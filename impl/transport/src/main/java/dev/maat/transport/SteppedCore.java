package dev.maat.transport;

import dev.maat.contract.BrokenContractException;
import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.StateHandover;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** A core that is stepped, and whose effects are carried out at once. For the member's thread, but for {@link #stop}. */
final class SteppedCore {
    /** A core that asks for an answer in each of so many flushes in a row would do so for ever. */
    private static final int MAX_FLUSHES_AT_ONCE = 64;

    /** Takes the packets that the core sends. */
    @FunctionalInterface
    interface PacketSink {
        void send(Destination to, ByteBuffer frame);
    }

    private final ProtocolCore core;
    private final Limits limits;
    private final CoreApplication application;
    private final StateHandover states;
    private final Timers timers;
    private final PacketSink packets;
    private final StepEffects effects;
    /** Takes the packets that cores send in arrays. */
    private final ByteBuffer frame;

    private final ArrayDeque<Input> answers = new ArrayDeque<>();

    /** The time that the core was told last, or a later one. */
    private long nowNanos = System.nanoTime();

    /** Whether the core was stepped since it was flushed. */
    private boolean stepped;
    /** Until the core's last effect. */
    private boolean running = true;

    private volatile boolean stopped;

    SteppedCore(ProtocolCore core, Limits limits, CoreApplication application, Timers timers, PacketSink packets) {
        this.core = core;
        this.limits = limits;
        this.application = application;
        this.states = new StateHandover(application::takeImage, application::stateLoader);
        this.timers = timers;
        this.packets = packets;
        this.effects = new StepEffects(limits.maxPacketBytes());
        this.frame = ByteBuffer.allocateDirect(Wire.KIND_BYTES + limits.maxPacketBytes());
    }

    /** No further step is made. May be called by any thread. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    boolean goesOn() {
        return running && !stopped;
    }

    /** Reads the clock. */
    long clock() {
        nowNanos = System.nanoTime();
        return nowNanos;
    }

    /** The clock when it was read last. */
    long nowNanos() {
        return nowNanos;
    }

    /** Ends what is kept of states; this may run code of the application. */
    void closeStates() {
        states.close();
    }

    void step(long atNanos, Input input) {
        effects.clear();
        core.step(atNanos, input, effects);
        settle();
    }

    void receive(String from, ByteBuffer packet) {
        effects.clear();
        core.receive(clock(), from, packet, effects);
        settle();
    }

    void unreachable(String node) {
        effects.clear();
        core.unreachable(clock(), node, effects);
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

    /** Flushes the core if it was stepped. */
    void flush() {
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
            limits.checkPacket(send.packet());
            written = frame.clear().put(Wire.DATA).put(send.packet()).flip();
        }
        packets.send(send.to(), written);
    }
}

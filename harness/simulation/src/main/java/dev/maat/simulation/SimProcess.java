package dev.maat.simulation;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.BrokenContractException;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.recording.Causes;
import dev.maat.recording.EffectRecorder;
import dev.maat.recording.FencedCore;
import dev.maat.recording.ImplementationFault;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process: a core that is called for each input and then flushed, and the recorder of its evidence, as in a real node. */
final class SimProcess {
    private final World world;
    private final int node;
    private final ProcessId id;
    private final String name;
    private final long serial;
    private final ProcessRecorder recorder;
    private final EffectRecorder evidence;
    private final SimEffects simEffects;
    private final List<Effect> effects = new ArrayList<>();
    private final Effects taken = effects::add;
    private final StepBound bound = new StepBound();
    private boolean alive = true;
    private boolean flushAwaited;
    /** Whether the core was called since it was flushed. */
    private boolean stepped;

    private long flushes;
    private @Nullable FencedCore core;

    /** @param evidence turns the core's effects into the lines of {@code recorder} */
    SimProcess(World world, int node, ProcessId id, long serial, ProcessRecorder recorder, EffectRecorder evidence) {
        this.world = world;
        this.node = node;
        this.id = id;
        this.name = id.toString();
        this.serial = serial;
        this.recorder = recorder;
        this.evidence = evidence;
        this.simEffects = new SimEffects(world, this, evidence);
    }

    int node() {
        return node;
    }

    String name() {
        return name;
    }

    ProcessId id() {
        return id;
    }

    long serial() {
        return serial;
    }

    boolean isAlive() {
        return alive;
    }

    /** Starts the process with the core that is made now: the process ends at once if none can be made. */
    void start(Input.Start start, Supplier<FencedCore> maker) {
        recorder.start();
        world.observe(new Observation.Started(name));
        if (!alive) {
            return;
        }
        try {
            core = maker.get();
        } catch (ImplementationFault fault) {
            end(null, fault.detail());
            return;
        }
        step(start);
    }

    void receive(String from, byte[] packet) {
        step(new Input.Receive(from, packet));
    }

    /** Whether the timer is set, and this is its latest setting. */
    boolean isSet(long timer, long setting) {
        return simEffects.isSet(timer, setting);
    }

    /** A timer is due, unless it was cancelled or set again meanwhile. */
    void timerDue(long timer, long setting) {
        if (simEffects.takeTimer(timer, setting)) {
            step(new Input.TimerFired(timer));
        }
    }

    void multicast(long number, int sizeBytes, boolean last) {
        if (evidence.hold(number, sizeBytes, last)) {
            settle();
        } else {
            world.observe(new Observation.Failed(name, number));
        }
    }

    void leave() {
        recorder.leave();
        step(new Input.Leave());
    }

    /** Closes the log; the group hears nothing. */
    void stop() {
        recorder.closed();
        end(null, null);
    }

    void arm(CrashPoint point) {
        simEffects.arm(point);
    }

    boolean isArmedBy(int faultId) {
        return simEffects.isArmedBy(faultId);
    }

    /** SIGKILL: nothing more is written. */
    void kill(int faultId) {
        end(faultId, null);
    }

    private void end(@Nullable Integer byFault, @Nullable String detail) {
        alive = false;
        simEffects.close();
        world.observe(new Observation.Exited(name, byFault, detail));
        world.ended(node);
    }

    /** The transport's hint that nothing runs on that node. */
    void unreachable(String from) {
        stepped = true;
        call(null, from);
        answerAll();
        settle();
    }

    private void step(Input input) {
        handle(input);
        settle();
    }

    /**
     * An input is handled: its flush follows now, or together with that of inputs that are ready a little later. A multicast that is held
     * back called nothing, and so calls for no flush.
     */
    private void settle() {
        sendHeld();
        if (!alive || flushAwaited || !stepped) {
            return;
        }
        long delayNanos = world.flushDelayNanos(serial, ++flushes);
        if (delayNanos > 0) {
            flushAwaited = true;
            world.awaitFlush(node, serial, delayNanos);
        } else {
            flush();
        }
    }

    /** The time of {@link World#awaitFlush} is over. */
    void flushDue() {
        flushAwaited = false;
        flush();
    }

    /** An answer that a flush calls for, or a multicast that may go after it, is an input, and has a flush of its own. */
    private void flush() {
        do {
            stepped = false;
            call(null, null);
        } while (answerAll() | sendHeld());
    }

    /** Whether there was one. */
    private boolean sendHeld() {
        boolean any = false;
        while (alive && evidence.maySend()) {
            any = true;
            handle(evidence.nextSend());
        }
        return any;
    }

    private void handle(@Nullable Input input) {
        if (input != null) {
            stepOnce(input);
            answerAll();
        }
    }

    /** Whether there was one. */
    private boolean answerAll() {
        boolean any = false;
        for (Input next = simEffects.nextAnswer(); next != null && alive; next = simEffects.nextAnswer()) {
            any = true;
            stepOnce(next);
        }
        return any;
    }

    private void stepOnce(Input input) {
        if (alive && bound.isExceededBy(input, world.localNanos(node))) {
            end(null, StepBound.detail(input));
            return;
        }
        stepped = true;
        call(input, null);
    }

    /**
     * One call of the core: a step, a hint, or without either a flush.
     *
     * @param unreachable a node on which nothing runs
     */
    private void call(@Nullable Input input, @Nullable String unreachable) {
        FencedCore called = core;
        if (!alive || called == null) {
            return;
        }
        effects.clear();
        long localNanos = world.localNanos(node);
        try {
            if (input != null) {
                called.step(localNanos, input, taken);
            } else if (unreachable != null) {
                called.unreachable(localNanos, unreachable, taken);
            } else {
                called.flush(localNanos, taken);
            }
            simEffects.carryOut(effects);
        } catch (ImplementationFault fault) {
            end(null, fault.detail());
        } catch (BrokenContractException broken) {
            end(null, Causes.bounded(String.valueOf(broken.getMessage())));
        }
    }
}

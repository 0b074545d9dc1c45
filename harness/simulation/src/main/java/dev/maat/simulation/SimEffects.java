package dev.maat.simulation;

import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.StateHandover;
import dev.maat.contract.StateImage;
import dev.maat.contract.StateLoader;
import dev.maat.recording.EffectRecorder;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the effects of one process's core: packets, timers, states and upcalls. An armed process may die between any two of them, and
 * between any two destinations of one packet.
 */
final class SimEffects {
    private final World world;
    private final SimProcess process;
    private final EffectRecorder evidence;
    private final StateHandover states;
    private final Upcalls upcalls;
    private final TimerSettings timers = new TimerSettings();
    /** Inputs by which the world answers effects. */
    private final ArrayDeque<Input> answers = new ArrayDeque<>();

    private long timersSet;
    private @Nullable CrashPoint crashPoint;

    SimEffects(World world, SimProcess process, EffectRecorder evidence) {
        this.world = world;
        this.process = process;
        this.evidence = evidence;
        this.upcalls = new Upcalls(world, process.node(), process.name(), evidence);
        this.states = new StateHandover(
                view -> StateImage.of(evidence.takeSnapshot(view)),
                view -> StateLoader.gathering(state -> evidence.loadSnapshot(view, state)));
    }

    /** Whether a timer is set, and this is its latest setting. */
    boolean isSet(long timer, long setting) {
        return timers.isLatest(timer, setting);
    }

    /** Whether a timer that is due was neither cancelled nor set again; it is set no more. */
    boolean takeTimer(long timer, long setting) {
        return timers.remove(timer, setting);
    }

    void arm(CrashPoint point) {
        crashPoint = point;
    }

    boolean isArmedBy(int faultId) {
        return crashPoint != null && crashPoint.faultId() == faultId;
    }

    /** The next input that an effect asked for, or null. */
    @Nullable
    Input nextAnswer() {
        return answers.poll();
    }

    /** The process has ended. */
    void close() {
        answers.clear();
        states.close();
    }

    void carryOut(List<Effect> effects) {
        boolean dies = crashPoint != null && crashPoint.isBetween(effects.size());
        for (int i = 0; i < effects.size() && process.isAlive(); i++) {
            if (dies && crashPoint != null && i == crashPoint.afterEffects()) {
                world.crashed(crashPoint.faultId(), process, 0, "after " + i + " of " + effects.size() + " effects");
                return;
            }
            Effect effect = effects.get(i);
            carryOut(effect, world.trace(effect), i);
        }
    }

    private void carryOut(Effect effect, long packetHash, int index) {
        switch (effect) {
            case Effect.Send send -> send(send, packetHash, index);
            case Effect.SetTimer set -> {
                timers.set(set.id(), ++timersSet);
                world.setTimer(process.node(), process.serial(), set.id(), timersSet, set.delayNanos());
            }
            case Effect.CancelTimer cancel -> timers.cancel(cancel.id());
            case Effect.TakeSnapshot take -> {
                answers.add(states.take(take.viewId()));
                world.observe(new Observation.TookState(process.name()));
            }
            case Effect.ReleaseSnapshot release -> states.release(release.viewId());
            case Effect.StorePiece piece -> states.store(piece);
            case Effect.LoadStored load -> {
                answers.add(states.load(load.viewId()));
                world.observe(new Observation.LoadedState(process.name()));
            }
            case Effect.LoadSnapshot load -> {
                evidence.loadSnapshot(load.viewId(), load.state());
                answers.add(new Input.Loaded());
                world.observe(new Observation.LoadedState(process.name()));
            }
            case Effect.Upcall upcall -> {
                if (upcalls.record(upcall)) {
                    process.stop();
                }
            }
        }
    }

    private void send(Effect.Send send, long packetHash, int index) {
        CrashPoint point = crashPoint != null && world.isFanOut(send.to()) ? crashPoint : null;
        OptionalInt most = point == null ? OptionalInt.empty() : point.destinationsAt(index);
        int reached = world.send(process.node(), send.to(), send.packet(), packetHash, most.orElse(Integer.MAX_VALUE));
        if (point != null && most.isPresent()) {
            world.crashed(
                    point.faultId(),
                    process,
                    reached,
                    "after " + reached + " of " + world.fanOutSize() + " destinations of a fan-out");
        }
    }
}

package dev.maat.simulation;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.checkers.recording.RecordedApplication;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import dev.maat.scenario.conductor.port.Observation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One process: a core, its timers, its application and its evidence. It does as the node process does. */
final class SimProcess {
    /** Deliveries whose stability was not told; the eldest of a core that never tells are forgotten. */
    private static final int MOST_HANDLES = 1 << 16;

    private final World world;
    private final int node;
    private final ProcessId id;
    private final String name;
    private final long serial;
    private final ProtocolCore core;
    private final ProcessRecorder recorder;
    private final int maxPacketBytes;
    private final RecordedApplication application = new RecordedApplication();
    private final Map<Long, Long> timers = new LinkedHashMap<>();
    private final List<Effect> effects = new ArrayList<>();
    private final ArrayDeque<Input> answers = new ArrayDeque<>();
    private final ArrayDeque<HeldSend> held = new ArrayDeque<>();
    private boolean backpressure;
    private boolean alive = true;
    private boolean installed;
    private long timersSet;
    private @Nullable CrashPoint crashPoint;

    private final Map<Long, String> handles = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MOST_HANDLES;
        }
    };

    /** A multicast that waits because the core asked to slow down. */
    private record HeldSend(long number, int sizeBytes, boolean last) {}

    /** Where the process shall die; null destinations: not inside a fan-out. */
    record CrashPoint(
            int faultId, int afterEffects, @Nullable Integer afterDestinations) {}

    SimProcess(
            World world,
            int node,
            ProcessId id,
            long serial,
            ProtocolCore core,
            ProcessRecorder recorder,
            int maxPacketBytes) {
        this.world = world;
        this.node = node;
        this.id = id;
        this.name = id.toString();
        this.serial = serial;
        this.core = core;
        this.recorder = recorder;
        this.maxPacketBytes = maxPacketBytes;
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

    void start(Input.Start start) {
        recorder.start();
        world.observe(new Observation.Started(name));
        step(start);
    }

    void receive(String from, byte[] packet) {
        step(new Input.Receive(from, packet));
    }

    /** A timer's time has come, unless it was cancelled or set again meanwhile. */
    void timerDue(long timer, long setting) {
        Long current = timers.get(timer);
        if (current != null && current == setting) {
            timers.remove(timer);
            step(new Input.TimerFired(timer));
        }
    }

    void multicast(long number, int sizeBytes, boolean last) {
        held.add(new HeldSend(number, sizeBytes, last));
        releaseHeld();
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
        crashPoint = point;
    }

    boolean isArmedBy(int faultId) {
        return crashPoint != null && crashPoint.faultId == faultId;
    }

    /** SIGKILL: nothing more is written. */
    void kill(int faultId) {
        end(faultId, null);
    }

    private void end(@Nullable Integer byFault, @Nullable String detail) {
        alive = false;
        held.clear();
        answers.clear();
        world.observe(new Observation.Exited(name, byFault, detail));
        world.ended(node);
    }

    private void step(Input input) {
        handle(input);
        releaseHeld();
    }

    private void releaseHeld() {
        while (alive && !backpressure && !held.isEmpty()) {
            HeldSend next = held.remove();
            handle(new Input.Multicast(next.number, recorder.send(next.number, next.sizeBytes, next.last)));
        }
    }

    private void handle(Input input) {
        Input next = input;
        while (next != null && alive) {
            effects.clear();
            try {
                core.step(world.localNanos(node), next, effects::add);
            } catch (RuntimeException | Error thrown) {
                // Whatever it is: an exception out of a core is an exit of its own, the finding of this run.
                end(null, stackTrace(thrown));
                return;
            }
            carryOut();
            next = answers.poll();
        }
    }

    private void carryOut() {
        boolean dies =
                crashPoint != null && crashPoint.afterDestinations == null && effects.size() > crashPoint.afterEffects;
        for (int i = 0; i < effects.size() && alive; i++) {
            if (dies && crashPoint != null && i == crashPoint.afterEffects) {
                world.crashed(crashPoint.faultId, this, 0, "after " + i + " of " + effects.size() + " effects");
                return;
            }
            Effect effect = effects.get(i);
            world.trace(effect);
            carryOut(effect, i);
        }
    }

    private void carryOut(Effect effect, int index) {
        switch (effect) {
            case Effect.Send send -> send(send, index);
            case Effect.SetTimer set -> {
                timers.put(set.id(), ++timersSet);
                world.setTimer(node, serial, set.id(), timersSet, set.delayNanos());
            }
            case Effect.CancelTimer cancel -> timers.remove(cancel.id());
            case Effect.Deliver deliver -> deliver(deliver);
            case Effect.InstallView install -> install(install.view());
            case Effect.Block block -> recorder.block();
            case Effect.Unblock unblock -> recorder.unblock();
            case Effect.Accepted accepted -> {
                recorder.sent(accepted.token());
                world.observe(new Observation.Sent(name, accepted.token()));
            }
            case Effect.Refused refused -> {
                recorder.failed(refused.token());
                world.observe(new Observation.Failed(name, refused.token()));
            }
            case Effect.Stable stable -> {
                String message = handles.remove(stable.handle());
                if (message != null) {
                    recorder.safe(message);
                }
            }
            case Effect.Left left -> {
                recorder.left();
                world.observe(new Observation.Left(name));
                stop();
            }
            case Effect.Excluded excluded -> {
                recorder.excluded();
                world.observe(new Observation.Excluded(name));
                stop();
            }
            case Effect.LostQuorum lost -> recorder.lostquorum(lost.on());
            case Effect.TakeSnapshot take -> {
                recorder.state("out", take.viewId(), application.digest());
                answers.add(new Input.Snapshot(take.viewId(), application.snapshot()));
            }
            case Effect.LoadSnapshot load -> load(load);
            case Effect.Backpressure pressure -> backpressure = pressure.on();
            case Effect.Suspect suspect -> {
                recorder.suspect(suspect.who().toString(), suspect.on());
                world.observe(new Observation.Suspected(name, suspect.who().toString(), suspect.on()));
            }
            case Effect.Phase phase -> recorder.phase(phase.name(), phase.on());
            case Effect.Sample sample -> recorder.sample(sample.bufferedBytes(), sample.boundBytes());
        }
    }

    private void send(Effect.Send send, int index) {
        if (send.packet().length > maxPacketBytes) {
            end(null, "the core sent a packet of " + send.packet().length + " bytes; the limit is " + maxPacketBytes);
            return;
        }
        int most = Integer.MAX_VALUE;
        boolean dies = crashPoint != null
                && crashPoint.afterDestinations != null
                && index >= crashPoint.afterEffects
                && world.isFanOut(send.to());
        if (dies && crashPoint != null && crashPoint.afterDestinations != null) {
            most = crashPoint.afterDestinations;
        }
        int reached = world.send(node, send.to(), send.packet(), most);
        if (dies && crashPoint != null) {
            world.crashed(
                    crashPoint.faultId,
                    this,
                    reached,
                    "after " + reached + " of " + world.fanOutSize() + " destinations of a fan-out");
        }
    }

    private void deliver(Effect.Deliver deliver) {
        String message = recorder.deliver(deliver.payload(), deliver.place());
        application.deliver(message);
        if (deliver.handle() != Effect.NO_HANDLE) {
            handles.put(deliver.handle(), message);
        }
        world.delivered();
        world.observe(new Observation.Delivered(name, message));
    }

    private void install(View view) {
        List<String> members = names(view.members());
        recorder.view(
                view.id(),
                view.seq(),
                members,
                view.primary(),
                view.transitional() == null ? null : names(view.transitional()));
        world.installed(node, view.id(), !installed);
        installed = true;
        world.observe(new Observation.Installed(name, view.id(), view.seq(), members, view.primary()));
    }

    /** A snapshot that the application cannot read is the implementation's fault: the process ends of its own. */
    private void load(Effect.LoadSnapshot load) {
        try {
            application.load(load.state());
        } catch (IllegalArgumentException unreadable) {
            end(null, "the snapshot for view " + load.viewId() + " cannot be loaded: " + unreadable.getMessage());
            return;
        }
        recorder.state("in", load.viewId(), application.digest());
        answers.add(new Input.Loaded());
    }

    private static List<String> names(List<ProcessId> processes) {
        List<String> names = new ArrayList<>(processes.size());
        for (ProcessId process : processes) {
            names.add(process.toString());
        }
        return names;
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

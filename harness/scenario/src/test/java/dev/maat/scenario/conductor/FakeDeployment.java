package dev.maat.scenario.conductor;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A deployment of a perfect group: a process is in the view as soon as it runs, and all processes deliver a multicast at once. Time
 * passes only when the conductor asks to be woken. Subclasses override the part that is to fail.
 */
class FakeDeployment {
    static final long SECOND = 1_000_000_000L;

    final RunConductor conductor;
    final ArrayDeque<Observation> observations = new ArrayDeque<>();
    final Map<String, String> running = new LinkedHashMap<>();
    final List<Action> actions = new ArrayList<>();
    long now;
    long firstFaultNanos = -1;

    /** Time passes in steps of at most this length. */
    long maxWaitNanos = Long.MAX_VALUE / 2;

    private final Map<String, Integer> incarnations = new LinkedHashMap<>();
    private final Map<Integer, Fault> lasting = new LinkedHashMap<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long wakeNanos = Long.MAX_VALUE;
    private long views;

    FakeDeployment(Scenario scenario) {
        conductor = new RunConductor(
                scenario, new HarnessRecorder((buffer, length) -> lines.write(buffer, 0, length), () -> now));
    }

    FakeDeployment run() {
        conductor.begin(now, this::act);
        for (int steps = 0; !conductor.isDone(); steps++) {
            if (steps > 1_000_000) {
                throw new IllegalStateException("the conductor does not end the run");
            }
            Observation next = observations.poll();
            if (next == null) {
                now = Math.max(now, Math.min(wakeNanos, now + maxWaitNanos));
                wakeNanos = Long.MAX_VALUE;
                woken();
                next = new Observation.Tick();
            }
            conductor.step(now, next, this::act);
        }
        return this;
    }

    List<String> lines(String part) {
        return lines.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(part))
                .toList();
    }

    private void act(Action action) {
        actions.add(action);
        switch (action) {
            case Action.StartNode start -> start(start.node());
            case Action.Multicast send -> multicast(send);
            case Action.Leave leave -> leave(leave.process());
            case Action.Inject inject -> inject(inject.faultId(), inject.fault());
            case Action.Heal heal -> {
                lasting.remove(heal.faultId());
                observations.add(new Observation.Healed(heal.faultId(), FaultEffect.once("dropped", "n1>n2")));
            }
            case Action.Probe probe -> probe();
            case Action.Stop stop -> {
                if (running.containsValue(stop.process())) {
                    observations.add(new Observation.ClosedLog(stop.process()));
                }
            }
            case Action.Exit exit -> exit(exit.process(), null, null);
            case Action.WakeAt wake -> wakeNanos = wake.nanos();
            case Action.Tell tell -> {}
            case Action.Finish finish -> {}
        }
    }

    /** Time has passed. */
    void woken() {}

    void start(String node) {
        String process = node + "." + (incarnations.merge(node, 1, Integer::sum) - 1);
        running.put(node, process);
        observations.add(new Observation.Started(process));
        installView();
    }

    void multicast(Action.Multicast send) {
        observations.add(new Observation.Sent(send.process(), send.number()));
        for (String process : List.copyOf(running.values())) {
            observations.add(new Observation.Delivered(process, send.process() + ":" + send.number()));
        }
    }

    void leave(String process) {
        observations.add(new Observation.Left(process));
        exit(process, null, null);
        installView();
    }

    void probe() {
        observations.add(new Observation.Probed(true, true));
    }

    private void inject(int id, Fault fault) {
        firstFaultNanos = firstFaultNanos < 0 ? now : firstFaultNanos;
        if (fault.kind().lasting()) {
            lasting.put(id, fault);
            observations.add(new Observation.Injected(id, FaultEffect.NOTHING));
            return;
        }
        String node = fault.nodes().get(0);
        observations.add(new Observation.Injected(id, FaultEffect.once("killed", node)));
        exit(running.get(node), id, null);
        installView();
    }

    void exit(String process, Integer byFault, String detail) {
        running.values().remove(process);
        observations.add(new Observation.Exited(process, byFault, detail));
    }

    void installView() {
        views++;
        List<String> members = List.copyOf(running.values());
        for (String process : members) {
            observations.add(new Observation.Installed(process, views + "@fake", views, members, true));
        }
    }
}

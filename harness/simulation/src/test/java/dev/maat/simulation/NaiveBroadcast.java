package dev.maat.simulation;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Sends each message once to all, and delivers each message that arrives, once. The founders are every process's view. It promises
 * nothing, and is enough to watch a simulation with.
 */
class NaiveBroadcast implements ProtocolCore {
    private static final long TICK = 1;
    private static final long TICK_NANOS = 50_000_000L;

    private final TreeSet<String> seen = new TreeSet<>();
    private ProcessId self = new ProcessId("unset", 0);
    private final boolean installsViews;
    private boolean inView;

    NaiveBroadcast() {
        this(true);
    }

    /** @param installsViews false for a static group */
    NaiveBroadcast(boolean installsViews) {
        this.installsViews = installsViews;
    }

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        switch (input) {
            case Input.Start start -> {
                self = start.self();
                inView = start.founder();
                if (inView && installsViews) {
                    List<ProcessId> members = new ArrayList<>();
                    start.founders().forEach(node -> members.add(new ProcessId(node, 0)));
                    effects.add(new Effect.InstallView(View.primary("1@" + members.get(0), 1, members)));
                }
                effects.add(new Effect.SetTimer(TICK, TICK_NANOS));
            }
            case Input.Multicast multicast -> {
                effects.add(new Effect.Accepted(multicast.token()));
                effects.add(new Effect.Send(Destination.GROUP, multicast.payload()));
                deliver(self, multicast.payload(), effects);
            }
            case Input.Receive receive -> deliver(new ProcessId(receive.from(), 0), receive.packet(), effects);
            case Input.TimerFired timer -> {
                tick(nowNanos, effects);
                effects.add(new Effect.SetTimer(TICK, TICK_NANOS));
            }
            case Input.Leave leave -> effects.add(new Effect.Left());
            case Input.Snapshot snapshot -> {}
            case Input.Loaded loaded -> {}
        }
    }

    /** Called at each timer; variants override it. */
    void tick(long nowNanos, Effects effects) {}

    private void deliver(ProcessId from, byte[] payload, Effects effects) {
        if (inView && seen.add(new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1))) {
            effects.add(new Effect.Deliver(from, payload, Effect.NO_PLACE, Effect.NO_HANDLE));
        }
    }
}

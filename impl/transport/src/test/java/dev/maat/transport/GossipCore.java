package dev.maat.transport;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sends all its messages again and again, every other one node by node; delivers each message that it receives once. */
final class GossipCore implements ProtocolCore {
    private static final long PERIOD_NANOS = 10_000_000;
    private final List<byte[]> own = new ArrayList<>();
    private final Set<String> delivered = new LinkedHashSet<>();
    private Input.Start start;

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        switch (input) {
            case Input.Start s -> {
                start = s;
                effects.add(new Effect.SetTimer(1, PERIOD_NANOS));
            }
            case Input.Multicast m -> {
                own.add(m.payload());
                effects.add(new Effect.Accepted(m.token()));
            }
            case Input.TimerFired t -> {
                for (int i = 0; i < own.size(); i++) {
                    if (i % 2 == 0) {
                        effects.add(new Effect.Send(Destination.GROUP, own.get(i)));
                    } else {
                        for (String peer : start.contacts()) {
                            effects.add(new Effect.Send(new Destination.Node(peer), own.get(i)));
                        }
                    }
                }
                effects.add(new Effect.SetTimer(1, PERIOD_NANOS));
            }
            case Input.Receive r -> {
                if (delivered.add(r.from() + Arrays.toString(r.packet()))) {
                    effects.add(new Effect.Deliver(new ProcessId(r.from(), 0), r.packet(), -1, -1));
                }
            }
            case Input.Leave l -> effects.add(new Effect.Left());
            case Input.Snapshot s -> throw new IllegalStateException("no snapshot was taken");
            case Input.Loaded l -> throw new IllegalStateException("no snapshot was loaded");
        }
    }
}

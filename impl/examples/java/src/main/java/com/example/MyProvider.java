package com.example;

import dev.maat.contract.*;
import java.util.Map;

public final class MyProvider implements ImplementationProvider.Pure {
    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        return new ProtocolCore() {
            private ProcessId self;

            @Override
            public void step(long nowNanos, Input input, Effects effects) {
                switch (input) {
                    case Input.Start start -> self = start.self();
                    case Input.Multicast multicast -> {
                        effects.add(new Effect.Accepted(multicast.token()));
                        effects.add(new Effect.Send(Destination.GROUP, multicast.payload()));
                        deliver(self, multicast.payload(), effects);
                    }
                    case Input.Receive receive -> deliver(new ProcessId(receive.from(), 0), receive.packet(), effects);
                    case Input.Leave leave -> effects.add(new Effect.Left());
                    default -> {}
                }
            }
        };
    }

    private static void deliver(ProcessId sender, byte[] payload, Effects effects) {
        effects.add(new Effect.Deliver(sender, payload, Effect.NO_PLACE, Effect.NO_HANDLE));
    }
}

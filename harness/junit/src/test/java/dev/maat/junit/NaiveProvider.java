package dev.maat.junit;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import java.util.Map;

/** Sends each message once: no payload is ever wrong, and a message that is lost stays lost. */
public final class NaiveProvider implements ImplementationProvider.Pure {
    /** For the loader. */
    public NaiveProvider() {}

    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        return new ProtocolCore() {
            private ProcessId self = new ProcessId("?", 0);

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

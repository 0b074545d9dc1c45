package dev.maat.engine.fake;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The smallest group communication that the command can run: one view of all founders, and each message sent once to all of them.
 * It is correct as long as no packet is lost and no process dies.
 */
public final class FakeProvider implements ImplementationProvider.Pure {
    private static final int HEADER_BYTES = 12;
    private static final AtomicLong CORES = new AtomicLong();

    /** For the loader. */
    public FakeProvider() {}

    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        requireOffered(name, options);
        return switch (name) {
            case "fake" -> new Core(false, 0);
            // Leaves itself out of its own view.
            case "fake:outsider" -> new Core(true, 0);
            // Its effects depend on how many cores were made before.
            case "fake:forgetful-of-seeds" -> new Core(false, CORES.incrementAndGet());
            default -> hostile(name);
        };
    }

    static void requireOffered(String name, Map<String, String> options) {
        for (String option : options.keySet()) {
            if (name.startsWith("fake:hostile-")
                    ? option.equals("refused")
                    : !option.equals("ordering") && !option.equals("colour")) {
                throw new IllegalArgumentException(
                        name + " has no option '" + option + "'; it has ordering and colour");
            }
        }
    }

    /** Does one hostile thing with its third input, or while it is made. */
    private static ProtocolCore hostile(String name) {
        String what = name.substring(name.lastIndexOf('-') + 1);
        if (!name.startsWith("fake:hostile-")) {
            throw new IllegalArgumentException("no fake is called " + name);
        }
        if (what.equals("unmade")) {
            throw new NoClassDefFoundError("other/Missing");
        }
        if (what.startsWith("making_")) {
            Hostility.act(what.substring("making_".length()), effect -> {});
        }
        Core core = new Core(false, 0);
        int[] steps = new int[1];
        return (now, input, effects) -> {
            if (++steps[0] == 3 && !what.startsWith("making_")) {
                Hostility.act(what, effects);
            }
            core.step(now, input, effects);
        };
    }

    private static final class Core implements ProtocolCore {
        private final boolean outsider;
        private final long tick;
        private final Map<String, byte[]> halves = new TreeMap<>();
        private final Map<String, Set<Integer>> offsets = new TreeMap<>();
        private ProcessId self = new ProcessId("?", 0);
        private int fragmentBytes;
        private int sent;

        Core(boolean outsider, long tick) {
            this.outsider = outsider;
            this.tick = tick;
        }

        /** A packet is: number of the message, its length, offset of this fragment, fragment. */
        private void send(byte[] payload, Effects effects) {
            sent++;
            for (int offset = 0; offset < payload.length; offset += fragmentBytes) {
                int length = Math.min(fragmentBytes, payload.length - offset);
                ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + length);
                packet.putInt(sent).putInt(payload.length).putInt(offset).put(payload, offset, length);
                effects.add(new Effect.Send(Destination.GROUP, packet.array()));
            }
        }

        private void receive(String from, ByteBuffer packet, Effects effects) {
            String message = from + ":" + packet.getInt();
            int total = packet.getInt();
            int offset = packet.getInt();
            byte[] payload = halves.computeIfAbsent(message, key -> new byte[total]);
            if (!offsets.computeIfAbsent(message, key -> new TreeSet<>()).add(offset)) {
                return;
            }
            packet.get(payload, offset, packet.remaining());
            if (offsets.get(message).size() == (total + fragmentBytes - 1) / fragmentBytes) {
                effects.add(new Effect.Deliver(new ProcessId(from, 0), payload, Effect.NO_PLACE, Effect.NO_HANDLE));
            }
        }

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            switch (input) {
                case Input.Start start -> {
                    self = start.self();
                    fragmentBytes = start.limits().maxPacketBytes() - HEADER_BYTES;
                    List<ProcessId> members = start.founders().stream()
                            .map(node -> new ProcessId(node, 0))
                            .filter(member -> !(outsider && member.equals(self)))
                            .toList();
                    effects.add(new Effect.InstallView(View.primary(outsider ? "1@" + self : "1", 1, members)));
                    if (tick > 0) {
                        effects.add(new Effect.Sample(tick, Long.MAX_VALUE));
                    }
                }
                case Input.Multicast multicast -> {
                    effects.add(new Effect.Accepted(multicast.token()));
                    send(multicast.payload(), effects);
                    effects.add(new Effect.Deliver(self, multicast.payload(), Effect.NO_PLACE, Effect.NO_HANDLE));
                }
                case Input.Receive receive -> receive(receive.from(), ByteBuffer.wrap(receive.packet()), effects);
                case Input.Leave leave -> effects.add(new Effect.Left());
                case Input.TimerFired fired -> {}
                case Input.Snapshot snapshot -> {}
                case Input.Loaded loaded -> {}
            }
        }
    }
}

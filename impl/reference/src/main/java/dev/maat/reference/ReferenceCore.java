package dev.maat.reference;

import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import dev.maat.reference.group.Host;
import dev.maat.reference.options.Options;
import dev.maat.reference.packet.Drop;
import dev.maat.reference.parts.ReferenceParts;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reference as a core: one process of the group. */
public final class ReferenceCore implements ProtocolCore {
    private final ReferenceParts parts;
    private final Options options;
    private @Nullable Member member;

    /**
     * A core composed of these parts.
     *
     * @param options see {@link ReferenceProvider}
     * @throws IllegalArgumentException for an option or value that is not offered
     */
    public ReferenceCore(ReferenceParts parts, Map<String, String> options) {
        this.parts = parts;
        this.options = Options.parse(options);
    }

    /** @throws IllegalArgumentException at {@link Input.Start} for limits too narrow to send anything */
    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        Member running = member;
        if (input instanceof Input.Start start) {
            Host host = new Host(start, options);
            host.begin(nowNanos, effects);
            Member started = new Member(host, parts);
            member = started;
            started.start(start);
        } else if (running != null) {
            running.step(nowNanos, input, effects);
        }
    }

    @Override
    public void receive(long nowNanos, String from, ByteBuffer packet, Effects effects) {
        Member running = member;
        if (running != null) {
            running.receive(nowNanos, from, packet, effects);
        }
    }

    /** How many packets arrived here and were dropped for that reason; packets that the protocol has no use for are not among them. */
    public long dropped(Drop why) {
        Member running = member;
        return running == null ? 0 : running.dropped(why);
    }

    @Override
    public void flush(long nowNanos, Effects effects) {
        Member running = member;
        if (running != null) {
            running.flush(nowNanos, effects);
        }
    }

    @Override
    public void unreachable(long nowNanos, String node, Effects effects) {
        Member running = member;
        if (running != null) {
            running.unreachable(nowNanos, node, effects);
        }
    }
}

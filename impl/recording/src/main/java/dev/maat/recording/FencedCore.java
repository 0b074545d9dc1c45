package dev.maat.recording;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProtocolCore;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A core behind the fence: whatever a call of it does, the caller sees effects that are effects, or an {@link
 * ImplementationFault}. A step that goes wrong has no effects. Effects are taken during their step and in its thread; any other is a
 * breach, which the guard hears of. The simulation and the node call cores through this class alone. For one thread.
 */
public final class FencedCore implements ProtocolCore {
    /** Of one step; a core that adds more fills the memory of its runtime. */
    public static final int MAX_EFFECTS = 1 << 20;

    /** About three years. A longer delay is as good as none, and sums of times must not overflow. */
    static final long MAX_DELAY_NANOS = 100_000_000_000_000_000L;

    /** A packet is one input, by whichever call it comes. */
    private static final String RECEIVE = Input.Receive.class.getName();

    private static final String STRAY =
            "the core added an effect outside the step that the effects are of, or in another thread";

    private final ProtocolCore core;
    private final Limits limits;
    private final CallGuard guard;
    private final Sink sink = new Sink();

    private FencedCore(ProtocolCore core, Limits limits, CallGuard guard) {
        this.core = core;
        this.limits = limits;
        this.guard = guard;
    }

    /**
     * Makes a core, and puts it behind the fence.
     *
     * @throws ImplementationFault if the implementation makes none
     * @throws IllegalArgumentException of the implementation: it does not offer the options
     */
    public static FencedCore make(Supplier<? extends @Nullable ProtocolCore> maker, Limits limits, CallGuard guard) {
        ProtocolCore core;
        try {
            guard.before("newCore");
            core = maker.get();
            guard.after();
        } catch (ImplementationFault | IllegalArgumentException known) {
            throw known;
        } catch (Throwable thrown) {
            guard.threw(thrown);
            throw ImplementationFault.thrown(thrown);
        }
        if (core == null) {
            throw new ImplementationFault("the implementation made null as a new core");
        }
        return new FencedCore(core, limits, guard);
    }

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        call(input.getClass().getName(), effects, fenced -> core.step(nowNanos, input, fenced));
    }

    @Override
    public void receive(long nowNanos, String from, ByteBuffer packet, Effects effects) {
        call(RECEIVE, effects, fenced -> core.receive(nowNanos, from, packet, fenced));
    }

    @Override
    public void flush(long nowNanos, Effects effects) {
        call("flush", effects, fenced -> core.flush(nowNanos, fenced));
    }

    @Override
    public void unreachable(long nowNanos, String node, Effects effects) {
        call("unreachable", effects, fenced -> core.unreachable(nowNanos, node, fenced));
    }

    private void call(String name, Effects effects, Consumer<Effects> body) {
        sink.begin(effects);
        try {
            guard.before(name);
            body.accept(sink);
            guard.after();
        } catch (ImplementationFault fault) {
            throw fault;
        } catch (Throwable thrown) {
            // Errors included: whatever comes out of a core is the end of its process, the finding of this run.
            guard.threw(thrown);
            throw ImplementationFault.thrown(thrown);
        } finally {
            sink.end();
        }
        sink.check();
    }

    /**
     * Takes the effects of the step that is under way, from the thread that makes it. It serves every step, so a core that keeps it
     * has nothing that works in between.
     */
    private final class Sink implements Effects {
        private @Nullable Effects out;
        private int count;
        private @Nullable String objection;

        void begin(Effects effects) {
            out = effects;
            count = 0;
            objection = null;
        }

        void end() {
            out = null;
        }

        @Override
        public void add(Effect effect) {
            Effects current = current();
            if (mayAdd()) {
                objection = EffectRules.objection(effect, limits);
            }
            if (objection == null) {
                current.add(
                        effect instanceof Effect.SetTimer set && set.delayNanos() > MAX_DELAY_NANOS
                                ? new Effect.SetTimer(set.id(), MAX_DELAY_NANOS)
                                : effect);
            }
        }

        @Override
        public void send(Destination to, int maxBytes, Consumer<ByteBuffer> writer) {
            Effects current = current();
            if (mayAdd()) {
                objection = EffectRules.send(to, writer, maxBytes, limits);
            }
            if (objection == null) {
                current.send(to, maxBytes, writer);
            }
        }

        private Effects current() {
            Effects current = out;
            if (current == null || !guard.isCaller()) {
                guard.strayed(STRAY);
                throw new IllegalStateException(STRAY);
            }
            return current;
        }

        /** Whether nothing was wrong with the effects so far, and this one is not too many. */
        private boolean mayAdd() {
            if (objection == null && ++count > MAX_EFFECTS) {
                objection = "the core added more than " + MAX_EFFECTS + " effects in one step";
            }
            return objection == null;
        }

        void check() {
            if (objection != null) {
                throw new ImplementationFault(objection);
            }
        }
    }
}

package dev.maat.recording;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProtocolCore;
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
        call(input.getClass().getName(), nowNanos, input, null, effects);
    }

    @Override
    public void flush(long nowNanos, Effects effects) {
        call("flush", nowNanos, null, null, effects);
    }

    @Override
    public void unreachable(long nowNanos, String node, Effects effects) {
        call("unreachable", nowNanos, null, node, effects);
    }

    /** A step on an input, a hint about a node, or without either a flush. */
    private void call(
            String name, long nowNanos, @Nullable Input input, @Nullable String unreachable, Effects effects) {
        sink.begin(effects);
        try {
            guard.before(name);
            if (input != null) {
                core.step(nowNanos, input, sink);
            } else if (unreachable != null) {
                core.unreachable(nowNanos, unreachable, sink);
            } else {
                core.flush(nowNanos, sink);
            }
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
            Effects current = out;
            if (current == null || !guard.isCaller()) {
                guard.strayed(STRAY);
                throw new IllegalStateException(STRAY);
            }
            if (objection != null) {
                return;
            }
            objection = ++count > MAX_EFFECTS
                    ? "the core added more than " + MAX_EFFECTS + " effects in one step"
                    : EffectRules.objection(effect, limits);
            if (objection == null) {
                current.add(
                        effect instanceof Effect.SetTimer set && set.delayNanos() > MAX_DELAY_NANOS
                                ? new Effect.SetTimer(set.id(), MAX_DELAY_NANOS)
                                : effect);
            }
        }

        void check() {
            if (objection != null) {
                throw new ImplementationFault(objection);
            }
        }
    }
}

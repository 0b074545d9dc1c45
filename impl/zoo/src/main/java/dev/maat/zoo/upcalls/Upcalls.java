package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;

/** A layer between a sound core and its application: every call and every effect passes here. */
abstract class Upcalls implements ProtocolCore {
    private final ProtocolCore core;

    Upcalls(ProtocolCore core) {
        this.core = core;
    }

    /** Takes one effect of the core, and adds what the application is to see. */
    protected abstract void pass(Effect effect, Effects effects);

    /** Whether the core hears of an input. */
    protected boolean takes(Input input, Effects effects) {
        return true;
    }

    /** The input that the core hears in the place of another. */
    protected Input heard(Input input) {
        return input;
    }

    @Override
    public final void step(long nowNanos, Input input, Effects effects) {
        if (takes(input, effects)) {
            core.step(nowNanos, heard(input), effect -> pass(effect, effects));
        }
    }

    @Override
    public final void flush(long nowNanos, Effects effects) {
        core.flush(nowNanos, effect -> pass(effect, effects));
    }

    @Override
    public final void unreachable(long nowNanos, String node, Effects effects) {
        core.unreachable(nowNanos, node, effect -> pass(effect, effects));
    }
}

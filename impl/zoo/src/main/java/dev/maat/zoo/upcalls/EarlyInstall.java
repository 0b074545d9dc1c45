package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the view up before the last messages of the view before it. A member that had them earlier has delivered them in the old
 * view. Breaks {@code same-view-delivery} and {@code virtual-synchrony}.
 */
final class EarlyInstall implements ProtocolCore {
    private final ProtocolCore core;

    EarlyInstall(ProtocolCore core) {
        this.core = core;
    }

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        List<Effect> all = new ArrayList<>();
        core.step(nowNanos, input, all::add);
        installEarly(all, effects);
    }

    @Override
    public void flush(long nowNanos, Effects effects) {
        core.flush(nowNanos, effects);
    }

    @Override
    public void unreachable(long nowNanos, String node, Effects effects) {
        core.unreachable(nowNanos, node, effects);
    }

    private static void installEarly(List<Effect> all, Effects effects) {
        List<Effect> late = new ArrayList<>();
        int install = lastInstall(all);
        for (int i = 0; i < all.size(); i++) {
            if (i < install && all.get(i) instanceof Effect.Deliver) {
                late.add(all.get(i));
            } else {
                effects.add(all.get(i));
            }
            if (i == install) {
                late.forEach(effects::add);
            }
        }
    }

    private static int lastInstall(List<Effect> all) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i) instanceof Effect.InstallView) {
                return i;
            }
        }
        return -1;
    }
}

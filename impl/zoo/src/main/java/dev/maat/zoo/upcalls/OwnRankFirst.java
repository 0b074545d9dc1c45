package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names itself first in each view that it hands up. One view has as many contents as members. Breaks {@code view-identity}.
 */
final class OwnRankFirst extends Upcalls {
    private @Nullable ProcessId self;

    OwnRankFirst(ProtocolCore core) {
        super(core);
    }

    @Override
    protected boolean takes(Input input, Effects effects) {
        if (input instanceof Input.Start start) {
            self = start.self();
        }
        return true;
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        effects.add(
                effect instanceof Effect.InstallView install ? new Effect.InstallView(turned(install.view())) : effect);
    }

    private View turned(View view) {
        int rank = view.members().indexOf(self);
        if (rank < 1) {
            return view;
        }
        List<ProcessId> members = new ArrayList<>(view.members());
        Collections.rotate(members, -rank);
        return new View(view.id(), view.seq(), members, view.primary(), view.transitional());
    }
}

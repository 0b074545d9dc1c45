package dev.maat.reference.change;

import dev.maat.contract.Effect;
import dev.maat.contract.View;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Membership;
import dev.maat.reference.group.ProtocolPhase;
import dev.maat.reference.ordering.Ordering;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.transfer.StateTransfer;

/** Ends a view and begins the next: the one place where a view is installed. */
public final class Installer {
    private final Group group;
    private final Host host;
    private final Ordering ordering;
    private final StateTransfer transfer;

    private Opening opening = epoch -> {};

    /** Told of each view that was installed: the other parts start afresh with it. */
    @FunctionalInterface
    public interface Opening {
        void open(Epoch epoch);
    }

    public Installer(Group group, Ordering ordering, StateTransfer transfer) {
        this.group = group;
        this.host = group.host;
        this.ordering = ordering;
        this.transfer = transfer;
    }

    public void whenInstalled(Opening then) {
        opening = then;
    }

    /** The cut of {@code epoch} is held, and this process is a member of the decided view. */
    void install(Epoch epoch, Value value) {
        boolean moves = epoch.selfRank() >= 0 && epoch.seq() > 0;
        host.mark(ProtocolPhase.ACCEPT, false);
        if (moves) {
            host.mark(ProtocolPhase.FLUSH, false);
            host.mark(ProtocolPhase.INSTALL, true);
            ordering.deliverCut(epoch, value.cut());
        }
        boolean survivor = value.members().indexOf(host.self) < value.survivors();
        boolean joiners = !value.joiners().isEmpty();
        transfer.endView();
        if (survivor && joiners) {
            transfer.expectSnapshot(value.id());
            host.emit(new Effect.TakeSnapshot(value.id()));
        }
        host.mark(ProtocolPhase.DECIDED, false);
        host.emit(new Effect.InstallView(View.primary(value.id(), epoch.seq() + 1, value.members())));
        if (moves) {
            host.mark(ProtocolPhase.INSTALL, false);
            host.emit(new Effect.Unblock());
        }
        Membership membership = new Membership(
                ViewRef.of(epoch.seq() + 1, value.id()),
                value.id(),
                value.members(),
                value.survivors(),
                value.members().indexOf(host.self),
                value.named());
        epoch.agreement().reported(host.self, membership.ref());
        Epoch next = group.install(membership);
        if (joiners) {
            transfer.beginView(next);
        }
        opening.open(next);
    }
}

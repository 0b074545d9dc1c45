package dev.maat.reference.delivery;

import dev.maat.reference.group.Acknowledged;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.parts.UniformityRule;

/** Uniform delivery: a message waits until the members that are known to hold it make sure that it survives. */
public final class UniformGate implements DeliveryGate {
    private final Group group;
    private final UniformityRule rule;
    /** Filled anew for each question. */
    private boolean[] heldByRank = {};

    public UniformGate(Group group) {
        this.group = group;
        this.rule = group.parts.order().uniformity();
    }

    @Override
    public boolean isOpen(Epoch epoch, int stream, long through) {
        Acknowledged acknowledged = epoch.acknowledged();
        if (heldByRank.length != epoch.streams()) {
            heldByRank = new boolean[epoch.streams()];
        }
        for (int rank = 0; rank < heldByRank.length; rank++) {
            // This process holds what it asks about, and a sender holds what it has sent.
            heldByRank[rank] = rank == stream || rank == epoch.selfRank() || acknowledged.held(stream, rank) >= through;
        }
        return rule.survives(group.quorum(), heldByRank);
    }

    @Override
    public boolean isOpenForPlaces(Epoch epoch, int stream, long through) {
        return !rule.asksForPlace() || isOpen(epoch, stream, through);
    }
}

package dev.maat.checkers.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of profiles, weaker ones first: classes of systems by the properties that each of them keeps. The profiles form
 * a lattice: a system that breaks a property breaks every profile that contains it.
 */
public enum ProfileId {
    /** Every message that is sent arrives at every process, once and unchanged. No views are needed. */
    RELIABLE(
            "reliable",
            List.of(),
            PropertyId.DELIVERY_INTEGRITY,
            PropertyId.NO_DUPLICATION,
            PropertyId.NO_UNPROVOKED_EXIT,
            PropertyId.VALIDITY,
            PropertyId.AGREEMENT,
            PropertyId.SEND_LIVENESS,
            // Inapplicable, so without weight, where no buffer is sampled.
            PropertyId.BOUNDED_MEMORY),
    RELIABLE_FIFO("reliable-fifo", List.of(RELIABLE), PropertyId.FIFO_GAP_FREE),
    RELIABLE_CAUSAL("reliable-causal", List.of(RELIABLE_FIFO), PropertyId.CAUSAL_GAP_FREE),
    /** Views alone: this profile says nothing about messages. */
    MEMBERSHIP(
            "membership",
            List.of(),
            PropertyId.SELF_INCLUSION,
            PropertyId.LOCAL_MONOTONICITY,
            PropertyId.VIEW_IDENTITY,
            PropertyId.INITIAL_VIEW_EVENT,
            PropertyId.MEMBERSHIP_PRECISION,
            PropertyId.NO_SPURIOUS_VIEW,
            // Inapplicable in a partitionable group, so without weight there.
            PropertyId.PRIMARY_COMPONENT,
            PropertyId.NO_SKIPPED_VIEW) {
        @Override
        List<PropertyId> ifPartitionable() {
            return List.of(PropertyId.AGREEMENT_ON_SUCCESSORS, PropertyId.TRANSITIONAL_SET);
        }
    },
    VIRTUALLY_SYNCHRONOUS(
            "virtually-synchronous",
            List.of(MEMBERSHIP, RELIABLE_FIFO),
            PropertyId.SAME_VIEW_DELIVERY,
            PropertyId.SENDER_IN_VIEW,
            PropertyId.VIRTUAL_SYNCHRONY,
            PropertyId.VIEW_AGREEMENT,
            // Inapplicable, so without weight, where the history has no safe indication and no state.
            PropertyId.SAFE_INDICATION,
            PropertyId.STATE_TRANSFER),
    VIRTUALLY_SYNCHRONOUS_STRICT(
            "virtually-synchronous-strict", List.of(VIRTUALLY_SYNCHRONOUS), PropertyId.SENDING_VIEW_DELIVERY),
    /** A member that does not move to the next view may have delivered in another order. */
    ATOMIC("atomic", List.of(VIRTUALLY_SYNCHRONOUS), PropertyId.WEAK_TOTAL_ORDER, PropertyId.PLACE_AGREEMENT),
    UNIFORM_ATOMIC(
            "uniform-atomic",
            List.of(ATOMIC),
            PropertyId.TOTAL_ORDER,
            PropertyId.UNIFORM_PREFIX_ORDER,
            PropertyId.UNIFORM_AGREEMENT,
            PropertyId.UNIFORM_PLACE_AGREEMENT),
    TOTAL_ORDER_BROADCAST("total-order-broadcast", List.of(RELIABLE), PropertyId.TOTAL_ORDER_OF_CORE),
    TOTAL_ORDER_BROADCAST_UNIFORM(
            "total-order-broadcast-uniform",
            List.of(TOTAL_ORDER_BROADCAST),
            PropertyId.TOTAL_ORDER,
            PropertyId.UNIFORM_AGREEMENT),
    /** Extended virtual synchrony over regular and transitional configurations. */
    EXTENDED(
            "extended",
            List.of(),
            PropertyId.EVS_BASIC_DELIVERY,
            PropertyId.EVS_CONFIGURATION_CHANGE,
            PropertyId.EVS_SELF_DELIVERY,
            PropertyId.EVS_FAILURE_ATOMICITY,
            PropertyId.EVS_CAUSAL,
            PropertyId.EVS_AGREED,
            PropertyId.EVS_SAFE);

    private final String id;
    private final List<ProfileId> contained;
    private final List<PropertyId> own;

    ProfileId(String id, List<ProfileId> contained, PropertyId... own) {
        this.id = id;
        this.contained = contained;
        this.own = List.of(own);
    }

    /** The name that a header's {@code claims} uses. */
    public String id() {
        return id;
    }

    /** The profiles directly below: a system that keeps this profile keeps them. */
    public List<ProfileId> contained() {
        return contained;
    }

    /** Every property of this profile, once each: those of the contained profiles first. */
    public List<PropertyId> properties(boolean partitionable) {
        Set<PropertyId> all = new LinkedHashSet<>();
        collect(partitionable, all);
        return new ArrayList<>(all);
    }

    private void collect(boolean partitionable, Collection<PropertyId> into) {
        for (ProfileId part : contained) {
            part.collect(partitionable, into);
        }
        into.addAll(own);
        if (partitionable) {
            into.addAll(ifPartitionable());
        }
    }

    /** Properties that the profile asks of a partitionable group only. */
    List<PropertyId> ifPartitionable() {
        return List.of();
    }

    /** The profile with an id, or null. */
    public static @Nullable ProfileId named(String id) {
        for (ProfileId profile : values()) {
            if (profile.id.equals(id)) {
                return profile;
            }
        }
        return null;
    }
}

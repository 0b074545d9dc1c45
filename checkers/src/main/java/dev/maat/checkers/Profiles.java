package dev.maat.checkers;

import dev.maat.checkers.catalogue.PropertyId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profiles of the catalogue. */
public final class Profiles {
    /** What is sent arrives, once, unchanged, at everybody; no views needed. */
    public static final Profile RELIABLE = new Profile(
            "reliable",
            List.of(),
            PropertyId.DELIVERY_INTEGRITY,
            PropertyId.NO_DUPLICATION,
            PropertyId.NO_UNPROVOKED_EXIT,
            PropertyId.VALIDITY,
            PropertyId.AGREEMENT,
            PropertyId.SEND_LIVENESS);

    public static final Profile RELIABLE_FIFO =
            new Profile("reliable-fifo", List.of(RELIABLE), PropertyId.FIFO_GAP_FREE);

    public static final Profile RELIABLE_CAUSAL =
            new Profile("reliable-causal", List.of(RELIABLE_FIFO), PropertyId.CAUSAL_GAP_FREE);

    /** Views, and nothing about messages. */
    public static final Profile MEMBERSHIP = new Profile(
                    "membership",
                    List.of(),
                    PropertyId.SELF_INCLUSION,
                    PropertyId.LOCAL_MONOTONICITY,
                    PropertyId.VIEW_IDENTITY,
                    PropertyId.INITIAL_VIEW_EVENT,
                    PropertyId.MEMBERSHIP_PRECISION,
                    PropertyId.NO_SPURIOUS_VIEW,
                    // Inapplicable, so without weight, in a partitionable group.
                    PropertyId.PRIMARY_COMPONENT,
                    PropertyId.NO_SKIPPED_VIEW)
            .andIfPartitionable(PropertyId.AGREEMENT_ON_SUCCESSORS, PropertyId.TRANSITIONAL_SET);

    public static final Profile VIRTUALLY_SYNCHRONOUS = new Profile(
            "virtually-synchronous",
            List.of(MEMBERSHIP, RELIABLE_FIFO),
            PropertyId.SAME_VIEW_DELIVERY,
            PropertyId.SENDER_IN_VIEW,
            PropertyId.VIRTUAL_SYNCHRONY);

    public static final Profile VIRTUALLY_SYNCHRONOUS_STRICT = new Profile(
            "virtually-synchronous-strict", List.of(VIRTUALLY_SYNCHRONOUS), PropertyId.SENDING_VIEW_DELIVERY);

    /** Plain delivery may differ at a member that never comes along. */
    public static final Profile ATOMIC = new Profile(
            "atomic", List.of(VIRTUALLY_SYNCHRONOUS), PropertyId.WEAK_TOTAL_ORDER, PropertyId.PLACE_AGREEMENT);

    public static final Profile UNIFORM_ATOMIC = new Profile(
            "uniform-atomic",
            List.of(ATOMIC),
            PropertyId.TOTAL_ORDER,
            PropertyId.UNIFORM_PREFIX_ORDER,
            PropertyId.UNIFORM_AGREEMENT,
            PropertyId.UNIFORM_PLACE_AGREEMENT);

    public static final Profile TOTAL_ORDER_BROADCAST =
            new Profile("total-order-broadcast", List.of(RELIABLE), PropertyId.TOTAL_ORDER_OF_CORE);

    public static final Profile TOTAL_ORDER_BROADCAST_UNIFORM =
            new Profile("total-order-broadcast-uniform", List.of(TOTAL_ORDER_BROADCAST), PropertyId.TOTAL_ORDER);

    /** Extended virtual synchrony over regular and transitional configurations. */
    public static final Profile EXTENDED = new Profile(
            "extended",
            List.of(),
            PropertyId.EVS_BASIC_DELIVERY,
            PropertyId.EVS_CONFIGURATION_CHANGE,
            PropertyId.EVS_SELF_DELIVERY,
            PropertyId.EVS_FAILURE_ATOMICITY,
            PropertyId.EVS_CAUSAL,
            PropertyId.EVS_AGREED,
            PropertyId.EVS_SAFE);

    private static final List<Profile> ALL = List.of(
            RELIABLE,
            RELIABLE_FIFO,
            RELIABLE_CAUSAL,
            MEMBERSHIP,
            VIRTUALLY_SYNCHRONOUS,
            VIRTUALLY_SYNCHRONOUS_STRICT,
            ATOMIC,
            UNIFORM_ATOMIC,
            TOTAL_ORDER_BROADCAST,
            TOTAL_ORDER_BROADCAST_UNIFORM,
            EXTENDED);

    private Profiles() {}

    /** All of them, weaker ones first. */
    public static List<Profile> all() {
        return ALL;
    }

    /** The profile with a name, or null. */
    public static @Nullable Profile named(String name) {
        for (Profile profile : ALL) {
            if (profile.name().equals(name)) {
                return profile;
            }
        }
        return null;
    }
}

package dev.maat.checkers.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue: all properties, in the order in which tables show them. */
public enum PropertyId {
    SELF_INCLUSION("self-inclusion", "a process that installs a view is a member of it"),
    LOCAL_MONOTONICITY(
            "local-monotonicity",
            "the seq of the views that a process installs strictly increases, and no view id returns"),
    VIEW_IDENTITY("view-identity", "one view id means the same members, rank order, seq and primary flag everywhere"),
    INITIAL_VIEW_EVENT("initial-view-event", "sends, deliveries and safe indications happen only inside a view"),
    PRIMARY_COMPONENT("primary-component", "the primary views of a generation form one path of direct moves"),
    NO_SKIPPED_VIEW(
            "no-skipped-view", "a process that goes on from a view does not skip a next view of which it is a member"),
    NO_UNPROVOKED_EXIT("no-unprovoked-exit", "a process ends only by a fault, its own leave or a justified exclusion"),
    DELIVERY_INTEGRITY("delivery-integrity", "a delivered message was sent before, and with the same payload"),
    NO_DUPLICATION("no-duplication", "no process delivers a message twice"),
    SENDER_IN_VIEW("sender-in-view", "a message is delivered only in views of which its sender is a member"),
    SAME_VIEW_DELIVERY(
            "same-view-delivery", "all processes that deliver a message deliver it in one and the same view"),
    SENDING_VIEW_DELIVERY(
            "sending-view-delivery",
            "a message is delivered in a view in which it was sent, the same at all processes"),
    VIRTUAL_SYNCHRONY(
            "virtual-synchrony",
            "processes that move together to the next view delivered the same messages in this one"),
    TRANSITIONAL_SET(
            "transitional-set", "the transitional set names exactly the processes that come from the same view"),
    AGREEMENT_ON_SUCCESSORS(
            "agreement-on-successors",
            "members of two consecutive views that install the second come to it from the first"),
    FIFO("fifo", "a process delivers the messages of one sender in the order of sending"),
    FIFO_GAP_FREE("fifo-gap-free", "fifo, and no message that the sender sent earlier in the same view is left out"),
    CAUSAL("causal", "a process delivers a message after those that happened before it"),
    CAUSAL_GAP_FREE(
            "causal-gap-free", "causal, and no earlier message sent in a view that the process installed is left out"),
    WEAK_TOTAL_ORDER(
            "weak-total-order", "processes that complete a view together deliver in it in one order, without holes"),
    TOTAL_ORDER("total-order", "one order exists that the deliveries of all processes follow, crashed ones included"),
    UNIFORM_PREFIX_ORDER(
            "uniform-prefix-order",
            "of two processes' deliveries in a primary view, one sequence is a prefix of the other"),
    PLACE_AGREEMENT("place-agreement", "a message has one place among the processes that complete a view together"),
    UNIFORM_PLACE_AGREEMENT(
            "uniform-place-agreement", "a message has one place everywhere, and a place has one message"),
    SAFE_INDICATION("safe-indication", "a message indicated safe is held by every member of its view"),
    BLOCKING("blocking", "no send returns between block and unblock, and later views come only while blocked"),
    SERIAL_UPCALLS("serial-upcalls", "no upcall begins while another runs"),
    STATE_TRANSFER("state-transfer", "a joiner loads the state that the survivors have when they install the view"),
    NO_SPURIOUS_VIEW("no-spurious-view", "no core process installs a view while the run is quiet and no fault is on"),
    BOUNDED_MEMORY("bounded-memory", "buffers stay within the bound that the implementation declares"),
    VALIDITY("validity", "a core process delivers every message that it sent itself", true),
    SEND_LIVENESS("send-liveness", "every send of the core returns, and every block ends", true),
    AGREEMENT(
            "agreement",
            "a message delivered by one core process is delivered by all core processes that were there when it was sent",
            true),
    VIEW_AGREEMENT(
            "view-agreement",
            "a message delivered in a view by one core member of it is delivered by all core members of it",
            true),
    UNIFORM_AGREEMENT(
            "uniform-agreement",
            "a message delivered in a primary view by any process is delivered by all that go on from it",
            true),
    MEMBERSHIP_PRECISION(
            "membership-precision", "the core ends in one and the same view, with exactly its members", true),
    MULTICAST_LIVENESS(
            "multicast-liveness",
            "a message that the core sends in its last view is delivered there by all its core members",
            true),
    SAFE_LIVENESS(
            "safe-liveness",
            "a message that the core sends in its last view is indicated safe at all its core members",
            true),
    TERMINATION_OF_DELIVERY(
            "termination-of-delivery",
            "a message is delivered by all core members of its view, or its sender moves on",
            true),
    EVS_BASIC_DELIVERY(
            "evs-basic-delivery",
            "EVS 1: events are partially ordered, and a message is delivered once, after it was sent"),
    EVS_CONFIGURATION_CHANGE(
            "evs-configuration-change",
            "EVS 2: configurations change in step, a transitional one between two regular ones"),
    EVS_SELF_DELIVERY("evs-self-delivery", "EVS 3: a process that sends a message and does not fail delivers it"),
    EVS_FAILURE_ATOMICITY(
            "evs-failure-atomicity",
            "EVS 4: processes that move together to the next configuration delivered the same messages"),
    EVS_CAUSAL("evs-causal", "EVS 5: messages are delivered in causal order within a configuration"),
    EVS_AGREED("evs-agreed", "EVS 6: one total order exists, without gaps within a configuration"),
    EVS_SAFE("evs-safe", "EVS 7: a safe message is delivered by all members of the configuration that do not fail"),
    /**
     * No property of the catalogue: the part of {@code total-order-broadcast} that concerns the core alone. No header claims it, but a
     * judgement can be asked for it, and shows it where it counts.
     */
    TOTAL_ORDER_OF_CORE("total-order-of-core", "one order exists that the deliveries of every core process follow");

    private static final Map<String, PropertyId> BY_ID = new LinkedHashMap<>();

    static {
        for (PropertyId property : values()) {
            if (property != TOTAL_ORDER_OF_CORE) {
                BY_ID.put(property.id, property);
            }
        }
    }

    private final String id;
    private final String definition;
    private final boolean liveness;

    PropertyId(String id, String definition) {
        this(id, definition, false);
    }

    PropertyId(String id, String definition, boolean liveness) {
        this.id = id;
        this.definition = definition;
        this.liveness = liveness;
    }

    /** The name by which files and tables call the property. */
    public String id() {
        return id;
    }

    /** The definition in one line; the documentation of the checker gives it in full. */
    public String definition() {
        return definition;
    }

    /** Whether the property is judged on the core alone, once the run is quiet. */
    public boolean liveness() {
        return liveness;
    }

    /**
     * Whether the property asks something of the processes of a static group that a restarted process, which is not of the group,
     * cannot be asked: then a core node that restarted leaves it unknown.
     */
    public boolean asksTheGroup() {
        return switch (this) {
            case FIFO_GAP_FREE,
                    CAUSAL_GAP_FREE,
                    WEAK_TOTAL_ORDER,
                    UNIFORM_PREFIX_ORDER,
                    PLACE_AGREEMENT,
                    UNIFORM_PLACE_AGREEMENT,
                    TOTAL_ORDER_OF_CORE -> true;
            default -> liveness;
        };
    }

    /** The property with an id as a judgement lists it: of the catalogue, or the part of a profile; else null. */
    public static @Nullable PropertyId judged(String id) {
        return id.equals(TOTAL_ORDER_OF_CORE.id) ? TOTAL_ORDER_OF_CORE : named(id);
    }

    /** The property of the catalogue with an id, or null. */
    public static @Nullable PropertyId named(String id) {
        return BY_ID.get(id);
    }
}

package dev.maat.checkers.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue: every property there is, in the order in which tables show them. */
public enum PropertyId {
    SELF_INCLUSION("self-inclusion", "who installs a view is a member of it"),
    LOCAL_MONOTONICITY(
            "local-monotonicity", "the seq of the views a process installs strictly increases, no id returns"),
    VIEW_IDENTITY("view-identity", "one id means the same members, rank order, seq and primary flag everywhere"),
    INITIAL_VIEW_EVENT("initial-view-event", "sends, deliveries and safe indications happen only inside a view"),
    PRIMARY_COMPONENT("primary-component", "the primary views of a generation form one path of direct moves"),
    NO_SKIPPED_VIEW("no-skipped-view", "who goes on with others from a view goes to their next view and skips none"),
    NO_UNPROVOKED_EXIT("no-unprovoked-exit", "a process ends only by a fault, its own leave or a justified exclusion"),
    DELIVERY_INTEGRITY("delivery-integrity", "what is delivered was sent before, and with this payload"),
    NO_DUPLICATION("no-duplication", "no process delivers a message twice"),
    SENDER_IN_VIEW("sender-in-view", "a message is delivered in views that its sender is a member of"),
    SAME_VIEW_DELIVERY("same-view-delivery", "all who deliver a message deliver it in one and the same view"),
    SENDING_VIEW_DELIVERY(
            "sending-view-delivery", "a message is delivered in the view it was sent in, by all in the same"),
    VIRTUAL_SYNCHRONY(
            "virtual-synchrony", "who moves from one view to the same next view has delivered the same messages in it"),
    TRANSITIONAL_SET("transitional-set", "the transitional set names exactly those who come from the same view"),
    AGREEMENT_ON_SUCCESSORS(
            "agreement-on-successors", "members of two views that follow each other came from the first"),
    FIFO("fifo", "who delivers two messages of one sender delivers them in the order of sending"),
    FIFO_GAP_FREE("fifo-gap-free", "and delivers all that the sender sent before in the same view"),
    CAUSAL("causal", "who delivers two messages delivers the one that happened before first"),
    CAUSAL_GAP_FREE("causal-gap-free", "and delivers all that happened before, of the views it installed"),
    WEAK_TOTAL_ORDER("weak-total-order", "who completes a view together delivers in one order in it, without holes"),
    TOTAL_ORDER("total-order", "one order exists that every process's deliveries follow, crashed ones' too"),
    UNIFORM_PREFIX_ORDER(
            "uniform-prefix-order", "in a primary view one sequence of deliveries is a prefix of the other"),
    PLACE_AGREEMENT("place-agreement", "one message has one place among those who complete a view together"),
    UNIFORM_PLACE_AGREEMENT("uniform-place-agreement", "one message has one place everywhere, one place one message"),
    SAFE_INDICATION("safe-indication", "told safe, a message is held by every member of its view"),
    BLOCKING("blocking", "between block and unblock no send returns, and views come only while blocked"),
    SERIAL_UPCALLS("serial-upcalls", "no upcall begins while another runs"),
    STATE_TRANSFER("state-transfer", "what a joiner loads is what the survivors have at installing the view"),
    NO_SPURIOUS_VIEW("no-spurious-view", "no view comes while all is quiet and no fault is on"),
    BOUNDED_MEMORY("bounded-memory", "buffers stay within the bound that the implementation declares"),
    VALIDITY("validity", "a core process delivers what it sent itself", true),
    SEND_LIVENESS("send-liveness", "every send of the core returns, every block ends", true),
    AGREEMENT("agreement", "what one core member of a view delivers in it, every core member of it delivers", true),
    UNIFORM_AGREEMENT(
            "uniform-agreement", "what anyone delivers in a primary view, all who go on from it deliver", true),
    MEMBERSHIP_PRECISION(
            "membership-precision", "the core ends in one and the same view, with exactly its members", true),
    MULTICAST_LIVENESS(
            "multicast-liveness", "what the core sends in its last view all its members deliver there", true),
    SAFE_LIVENESS("safe-liveness", "what the core sends in its last view is told safe at all its members", true),
    TERMINATION_OF_DELIVERY(
            "termination-of-delivery", "a message reaches all of its view, or the sender moves on", true),
    EVS_BASIC_DELIVERY("evs-basic-delivery", "EVS 1: events are ordered, and a delivery follows one send of it"),
    EVS_CONFIGURATION_CHANGE("evs-configuration-change", "EVS 2: configurations change in step, transitional between"),
    EVS_SELF_DELIVERY("evs-self-delivery", "EVS 3: who sends a message and does not fail delivers it"),
    EVS_FAILURE_ATOMICITY("evs-failure-atomicity", "EVS 4: who moves together delivers the same set"),
    EVS_CAUSAL("evs-causal", "EVS 5: causal delivery within a configuration"),
    EVS_AGREED("evs-agreed", "EVS 6: one total order, without gaps within a configuration"),
    EVS_SAFE("evs-safe", "EVS 7: a safe message is delivered by all of the configuration that do not fail"),
    /** Not of the catalogue itself: the part of {@code total-order-broadcast} that looks at the core alone. */
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

    /** As in files and tables. */
    public String id() {
        return id;
    }

    /** One line; the checker's own documentation says it in full. */
    public String definition() {
        return definition;
    }

    /** Whether it is judged only once the run is quiet, on the core. */
    public boolean liveness() {
        return liveness;
    }

    /** The property of the catalogue with an id, or null. */
    public static @Nullable PropertyId named(String id) {
        return BY_ID.get(id);
    }
}

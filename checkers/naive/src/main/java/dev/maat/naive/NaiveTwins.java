package dev.maat.naive;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All naive twins; {@code ok} stands for both holds and not-exercised. */
public final class NaiveTwins {
    /** Holds, or not exercised. */
    public static final String OK = "ok";

    /** The definition leaves the verdict open. */
    public static final String EITHER = "either";

    /** The history is beyond the {@link Bounds} of the twin: nothing was judged. */
    public static final String TOO_LARGE = "too-large";

    private NaiveTwins() {}

    /** Property id to {@code ok}, {@code violated}, {@code unknown}, {@code inapplicable} or {@code either}. */
    public static Map<String, String> judge(List<String> lines) {
        Map<String, String> verdicts = new TreeMap<>();
        twins(NaiveHistory.parse(lines)).forEach((id, twin) -> verdicts.put(id, twin.get()));
        return verdicts;
    }

    /**
     * Judges some properties, each only if the history is within its bounds. Counts decide what is too large, so the answer is the
     * same on every machine.
     *
     * @param lines of the whole history, the header first
     * @param ids of the properties
     * @return by id, as {@link #judge(List)}, or {@link #TOO_LARGE}; a property without a twin is absent
     * @throws IllegalArgumentException if the lines are no history
     */
    public static Map<String, String> judge(List<String> lines, Collection<String> ids) {
        Map<String, String> verdicts = new TreeMap<>();
        if (Bounds.isTooLongToRead(lines)) {
            ids.forEach(id -> verdicts.put(id, TOO_LARGE));
            return verdicts;
        }
        NaiveHistory history = NaiveHistory.parse(lines);
        Bounds bounds = Bounds.of(history);
        Map<String, Supplier<String>> twins = twins(history);
        for (String id : ids) {
            Supplier<String> twin = twins.get(id);
            if (twin != null) {
                verdicts.put(id, bounds.allow(id) ? twin.get() : TOO_LARGE);
            }
        }
        return verdicts;
    }

    private static Map<String, Supplier<String>> twins(NaiveHistory h) {
        NaiveViews views = new NaiveViews(h);
        NaiveMessages messages = new NaiveMessages(h);
        NaiveEnvironment environment = new NaiveEnvironment(h);
        NaiveOrders orders = new NaiveOrders(h);
        NaiveLiveness live = new NaiveLiveness(h);
        NaiveEvs evs = new NaiveEvs(h);
        Map<String, Supplier<String>> twins = new TreeMap<>();
        twins.put("self-inclusion", views::selfInclusion);
        twins.put("local-monotonicity", views::localMonotonicity);
        twins.put("view-identity", views::viewIdentity);
        twins.put("initial-view-event", views::initialViewEvent);
        twins.put("primary-component", views::primaryComponent);
        twins.put("no-skipped-view", views::noSkippedView);
        twins.put("no-unprovoked-exit", views::noUnprovokedExit);
        twins.put("transitional-set", views::transitionalSet);
        twins.put("agreement-on-successors", views::agreementOnSuccessors);
        twins.put("delivery-integrity", messages::deliveryIntegrity);
        twins.put("no-duplication", messages::noDuplication);
        twins.put("sender-in-view", messages::senderInView);
        twins.put("same-view-delivery", messages::sameViewDelivery);
        twins.put("sending-view-delivery", messages::sendingViewDelivery);
        twins.put("virtual-synchrony", messages::virtualSynchrony);
        twins.put("safe-indication", messages::safeIndication);
        twins.put("blocking", environment::blocking);
        twins.put("serial-upcalls", environment::serialUpcalls);
        twins.put("state-transfer", environment::stateTransfer);
        twins.put("bounded-memory", environment::boundedMemory);
        twins.put("fifo", orders::fifo);
        twins.put("fifo-gap-free", () -> h.core.asked(orders.fifoGapFree()));
        twins.put("causal", orders::causal);
        twins.put("causal-gap-free", () -> h.core.asked(orders.causalGapFree()));
        twins.put("weak-total-order", () -> h.core.asked(orders.weakTotalOrder()));
        twins.put("total-order", orders::totalOrder);
        twins.put("total-order-of-core", () -> h.core.asked(orders.totalOrderOfCore()));
        twins.put("uniform-prefix-order", () -> h.core.asked(orders.uniformPrefixOrder()));
        twins.put("place-agreement", () -> h.core.asked(orders.placeAgreement()));
        twins.put("uniform-place-agreement", () -> h.core.asked(orders.uniformPlaceAgreement()));
        twins.put("validity", live::validity);
        twins.put("send-liveness", live::sendLiveness);
        twins.put("agreement", live::agreement);
        twins.put("view-agreement", live::viewAgreement);
        twins.put("uniform-agreement", live::uniformAgreement);
        twins.put("membership-precision", live::membershipPrecision);
        twins.put("multicast-liveness", live::multicastLiveness);
        twins.put("safe-liveness", live::safeLiveness);
        twins.put("termination-of-delivery", live::terminationOfDelivery);
        twins.put("no-spurious-view", live::noSpuriousView);
        twins.put("evs-basic-delivery", evs::basicDelivery);
        twins.put("evs-configuration-change", evs::configurationChange);
        twins.put("evs-self-delivery", evs::selfDelivery);
        twins.put("evs-failure-atomicity", evs::failureAtomicity);
        twins.put("evs-causal", evs::causal);
        twins.put("evs-agreed", evs::agreed);
        twins.put("evs-safe", evs::safe);
        return twins;
    }
}

package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.History;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which violations no later line can mend: the table of LETTING-GO.md, for the properties whose answer the witness does not decide. */
class FirmnessTest {
    private static final Set<PropertyId> AT_ONCE = EnumSet.of(
            PropertyId.SELF_INCLUSION,
            PropertyId.LOCAL_MONOTONICITY,
            PropertyId.INITIAL_VIEW_EVENT,
            PropertyId.NO_DUPLICATION,
            PropertyId.SENDER_IN_VIEW,
            PropertyId.BLOCKING,
            PropertyId.SERIAL_UPCALLS,
            PropertyId.BOUNDED_MEMORY,
            PropertyId.VIEW_IDENTITY,
            PropertyId.SAME_VIEW_DELIVERY,
            PropertyId.AGREEMENT_ON_SUCCESSORS,
            PropertyId.TRANSITIONAL_SET,
            PropertyId.STATE_TRANSFER,
            PropertyId.UNIFORM_PLACE_AGREEMENT,
            PropertyId.VIRTUAL_SYNCHRONY,
            PropertyId.WEAK_TOTAL_ORDER,
            PropertyId.PLACE_AGREEMENT,
            PropertyId.TOTAL_ORDER,
            PropertyId.UNIFORM_PREFIX_ORDER);
    private static final Set<PropertyId> ORDERS_OF_ONE_SENDER_OR_PAST =
            EnumSet.of(PropertyId.FIFO, PropertyId.FIFO_GAP_FREE, PropertyId.CAUSAL);
    private static final Set<PropertyId> ONCE_SENDS_HAVE_RETURNED =
            EnumSet.of(PropertyId.CAUSAL_GAP_FREE, PropertyId.SENDING_VIEW_DELIVERY);
    /** Their answer depends on the lines of the witness; the tests of the online judge show them one by one. */
    private static final Set<PropertyId> BY_THE_WITNESS = EnumSet.of(
            PropertyId.DELIVERY_INTEGRITY,
            PropertyId.SAFE_INDICATION,
            PropertyId.PRIMARY_COMPONENT,
            PropertyId.NO_UNPROVOKED_EXIT);

    private static final String SEND = "{\"p\":\"n1.0\",\"t\":3,\"e\":\"send\",\"m\":\"n1.0:1\"}";

    private static Proof proof(String sendOrder, boolean returned) {
        History beginning = Histories.parse("{\"format\":\"maat-history\",\"version\":1,\"sendOrder\":\"" + sendOrder
                + "\",\"nodes\":[\"n1\"]}\n{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}\n"
                + "{\"p\":\"n1.0\",\"t\":2,\"e\":\"view\",\"id\":\"v1\",\"seq\":1,\"members\":[\"n1.0\"]}\n" + SEND
                + "\n"
                + (returned ? "{\"p\":\"n1.0\",\"t\":4,\"e\":\"sent\",\"m\":\"n1.0:1\"}\n" : ""));
        WitnessEvent send = new WitnessEvent("n1.0", 2, SEND);
        return new Proof(
                beginning,
                new PropertyResult("fifo", "", Verdict.VIOLATED, 1, 1, 1, false, "out of order", List.of(send)));
    }

    private static Set<PropertyId> firm(Proof proof) {
        return propertiesWhere(property -> Checkers.of(property).isFirm(proof));
    }

    private static Set<PropertyId> propertiesWhere(Predicate<PropertyId> test) {
        return EnumSet.allOf(PropertyId.class).stream()
                .filter(property -> !BY_THE_WITNESS.contains(property))
                .filter(test)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PropertyId.class)));
    }

    @SafeVarargs
    private static Set<PropertyId> together(Set<PropertyId>... sets) {
        Set<PropertyId> all = EnumSet.noneOf(PropertyId.class);
        for (Set<PropertyId> set : sets) {
            all.addAll(set);
        }
        return all;
    }

    @Test
    void onlyWhatNoLineCanMendIsFirmWhileASendIsUnderWay() {
        assertThat(firm(proof("return", false))).isEqualTo(together(AT_ONCE, ORDERS_OF_ONE_SENDER_OR_PAST));
    }

    @Test
    void anOrderByInvocationWaitsForItsSendsToReturn() {
        assertThat(firm(proof("invocation", false))).isEqualTo(AT_ONCE);
    }

    @Test
    void sendsThatHaveReturnedCanNeitherFailNorReachIntoANextView() {
        Set<PropertyId> settled = together(AT_ONCE, ORDERS_OF_ONE_SENDER_OR_PAST, ONCE_SENDS_HAVE_RETURNED);

        assertThat(firm(proof("invocation", true))).isEqualTo(settled);
        assertThat(firm(proof("return", true))).isEqualTo(settled);
    }

    @Test
    void theOrdersThatPresentDeliveriesProveStayViolatedWhenTheirMessagesGo() {
        assertThat(propertiesWhere(property -> Checkers.of(property).isProvedByDeliveries()))
                .isEqualTo(EnumSet.of(
                        PropertyId.FIFO,
                        PropertyId.FIFO_GAP_FREE,
                        PropertyId.CAUSAL,
                        PropertyId.CAUSAL_GAP_FREE,
                        PropertyId.TOTAL_ORDER,
                        PropertyId.EVS_CAUSAL,
                        PropertyId.EVS_AGREED));
    }

    @Test
    void aCycleOfTheTotalOrderIsOneViolationHoweverMuchOfItWasLetGo() {
        assertThat(Checkers.of(PropertyId.TOTAL_ORDER).violations(1, 1)).isEqualTo(1);
        assertThat(Checkers.of(PropertyId.FIFO).violations(2, 3)).isEqualTo(5);
    }
}

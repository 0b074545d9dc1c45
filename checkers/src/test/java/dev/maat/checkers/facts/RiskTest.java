package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import org.junit.jupiter.api.Test;

/** The events and messages that a fault, or a change of views, overlaps, to the instant. */
class RiskTest {
    private static final String ALL = "\"id\":\"v1\",\"seq\":1,\"members\":[\"n1.0\",\"n2.0\"]";
    private static final String NEXT = "\"id\":\"v2\",\"seq\":2,\"members\":[\"n1.0\",\"n2.0\"]";
    private static final String M = "\"m\":\"n1.0:1\"";

    private final StringBuilder text =
            new StringBuilder("{\"format\":\"maat-history\",\"version\":1,\"nodes\":[\"n1\",\"n2\"]}\n");

    private RiskTest line(String process, long t, String event, String... more) {
        text.append("{\"p\":\"%s\",\"t\":%d,\"e\":\"%s\"".formatted(process, t, event));
        for (String keys : more) {
            text.append(',').append(keys);
        }
        text.append("}\n");
        return this;
    }

    private RiskTest n1(long t, String event, String... more) {
        return line("n1.0", t, event, more);
    }

    private RiskTest n2(long t, String event, String... more) {
        return line("n2.0", t, event, more);
    }

    private RiskTest fault(int id, long from, long to, String more) {
        text.append("{\"t\":%d,\"e\":\"fault\",\"id\":%d,\"on\":true,\"kind\":\"x\"}%n".formatted(from, id));
        text.append("{\"t\":%d,\"e\":\"fault\",\"id\":%d,\"on\":false%s}%n".formatted(to, id, more));
        return this;
    }

    private Facts facts() {
        return new Facts(Histories.parse(text.toString()));
    }

    private RiskTest both() {
        return n1(1, "start").n1(2, "view", ALL).n2(1, "start").n2(2, "view", ALL);
    }

    @Test
    void aSpanThatTouchesAFaultOverlapsIt() {
        Risk risk = both().fault(2, 500, 600, ",\"bit\":true")
                .fault(1, 100, 200, ",\"bit\":true")
                .fault(3, 300, 400, ",\"bit\":false")
                .facts()
                .risk;

        assertThat(risk.overlapsFault(50, 99)).isFalse();
        assertThat(risk.overlapsFault(50, 100)).isTrue();
        assertThat(risk.overlapsFault(150, 150)).isTrue();
        assertThat(risk.overlapsFault(200, 250)).isTrue();
        assertThat(risk.overlapsFault(201, 499)).isFalse();
        assertThat(risk.overlapsFault(201, 500)).isTrue();
        assertThat(risk.overlapsFault(601, 900)).isFalse();
    }

    @Test
    void aLongFaultStillOverlapsBehindAShortOneThatBeganLater() {
        Risk risk = both().fault(1, 100, 900, ",\"bit\":true")
                .fault(2, 200, 300, ",\"bit\":true")
                .facts()
                .risk;

        assertThat(risk.overlapsFault(400, 400)).isTrue();
        assertThat(risk.overlapsFault(901, 901)).isFalse();
    }

    @Test
    void aBlockedProcessIsLeavingItsViewIfANextOneComes() {
        Facts facts = both().n1(3, "deliver", M)
                .n1(4, "block")
                .n1(5, "deliver", "\"m\":\"n2.0:1\"")
                .n1(6, "view", NEXT)
                .n1(7, "block")
                .n2(6, "deliver", M)
                .n2(7, "view", NEXT)
                .facts();

        assertThat(facts.risk.leaving(0, 2)).isFalse();
        assertThat(facts.risk.leaving(0, 3)).isTrue();
        assertThat(facts.risk.leaving(0, 4)).isTrue();
        assertThat(facts.risk.leaving(0, 6)).as("no view follows").isFalse();
        assertThat(facts.risk.leaving(0, 0)).as("no view yet").isFalse();
        assertThat(facts.risk.leaving(1, 2)).as("it never blocks").isFalse();
    }

    @Test
    void aProcessIsLeavingItsViewFromItsLastBlockOn() {
        Facts facts = both().n1(3, "block")
                .n1(4, "unblock")
                .n1(5, "block")
                .n1(5, "deliver", M)
                .n1(6, "block")
                .n1(7, "view", NEXT)
                .n2(3, "phase", "\"name\":\"flush\",\"on\":true")
                .n2(4, "phase", "\"name\":\"flush\",\"on\":false")
                .n2(5, "phase", "\"name\":\"rest\",\"on\":true")
                .n2(6, "phase", "\"name\":\"flush\",\"on\":true")
                .n2(7, "view", NEXT)
                .facts();

        assertThat(facts.risk.cutoff(facts.views.from(0))).isEqualTo(4);
        assertThat(facts.risk.cutoff(facts.views.from(0) + 1)).isEqualTo(Risk.NO_EVENT);
        assertThat(facts.risk.cutoff(facts.views.from(1))).isEqualTo(5);
        assertThat(facts.risk.firstSuccessor(facts.views.id(facts.views.from(0))))
                .isEqualTo(7);
        assertThat(facts.risk.firstSuccessor(facts.views.id(facts.views.from(0) + 1)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aMessageLastsFromItsSendOrFirstDeliveryToItsLast() {
        Facts sent = both().n1(10, "send", M)
                .n1(20, "deliver", M)
                .n2(30, "deliver", M)
                .n1(40, "send", "\"m\":\"n1.0:2\"")
                .n2(50, "deliver", "\"m\":\"n3.0:9\"")
                .n1(60, "deliver", "\"m\":\"n3.0:9\"")
                .facts();

        assertThat(sent.risk.begin(0)).isEqualTo(10);
        assertThat(sent.risk.end(0)).isEqualTo(30);
        assertThat(sent.risk.end(1)).as("no process delivers it").isEqualTo(60);
        assertThat(sent.risk.begin(2)).as("no process sends it").isEqualTo(50);
        assertThat(sent.risk.end(2)).isEqualTo(60);
    }

    /**
     * A message sent in the first view and delivered there by n1; n2 delivers it at the given time, and both go on.
     */
    private boolean atRiskWhenDeliveredAt(long t, boolean blockBefore, boolean returns) {
        n1(1, "start").n1(2, "view", ALL).n1(3, "send", M);
        if (returns) {
            n1(4, "sent", M);
        }
        n1(5, "deliver", M).n1(20, "view", NEXT);
        n2(1, "start").n2(2, "view", ALL);
        if (blockBefore) {
            n2(t - 1, "block");
        }
        n2(t, "deliver", M);
        if (!blockBefore) {
            n2(t, "view", NEXT);
        }
        return facts().risk.message(0);
    }

    @Test
    void aMessageThatAllDeliverByTheInstantOfTheFirstMoveIsNotAtRisk() {
        assertThat(atRiskWhenDeliveredAt(20, false, true)).isFalse();
    }

    @Test
    void aMessageThatAProcessDeliversAfterTheFirstMoveIsAtRisk() {
        assertThat(atRiskWhenDeliveredAt(21, false, true)).isTrue();
    }

    @Test
    void aMessageThatABlockedProcessDeliversIsAtRiskHoweverEarly() {
        assertThat(atRiskWhenDeliveredAt(10, true, true)).isTrue();
    }

    @Test
    void aSendThatNeverReturnsIsAtRiskIfItWasInFlight() {
        assertThat(atRiskWhenDeliveredAt(20, false, false)).isFalse();
    }

    @Test
    void aSendThatNeverReturnsIsAtRiskIfItsMessageWasDeliveredLate() {
        assertThat(atRiskWhenDeliveredAt(21, false, false)).isTrue();
    }

    /**
     * The sender is no member of its first view. It goes on to a second before the send returns, and perhaps to a third
     * after that.
     */
    private boolean atRiskOfAStranger(long delivery, String secondView, String thirdView) {
        String first = "\"id\":\"v1\",\"seq\":1,\"members\":[\"n2.0\"]";
        n1(1, "start")
                .n1(2, "view", first)
                .n1(3, "send", M)
                .n1(10, "view", secondView)
                .n1(20, "sent", M);
        n2(1, "start").n2(2, "view", first);
        if (delivery < 10) {
            n2(delivery, "deliver", M).n2(10, "view", secondView);
        } else {
            n2(10, "view", secondView).n2(delivery, "deliver", M);
        }
        if (!thirdView.isEmpty()) {
            n1(30, "view", thirdView);
        }
        return facts().risk.message(0);
    }

    @Test
    void aSendThroughTwoViewsThatReachedAllInTheFirstIsNotAtRisk() {
        assertThat(atRiskOfAStranger(5, NEXT, "")).isFalse();
    }

    @Test
    void aSendThroughTwoViewsIsAtRiskIfItWasInFlightOutOfTheFirst() {
        assertThat(atRiskOfAStranger(15, NEXT, "")).isTrue();
    }

    @Test
    void aSendThroughTwoViewsIsAtRiskIfItWasInFlightOutOfTheSecond() {
        assertThat(atRiskOfAStranger(5, NEXT, "\"id\":\"v3\",\"seq\":3,\"members\":[\"n1.0\"]"))
                .isTrue();
    }

    @Test
    void theMembersThatMustHaveAMessageAreThoseOfTheSendersCopyOfTheView() {
        n1(1, "start")
                .n1(2, "view", ALL)
                .n1(3, "send", M)
                .n1(4, "sent", M)
                .n1(5, "deliver", M)
                .n1(20, "view", NEXT);
        n2(1, "start")
                .n2(2, "view", "\"id\":\"v1\",\"seq\":1,\"members\":[\"n1.0\"]")
                .n2(6, "deliver", M);
        assertThat(facts().risk.message(0)).isFalse();
    }
}

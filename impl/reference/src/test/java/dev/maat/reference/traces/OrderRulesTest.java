package dev.maat.reference.traces;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.reference.parts.AgreedOrderRule;
import dev.maat.reference.parts.CausalityRule;
import dev.maat.reference.parts.OrderParts;
import dev.maat.reference.parts.QuorumRule;
import dev.maat.reference.parts.ReferenceParts;
import dev.maat.reference.parts.UniformityRule;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every rule of order and delivery is needed: with the rule left out, a trace breaks. */
final class OrderRulesTest {
    private static final OrderParts STANDARD = OrderParts.STANDARD;

    @Test
    void anAnswerThatDoesNotWaitForItsCauseIsCaught() {
        breaks(
                "ABC",
                "causal",
                "plain",
                STANDARD.withCausality(new CausalityRule() {
                    @Override
                    public boolean isSatisfied(long delivered, long cause) {
                        return true;
                    }
                }),
                CausalTracesTest::anAnswerArrivesFirst);
    }

    @Test
    void aCutThatIsNotClosedIsCaught() {
        breaks(
                "ABCD",
                "causal",
                "plain",
                STANDARD.withCausality(new CausalityRule() {
                    @Override
                    public boolean closesCut() {
                        return false;
                    }
                }),
                CausalTracesTest::aCauseLiesBeyondTheCut);
    }

    @Test
    void aMessageToldSafeWithoutItsCausesIsCaught() {
        breaks(
                "ABCDE",
                "causal",
                "plain",
                STANDARD.withCausality(new CausalityRule() {
                    @Override
                    public boolean safeWithCauses() {
                        return false;
                    }
                }),
                CausalTracesTest::allHoldAnAnswerAndFewTheQuestion);
    }

    @Test
    void uniformDeliveryToAnyoneIsCaught() {
        breaks(
                "ABCDE",
                "fifo",
                "uniform",
                STANDARD.withUniformity(new UniformityRule() {
                    @Override
                    public boolean survives(QuorumRule quorum, boolean[] heldByRank) {
                        return true;
                    }
                }),
                UniformTracesTest::aMinorityHoldsAMessage);
    }

    @Test
    void aPlaceThatOneMemberAloneKnowsIsCaught() {
        breaks(
                "ABC",
                "total",
                "uniform",
                STANDARD.withUniformity(new UniformityRule() {
                    @Override
                    public boolean asksForPlace() {
                        return false;
                    }
                }),
                UniformTracesTest::theSequencerAloneKnowsAPlace);
    }

    @Test
    void aMessageThatMostMembersArePastIsCaught() {
        breaks(
                "ABC",
                "agreed",
                "plain",
                STANDARD.withAgreed(new AgreedOrderRule() {
                    @Override
                    public boolean isNext(int members, int past) {
                        return 2 * past > members;
                    }
                }),
                AgreedTracesTest::aMessageArrivesLate);
    }

    @Test
    void aMemberThatMayStillSendAnEarlierMessageIsCaught() {
        breaks(
                "ABC",
                "agreed",
                "plain",
                STANDARD.withAgreed(new AgreedOrderRule() {
                    @Override
                    public boolean isPast(long toldTime, int member, long time, int sender) {
                        return toldTime >= time - 2;
                    }
                }),
                AgreedTracesTest::aMessageArrivesLate);
    }

    private static void breaks(
            String nodes, String ordering, String delivery, OrderParts order, Consumer<Stage> trace) {
        Stage stage = Stages.of(nodes, nodes, ordering, delivery, ReferenceParts.STANDARD.withOrder(order));
        assertThatThrownBy(() -> trace.accept(stage)).isInstanceOf(AssertionError.class);
    }
}

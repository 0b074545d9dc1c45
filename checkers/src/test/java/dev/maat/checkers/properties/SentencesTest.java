package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import org.junit.jupiter.api.Test;

/** A violation is told in one plain sentence with the names of processes, messages and views. */
class SentencesTest {
    @Test
    void totalOrderTellsAShortestCycleEdgeByEdge() {
        told(
                "total-order",
                "n1.0 delivered n1.0:1 before n2.0:1, n2.0 delivered n2.0:1 before n3.0:1, "
                        + "n3.0 delivered n3.0:1 before n1.0:1: no single order has all of it",
                "n1: deliver n1:1, deliver n2:1",
                "n2: deliver n2:1, deliver n3:1",
                "n3: deliver n3:1, deliver n1:1");
        told(
                "total-order",
                "n1.0 delivered n1.0:1 before n2.0:1, n2.0 delivered n2.0:1 before n3.0:1, "
                        + "n3.0 delivered n3.0:1 before n1.0:1: no single order has all of it",
                "n3: deliver n3:1, deliver n1:1",
                "n1: deliver n1:1, deliver n2:1",
                "n2: deliver n2:1, deliver n3:1");
    }

    @Test
    void aCycleOfTwoIsPreferredHoweverFarApartItsMessagesAre() {
        told(
                "total-order",
                "n1.0 delivered n1.0:1 before n2.0:1, n2.0 delivered n2.0:1 before n1.0:1: no single order has both",
                "n1: deliver n1:1, deliver n1:2, deliver n1:3, deliver n1:4, deliver n2:1",
                "n2: deliver n2:1, deliver n2:2, deliver n2:3, deliver n1:1",
                "n3: deliver n1:4, deliver n2:2, deliver n2:3");
    }

    @Test
    void weakTotalOrderTellsTwoMessagesInTwoOrdersAndTheCommonMove() {
        told(
                "weak-total-order",
                "in view 7, n1.0 delivered n3.0:813 before n3.0:812, but n3.0 delivered n3.0:812 before n3.0:813; "
                        + "both moved from that view to view 8",
                "n1: view 7 n1 n3, deliver n3:813, deliver n3:812, view 8 n1 n3, closed",
                "n3: view 7 n1 n3, deliver n3:812, deliver n3:813, view 8 n1 n3, closed");
    }

    @Test
    void aHoleIsReportedAsAMessageThatWasLeftOut() {
        told(
                "uniform-prefix-order",
                "in view 7, n1.0 delivered n3.0:1 before n3.0:2, but n3.0 delivered n3.0:2 and not n3.0:1",
                "n1: view 7 n1 n3, deliver n3:1, deliver n3:2",
                "n3: view 7 n1 n3, deliver n3:2, closed");
    }

    @Test
    void virtualSynchronyTellsTheMissingMessageAndTheCommonMove() {
        told(
                "virtual-synchrony",
                "n1.0 delivered n1.0:4 in view 7, but n2.0 did not deliver it there; both moved from view 7 to view 8",
                "n1: view 7 n1 n2, deliver n1:4, view 8 n1 n2, closed",
                "n2: view 7 n1 n2, view 8 n1 n2, deliver n1:4, closed");
    }

    @Test
    void fifoNamesBothMessagesAndTheirSender() {
        told(
                "fifo",
                "n2.0 delivered n1.0:2 before n1.0:1; n1.0 sent n1.0:1 before n1.0:2",
                "n1: view 1 n1 n2, send 1, sent 1, send 2, sent 2",
                "n2: view 1 n1 n2, deliver n1:2, deliver n1:1");
        told(
                "fifo-gap-free",
                "n2.0 delivered n1.0:2 but never n1.0:1; n1.0 sent n1.0:1 before n1.0:2, both in view 1",
                "n1: view 1 n1 n2, send 1, sent 1, send 2, sent 2",
                "n2: view 1 n1 n2, deliver n1:2, closed");
    }

    @Test
    void anUnknownResultNamesTheIncompleteLog() {
        told(
                "causal-gap-free",
                "n3.0 delivered n2.0:1 but never n1.0:1, which was sent in view 1; "
                        + "n2.0 delivered n1.0:1 before it sent n2.0:1; the log of n3.0 is incomplete",
                "n1: view 1 n1 n2 n3, send 1, sent 1",
                "n2: view 1 n1 n2 n3, deliver n1:1, send 1, sent 1",
                "n3: view 1 n1 n2 n3, deliver n2:1");
    }

    @Test
    void aMoveThatALogMayLackIsToldAsUnknown() {
        String told = "n1.0 moved from view 1 to view 2; n2.0, a member of both, did not, but installed view 3";
        String n1 = "n1: view 1 n1 n2, view 2 n1 n2, closed";
        String n2 = "n2: view 1 n1 n2, view 3 n2";
        assertThat(Brief.judge(n1, n2).property("no-skipped-view").verdict()).isEqualTo(Verdict.UNKNOWN);
        told("no-skipped-view", told + "; its log is incomplete", n1, n2);
        told("no-skipped-view", told, n1, n2 + ", closed");
    }

    @Test
    void aGapInAMessageSentThroughTwoViewsNamesTheSharedOne() {
        told(
                "causal-gap-free",
                "n3.0 delivered n2.0:1 but never n1.0:1, which was sent in view 2; "
                        + "n2.0 delivered n1.0:1 before it sent n2.0:1",
                "n1: view 1 n1 n2, send 1, view 2 n1 n2 n3, sent 1",
                "n2: view 1 n1 n2, view 2 n1 n2 n3, deliver n1:1, send 1, sent 1",
                "n3: view 2 n1 n2 n3, deliver n2:1, closed");
    }

    @Test
    void causalOrderTellsTheChain() {
        told(
                "causal",
                "n3.0 delivered n2.0:1 before n1.0:1; n1.0 sent n1.0:1 before n1.0:2, "
                        + "n2.0 delivered n1.0:2 before it sent n2.0:1",
                "n1: view 1 n1 n2 n3, send 1, sent 1, send 2, sent 2",
                "n2: view 1 n1 n2 n3, deliver n1:2, send 1, sent 1",
                "n3: view 1 n1 n2 n3, deliver n2:1, deliver n1:1");
    }

    @Test
    void aCycleOfSendsAndDeliveriesIsToldInFull() {
        told(
                "delivery-integrity",
                "n1.0 delivered n2.0:1 before it sent n1.0:1; n2.0 delivered n1.0:1 before it sent n2.0:1",
                "n1: view 1 n1 n2, deliver n2:1, send 1",
                "n2: view 1 n1 n2, deliver n1:1, send 1");
        told(
                "delivery-integrity",
                "n2.0 delivered n3.0:1 before it sent n2.0:1; n3.0 delivered n4.0:1 before it sent n3.0:1; "
                        + "n4.0 delivered n2.0:1 before it sent n4.0:1",
                "n1: view 1 n1 n2 n3 n4, deliver n4:1",
                "n2: view 1 n1 n2 n3 n4, deliver n3:1, send 1",
                "n3: view 1 n1 n2 n3 n4, deliver n4:1, send 1",
                "n4: view 1 n1 n2 n3 n4, deliver n2:1, send 1");
    }

    @Test
    void membershipViolationsNameTheViews() {
        told(
                "primary-component",
                "n1.0 installed primary view 2a of seq 2, but n2.0 installed primary view 2b of seq 2: two views of one seq",
                "n1: view 1 n1 n2, view 2a n1",
                "n2: view 1 n1 n2, view 2b n2");
        told(
                "primary-component",
                "n1.0 installed primary view 2a of seq 2, but n2.0 installed primary view 2b of seq 2: two views of one seq",
                "n2: view 1 n1 n2, view 2b n2",
                "n1: view 1 n1 n2, view 2a n1");
        told(
                "view-identity",
                "view 1 has two contents: at n1.0 the members [n1.0, n2.0], seq 1; at n2.0 the members [n2.0, n1.0], seq 1",
                "n1: view 1 n1 n2",
                "n2: view 1 n2 n1");
        told(
                "same-view-delivery",
                "n1.0 delivered n1.0:1 in view 7, but n2.0 delivered it in view 8",
                "n1: view 7 n1 n2, deliver n1:1, view 8 n1 n2",
                "n2: view 7 n1 n2, view 8 n1 n2, deliver n1:1");
        told(
                "sender-in-view",
                "n1.0 delivered n3.0:4 in view 7, whose members [n1.0, n2.0] do not include the sender, n3.0",
                "n1: view 7 n1 n2, deliver n3:4",
                "n2: view 7 n1 n2");
        told(
                "sending-view-delivery",
                "n2.0 delivered n1.0:1 in view 8; n1.0 sent it in view 7",
                "n1: view 7 n1 n2, send 1, sent 1, view 8 n1 n2",
                "n2: view 7 n1 n2, view 8 n1 n2, deliver n1:1");
    }

    @Test
    void placeViolationsNameBothPlaces() {
        told(
                "place-agreement",
                "n1.0 delivered n1.0:1 at place 3, but n2.0 delivered n1.0:1 at place 4; both moved from view 7 to view 8",
                "n1: view 7 n1 n2, deliver n1:1 at 3, view 8 n1 n2",
                "n2: view 7 n1 n2, deliver n1:1 at 4, view 8 n1 n2");
        told(
                "place-agreement",
                "n1.0 delivered n1.0:1 at place 3, then n1.0:2 at place 3",
                "n1: view 7 n1 n2, deliver n1:1 at 3, deliver n1:2 at 3",
                "n2: view 7 n1 n2");
    }

    @Test
    void livenessViolationsNameTheProcessAndItsMessageOrView() {
        told(
                "agreement",
                "n1.0 delivered n1.0:1, sent in view 1; n2.0, a core process that installed that view too, never delivered it",
                "n1: start, view 1 n1 n2, send 1, sent 1, deliver n1:1, end 2, sent 2, deliver n1:2, closed",
                "n2: start, view 1 n1 n2, deliver n1:2, closed",
                Brief.QUIET);
        told(
                "view-agreement",
                "n1.0 delivered n1.0:1 in view 1; n2.0, a core process that installed that view too, never delivered it",
                "n1: start, view 1 n1 n2, send 1, sent 1, deliver n1:1, end 2, sent 2, deliver n1:2, closed",
                "n2: start, view 1 n1 n2, deliver n1:2, closed",
                Brief.QUIET);
        told(
                "validity",
                "n1.0 sent n1.0:1 and never delivered it",
                "n1: start, view 1 n1 n2, send 1, sent 1, end 2, sent 2, deliver n1:2, closed",
                "n2: start, view 1 n1 n2, deliver n1:2, closed",
                Brief.QUIET);
        told(
                "membership-precision",
                "n2.0 ends in view 1, but n1.0 ends in view 2",
                "n1: start, view 1 n1 n2, view 2 n1 n2, end 1, sent 1, closed",
                "n2: start, view 1 n1 n2, closed",
                Brief.QUIET);
    }

    @Test
    void theReasonsNameTheWeakestBrokenPropertyAndAllProfilesThatFallWithIt() {
        Judgement judgement = Brief.judge(
                "n1: view 7 n1 n2, send 1, sent 1, send 2, sent 2, deliver n1:1, deliver n1:2, view 8 n1 n2, closed",
                "n2: view 7 n1 n2, deliver n1:2, view 8 n1 n2, closed");

        assertThat(judgement.reasons())
                .contains(
                        "weakest broken: fifo-gap-free; therefore not reliable-fifo, not reliable-causal, "
                                + "not virtually-synchronous, not virtually-synchronous-strict, not atomic, not uniform-atomic");
    }

    @Test
    void theReasonsNameEveryBrokenPropertyThatNoWeakerOneImplies() {
        Judgement judgement = Brief.judge(
                "n1: view 7 n1 n2, view 8 n2",
                "n2: view 7 n1 n2, send 1, sent 1, deliver n2:1, deliver n2:1, view 8 n2");

        assertThat(judgement.reasons())
                .anySatisfy(reason -> assertThat(reason)
                        .startsWith("weakest broken: self-inclusion, no-duplication; therefore not reliable,")
                        .contains("not membership"));
    }

    private static void told(String property, String sentence, String... processes) {
        assertThat(Brief.judge(processes).property(property).sentence()).isEqualTo(sentence);
    }
}

package dev.maat.checkers.properties.evs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import org.junit.jupiter.api.Test;

/** Extended virtual synchrony on histories small enough to judge by eye. The naive twin must agree. */
class EvsTest extends EvsStory {
    @Test
    void ifNoProcessMovesTheRegularConfigurationIsJudgedAlone() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1", "n2").closed("n1", "n2");
        is(Verdict.NOT_EXERCISED, "evs-basic-delivery");
        is(Verdict.NOT_EXERCISED, "evs-agreed");
        is(Verdict.INAPPLICABLE, "evs-safe");
    }

    @Test
    void viewsThatChangeWithoutTransitionalConfigurationsAreInapplicable() {
        regular("1", "n1", "n2").send("n1", 1).regular("2", "n1", "n2").closed("n1", "n2");
        is(Verdict.INAPPLICABLE, "evs-self-delivery");
        is(Verdict.INAPPLICABLE, "evs-configuration-change");
    }

    @Test
    void theRestOfAConfigurationIsDeliveredInTheTransitionalOneAfterIt() {
        regular("1", "n1", "n2", "n3").send("n1", 1).send("n3", 1).deliver("n1:1", "n3");
        crash("n3").transitional("t", "1", "n1", "n2").deliver("n1:1", "n1", "n2");
        regular("2", "n1", "n2").closed("n1", "n2");
        is(Verdict.HOLDS, "evs-basic-delivery");
        is(Verdict.HOLDS, "evs-configuration-change");
        is(Verdict.HOLDS, "evs-self-delivery");
        is(Verdict.HOLDS, "evs-failure-atomicity");
        is(Verdict.HOLDS, "evs-agreed");
    }

    @Test
    void aDeliveryInTheNextRegularConfigurationIsTooLate() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1").transitional("t", "1", "n1", "n2");
        regular("2", "n1", "n2").deliver("n1:1", "n2").closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-basic-delivery");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
    }

    @Test
    void aSendUnderWayInATransitionalConfigurationMayCountForTheNextRegularOne() {
        regular("1", "n1", "n2").transitional("t", "1", "n1", "n2").send("n1", 1);
        regular("2", "n1", "n2").deliver("n1:1", "n1", "n2").closed("n1", "n2");
        is(Verdict.HOLDS, "evs-basic-delivery");
        is(Verdict.HOLDS, "evs-self-delivery");
    }

    @Test
    void aProcessThatGoesOnWithoutItsOwnMessageBreaksSelfDelivery() {
        regular("1", "n1", "n2").send("n1", 1).transitional("t", "1", "n1", "n2");
        regular("2", "n1", "n2").closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-self-delivery");
    }

    @Test
    void aFailedProcessNoLongerOwesItsOwnMessage() {
        regular("1", "n1", "n2").send("n1", 1).crash("n1").closed("n2");
        is(Verdict.NOT_EXERCISED, "evs-self-delivery");
    }

    @Test
    void theCoreAtRestDecidesOnAnOwnMessageStillOwedAtTheEnd() {
        regular("1", "n1", "n2").send("n1", 1);
        line("n1", "\"e\":\"start\"").line("n1", "\"e\":\"send\",\"m\":\"n1.0:2\",\"last\":true");
        deliver("n1:2", "n1").closed("n1", "n2");
        is(Verdict.UNKNOWN, "evs-self-delivery");
        quiet("n1");
        is(Verdict.VIOLATED, "evs-self-delivery");
    }

    @Test
    void twoProcessesThatGoOnTogetherDeliveredTheSameBeforeTheTransitionalConfiguration() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1").transitional("t", "1", "n1", "n2");
        deliver("n1:1", "n2").regular("2", "n1", "n2").closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
        is(Verdict.HOLDS, "evs-basic-delivery");
    }

    @Test
    void processesThatGoOnTogetherAreOneViolationHoweverManyLackAMessage() {
        regular("1", "n1", "n2", "n3").send("n1", 1).send("n1", 2);
        deliver("n1:1", "n1", "n2", "n3").deliver("n1:2", "n3").transitional("t", "1", "n1", "n2", "n3");
        closed("n1", "n2", "n3");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
        PropertyResult result = result("evs-failure-atomicity");
        assertThat(result.violations()).isEqualTo(1);
        assertThat(result.applicable()).isEqualTo(1);
        assertThat(result.sentence())
                .isEqualTo(
                        "n3.0 delivered n1.0:2 in view 1, but n1.0 did not; both went on to transitional configuration t");
    }

    @Test
    void aCertainLackIsToldEvenIfAnEarlierOpenLogMayLackTheMessageToo() {
        regular("1", "n1", "n2", "n3").send("n3", 1);
        deliver("n3:1", "n3").transitional("t", "1", "n1", "n2", "n3").closed("n2", "n3");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
        assertThat(result("evs-failure-atomicity").sentence()).contains("n2.0 did not");
    }

    @Test
    void aSendThatReturnsInTheLastTransitionalConfigurationOfAnOpenLogMayCountForAnyNextOne() {
        regular("1", "n1", "n2").transitional("t", "1", "n1", "n2").send("n1", 1);
        line("n2", "\"e\":\"view\",\"id\":\"2\",\"seq\":2,\"members\":" + names("n1", "n2"));
        deliver("n1:1", "n2").closed("n2");
        is(Verdict.UNKNOWN, "evs-basic-delivery");
        closed("n1");
        is(Verdict.VIOLATED, "evs-basic-delivery");
    }

    @Test
    void aSendThatReturnedInARegularConfigurationWasSentThereThoughTheLogIsOpen() {
        regular("1", "n1", "n2").send("n1", 1).transitional("t", "1", "n1", "n2");
        regular("2", "n1", "n2").deliver("n1:1", "n2").closed("n2");
        is(Verdict.VIOLATED, "evs-basic-delivery");
    }

    @Test
    void aMessageSentBeforeAnyConfigurationIsDeliveredInNone() {
        line("n1", "\"e\":\"start\"").send("n1", 1).regular("1", "n1", "n2");
        deliver("n1:1", "n1", "n2").closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-basic-delivery");
    }

    @Test
    void oneTransitionalConfigurationLeadsToOneRegularOne() {
        regular("1", "n1", "n2")
                .transitional("t", "1", "n1", "n2")
                .regular("2", "n1")
                .regular("3", "n2");
        closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void aTransitionalConfigurationFollowsTheRegularOneThatItIsOf() {
        regular("1", "n1", "n2").transitional("t", "1", "n1", "n2").regular("2", "n1", "n2");
        transitional("u", "1", "n1", "n2").regular("3", "n1", "n2").closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void membersOfATransitionalConfigurationComeFromTheRegularOneBeforeIt() {
        regular("1", "n1", "n2").regular("5", "n3").transitional("t", "1", "n1", "n2");
        transitional("u", "5", "n3").regular("6", "n1", "n2", "n3").closed("n1", "n2", "n3");
        is(Verdict.HOLDS, "evs-configuration-change");
        lines.replaceAll(
                line -> line.contains("\"id\":\"t\"") ? line.replace("\"n2.0\"]", "\"n2.0\",\"n3.0\"]") : line);
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void aProcessThatBeginsInATransitionalConfigurationMayHaveBegunBefore() {
        regular("1", "n2").transitional("t", "1", "n1").closed("n2");
        is(Verdict.UNKNOWN, "evs-configuration-change");
        closed("n1");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void aMemberOfATransitionalConfigurationComesFromTheRegularOneBeforeIt() {
        regular("1", "n1").transitional("t", "1", "n1").regular("2", "n1", "n2").closed("n1");
        lines.replaceAll(line -> line.replace("[\"n1.0\"]", "[\"n1.0\",\"n2.0\"]"));
        is(Verdict.UNKNOWN, "evs-configuration-change");
        closed("n2");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void aProcessThatComesAlongIsInTheTransitionalConfiguration() {
        regular("1", "n1", "n2").transitional("t", "1", "n1").transitional("u", "1", "n2");
        regular("2", "n1", "n2");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    /** n1 and n2 are core processes and end in one configuration with n3, which does not end there. */
    private EvsStory endedWithout(Runnable n3) {
        regular("1", "n1", "n2", "n3").line("n1", "\"e\":\"start\"").line("n2", "\"e\":\"start\"");
        n3.run();
        line("n1", "\"e\":\"send\",\"m\":\"n1.0:1\",\"last\":true").deliver("n1:1", "n1", "n2");
        return closed("n1", "n2").quiet("n1", "n2");
    }

    @Test
    void aMemberThatLeftIsNotInTheLastConfiguration() {
        endedWithout(() -> line("n3", "\"e\":\"left\"")).closed("n3");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void aMemberThatWentOnIsNotInTheLastConfiguration() {
        endedWithout(() -> transitional("t", "1", "n3").regular("2", "n3")).closed("n3");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void aMemberThatWentOnInItsOpenLogIsNotInTheLastConfigurationEither() {
        endedWithout(() -> transitional("t", "1", "n3").regular("2", "n3"));
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void aMemberWhoseOpenLogShowsNoInstallMayBeInTheLastConfiguration() {
        regular("1", "n1", "n2").line("n1", "\"e\":\"start\"").line("n2", "\"e\":\"start\"");
        line("n1", "\"e\":\"send\",\"m\":\"n1.0:1\",\"last\":true").deliver("n1:1", "n1", "n2");
        closed("n1", "n2").line("n3", "\"e\":\"start\"").quiet("n1", "n2");
        lines.replaceAll(line -> line.replace("\"n2.0\"]", "\"n2.0\",\"n3.0\"]"));
        is(Verdict.UNKNOWN, "evs-configuration-change");
        closed("n3");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void anInstallIsAConsistentCut() {
        regular("1", "n1", "n2").transitional("t", "1", "n1", "n2");
        lines.add("{\"p\":\"n1.0\",\"t\":90,\"e\":\"view\",\"id\":\"2\",\"seq\":2,\"members\":[\"n1.0\",\"n2.0\"]}");
        send("n1", 1).deliver("n1:1", "n1", "n2");
        lines.add("{\"p\":\"n2.0\",\"t\":99,\"e\":\"view\",\"id\":\"2\",\"seq\":2,\"members\":[\"n1.0\",\"n2.0\"]}");
        closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-configuration-change");
        is(Verdict.NOT_EXERCISED, "delivery-integrity");
    }

    @Test
    void theCoreAtRestEndsInAConfigurationWithAllItsMembers() {
        regular("1", "n1", "n2", "n3").crash("n3").line("n1", "\"e\":\"start\"").line("n2", "\"e\":\"start\"");
        line("n1", "\"e\":\"send\",\"m\":\"n1.0:1\",\"last\":true")
                .deliver("n1:1", "n1", "n2")
                .closed("n1", "n2");
        is(Verdict.UNKNOWN, "evs-configuration-change");
        quiet("n1", "n2");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void anAnswerIsNotDeliveredWithoutItsQuestion() {
        regular("1", "n1", "n2", "n3").send("n1", 1).deliver("n1:1", "n1", "n2").send("n2", 1);
        deliver("n2:1", "n2", "n3").closed("n1", "n2", "n3");
        is(Verdict.VIOLATED, "evs-causal");
    }

    @Test
    void anOpenLogThatDoesNotShowTheQuestionMakesItUnknown() {
        regular("1", "n1", "n2", "n3").send("n1", 1).deliver("n1:1", "n1", "n2").send("n2", 1);
        deliver("n2:1", "n2", "n3").closed("n1", "n2");
        is(Verdict.UNKNOWN, "evs-causal");
    }

    @Test
    void aSendThatReturnedComesBeforeTheNextOneThoughAnEarlierOneIsStillUnderWay() {
        regular("1", "n1", "n2")
                .line("n1", "\"e\":\"send\",\"m\":\"n1.0:1\"")
                .send("n1", 2)
                .send("n1", 3);
        line("n1", "\"e\":\"sent\",\"m\":\"n1.0:1\"").deliver("n1:1", "n1").deliver("n1:2", "n1");
        deliver("n1:3", "n1").deliver("n1:3", "n2").deliver("n1:2", "n2").deliver("n1:1", "n2");
        closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-causal");
        assertThat(result("evs-causal").violations()).isEqualTo(1);
    }

    @Test
    void causalityEndsWithTheConfiguration() {
        regular("1", "n1", "n2").regular("7", "n3").send("n1", 1).deliver("n1:1", "n1", "n2");
        transitional("t", "1", "n1", "n2").transitional("u", "7", "n3").regular("8", "n1", "n2", "n3");
        send("n2", 1).deliver("n2:1", "n1", "n2", "n3").closed("n1", "n2", "n3");
        is(Verdict.NOT_EXERCISED, "evs-causal");
    }

    @Test
    void oneOrderHoldsAcrossDifferentTransitionalConfigurations() {
        regular("1", "n1", "n2")
                .send("n1", 1)
                .send("n2", 1)
                .transitional("t", "1", "n1")
                .transitional("u", "1", "n2");
        deliver("n1:1", "n1")
                .deliver("n2:1", "n1")
                .deliver("n2:1", "n2")
                .deliver("n1:1", "n2")
                .closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-agreed");
    }

    @Test
    void aGapIsAllowedOnlyForSendersOutsideTheTransitionalConfiguration() {
        regular("1", "n1", "n2", "n3")
                .send("n3", 1)
                .send("n1", 1)
                .deliver("n3:1", "n3")
                .deliver("n1:1", "n3");
        crash("n3")
                .transitional("t", "1", "n1", "n2")
                .deliver("n1:1", "n1", "n2")
                .closed("n1", "n2");
        is(Verdict.HOLDS, "evs-agreed");
        lines.replaceAll(line -> line.replace("\"n1.0\",\"n2.0\"],\"kind\"", "\"n1.0\",\"n2.0\",\"n3.0\"],\"kind\""));
        is(Verdict.VIOLATED, "evs-agreed");
    }

    @Test
    void aMessageSafeInARegularConfigurationReachesMembersOnTheOtherSideToo() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1").safe("n1:1", "n1");
        transitional("t", "1", "n1")
                .transitional("u", "1", "n2")
                .regular("2", "n1")
                .regular("3", "n2");
        closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-safe");
    }

    @Test
    void aMessageSafeInATransitionalConfigurationIsSafeAmongItsMembersAlone() {
        regular("1", "n1", "n2").send("n1", 1).transitional("t", "1", "n1").transitional("u", "1", "n2");
        deliver("n1:1", "n1")
                .safe("n1:1", "n1")
                .regular("2", "n1")
                .regular("3", "n2")
                .closed("n1", "n2");
        is(Verdict.HOLDS, "evs-safe");
    }

    @Test
    void noMessageIsSafeInARegularConfigurationThatAMemberNeverInstalled() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1").safe("n1:1", "n1");
        lines.removeIf(line -> line.contains("\"p\":\"n2.0\""));
        line("n2", "\"e\":\"start\"").crash("n2").closed("n1");
        is(Verdict.VIOLATED, "evs-safe");
    }

    /** n1 receives a safe indication of a message that neither n2 nor n3 delivers; these two go on by themselves. */
    private EvsStory toldSafeAlone() {
        regular("1", "n1", "n2", "n3").send("n1", 1).deliver("n1:1", "n1").safe("n1:1", "n1");
        transitional("t", "1", "n2").transitional("u", "1", "n3");
        return regular("2", "n2").regular("3", "n3");
    }

    @Test
    void oneIndicationIsOneViolationHoweverManyLackTheMessage() {
        toldSafeAlone().closed("n1", "n2", "n3");
        is(Verdict.VIOLATED, "evs-safe");
        assertThat(result("evs-safe").violations()).isEqualTo(1);
    }

    @Test
    void aCertainLackOfASafeMessageIsToldEvenIfAnEarlierOpenLogMayLackItToo() {
        toldSafeAlone().closed("n1", "n3");
        is(Verdict.VIOLATED, "evs-safe");
        assertThat(result("evs-safe").sentence()).contains("n3.0 went on");
    }

    @Test
    void oneIndicationIsOneViolationHoweverManyNeverInstalledTheConfiguration() {
        regular("1", "n1", "n2", "n3").send("n1", 1).deliver("n1:1", "n1").safe("n1:1", "n1");
        lines.removeIf(line -> line.contains("\"p\":\"n2.0\"") || line.contains("\"p\":\"n3.0\""));
        line("n2", "\"e\":\"start\"").line("n3", "\"e\":\"start\"").closed("n1", "n3");
        is(Verdict.VIOLATED, "evs-safe");
        assertThat(result("evs-safe").sentence()).contains("n3.0, a member");
        closed("n2");
        is(Verdict.VIOLATED, "evs-safe");
        assertThat(result("evs-safe").violations()).isEqualTo(1);
        assertThat(result("evs-safe").sentence()).contains("n2.0, a member");
    }

    @Test
    void aMemberThatNeverInstalledATransitionalConfigurationMayLackItsSafeMessages() {
        regular("1", "n1", "n2", "n3")
                .send("n1", 1)
                .transitional("t", "1", "n1", "n2")
                .deliver("n1:1", "n1");
        safe("n1:1", "n1");
        lines.removeIf(line -> line.contains("\"p\":\"n2.0\""));
        line("n2", "\"e\":\"start\"").closed("n1", "n2", "n3");
        is(Verdict.HOLDS, "evs-safe");
    }

    @Test
    void anOpenLogThatDoesNotShowADeliveryMakesItUnknown() {
        regular("1", "n1", "n2")
                .send("n1", 1)
                .deliver("n1:1", "n1")
                .transitional("t", "1", "n1", "n2")
                .closed("n1");
        is(Verdict.UNKNOWN, "evs-failure-atomicity");
    }

    @Test
    void aDeliveryTooLateWasNotInTimeWhateverALogMayLack() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n2").transitional("t", "1", "n1", "n2");
        regular("2", "n1", "n2").deliver("n1:1", "n1").closed("n2");
        is(Verdict.VIOLATED, "evs-self-delivery");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
    }

    @Test
    void aDeliveryTooEarlyWasNotInTimeWhateverALogMayLack() {
        regular("1", "n1", "n2").deliver("n2:1", "n1").transitional("t", "1", "n1", "n2");
        regular("2", "n1", "n2")
                .send("n2", 1)
                .deliver("n2:1", "n2")
                .send("n2", 2)
                .deliver("n2:2", "n1", "n2");
        closed("n2");
        is(Verdict.VIOLATED, "evs-agreed");
        is(Verdict.VIOLATED, "evs-causal");
    }

    @Test
    void aMessageOwedInAConfigurationMayBeMissingFromAnOpenLog() {
        regular("1", "n1", "n2")
                .send("n1", 1)
                .deliver("n1:1", "n1")
                .send("n1", 2)
                .deliver("n1:2", "n1", "n2");
        closed("n1");
        is(Verdict.UNKNOWN, "evs-agreed");
        closed("n2");
        is(Verdict.VIOLATED, "evs-agreed");
    }
}

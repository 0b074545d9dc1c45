package dev.maat.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import org.junit.jupiter.api.Test;

/** Extended virtual synchrony on histories small enough to judge by eye; the naive twin must say the same. */
class EvsTest extends EvsStory {
    @Test
    void whereNobodyMovesTheRegularConfigurationIsAllThereIs() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1", "n2").closed("n1", "n2");
        is(Verdict.NOT_EXERCISED, "evs-basic-delivery");
        is(Verdict.NOT_EXERCISED, "evs-agreed");
        is(Verdict.INAPPLICABLE, "evs-safe");
    }

    @Test
    void viewsThatChangeWithoutTransitionalConfigurationsAreNoData() {
        regular("1", "n1", "n2").send("n1", 1).regular("2", "n1", "n2").closed("n1", "n2");
        is(Verdict.INAPPLICABLE, "evs-self-delivery");
        is(Verdict.INAPPLICABLE, "evs-configuration-change");
    }

    @Test
    void whatIsLeftOfAConfigurationIsDeliveredInTheTransitionalOneBehindIt() {
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
    void whoGoesOnWithoutItsOwnMessageBreaksSelfDelivery() {
        regular("1", "n1", "n2").send("n1", 1).transitional("t", "1", "n1", "n2");
        regular("2", "n1", "n2").closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-self-delivery");
    }

    @Test
    void whoFailsOwesItsOwnMessageNoMore() {
        regular("1", "n1", "n2").send("n1", 1).crash("n1").closed("n2");
        is(Verdict.NOT_EXERCISED, "evs-self-delivery");
    }

    @Test
    void anOwnMessageStillOwedAtTheEndIsDecidedByTheCoreAtRest() {
        regular("1", "n1", "n2").send("n1", 1);
        line("n1", "\"e\":\"start\"").line("n1", "\"e\":\"send\",\"m\":\"n1.0:2\",\"last\":true");
        deliver("n1:2", "n1").closed("n1", "n2");
        is(Verdict.UNKNOWN, "evs-self-delivery");
        quiet("n1");
        is(Verdict.VIOLATED, "evs-self-delivery");
    }

    @Test
    void twoWhoGoOnTogetherHaveDeliveredTheSameBeforeTheTransitionalConfiguration() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1").transitional("t", "1", "n1", "n2");
        deliver("n1:1", "n2").regular("2", "n1", "n2").closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
        is(Verdict.HOLDS, "evs-basic-delivery");
    }

    @Test
    void oneViolationIsToldOfThoseWhoGoOnTogetherHoweverManyLackSomething() {
        regular("1", "n1", "n2", "n3").send("n1", 1).send("n1", 2);
        deliver("n1:1", "n1", "n2", "n3").deliver("n1:2", "n3").transitional("t", "1", "n1", "n2", "n3");
        closed("n1", "n2", "n3");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
        PropertyResult result = result("evs-failure-atomicity");
        assertThat(result.violations()).isEqualTo(1);
        assertThat(result.applicable()).isEqualTo(1);
        assertThat(result.sentence())
                .isEqualTo(
                        "n3.0 delivered n1.0:2 in view 1, n1.0 did not; both went on to transitional configuration t");
    }

    @Test
    void whoLacksSomethingForCertainIsToldOfThoughAnOpenLogMayLackItBefore() {
        regular("1", "n1", "n2", "n3").send("n3", 1);
        deliver("n3:1", "n3").transitional("t", "1", "n1", "n2", "n3").closed("n2", "n3");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
        assertThat(result("evs-failure-atomicity").sentence()).contains("n2.0 did not");
    }

    @Test
    void aSendThatReturnsInATransitionalConfigurationThatAnOpenLogEndsWithMayCountForAnyNextOne() {
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
    void whatWasSentBeforeAnyConfigurationIsDeliveredInNone() {
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
    void whoBeginsInATransitionalConfigurationMayHaveBegunBefore() {
        regular("1", "n2").transitional("t", "1", "n1").closed("n2");
        is(Verdict.UNKNOWN, "evs-configuration-change");
        closed("n1");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void whoIsInATransitionalConfigurationComesFromTheRegularOneBeforeIt() {
        regular("1", "n1").transitional("t", "1", "n1").regular("2", "n1", "n2").closed("n1");
        lines.replaceAll(line -> line.replace("[\"n1.0\"]", "[\"n1.0\",\"n2.0\"]"));
        is(Verdict.UNKNOWN, "evs-configuration-change");
        closed("n2");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void whoComesAlongIsInTheTransitionalConfiguration() {
        regular("1", "n1", "n2").transitional("t", "1", "n1").transitional("u", "1", "n2");
        regular("2", "n1", "n2");
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    /** n1 and n2 are core and end in one configuration with n3, which is not there. */
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
    void aMemberThatWentOnAsFarAsItsOpenLogTellsIsNotThereEither() {
        endedWithout(() -> transitional("t", "1", "n3").regular("2", "n3"));
        is(Verdict.VIOLATED, "evs-configuration-change");
    }

    @Test
    void aMemberWhoseOpenLogShowsNoInstallMayBeThere() {
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
    void aQuestionThatAnOpenLogDoesNotShowLeavesItUnknown() {
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
    void whatIsSafeInARegularConfigurationReachesMembersOnTheOtherSideToo() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1").safe("n1:1", "n1");
        transitional("t", "1", "n1")
                .transitional("u", "1", "n2")
                .regular("2", "n1")
                .regular("3", "n2");
        closed("n1", "n2");
        is(Verdict.VIOLATED, "evs-safe");
    }

    @Test
    void whatIsSafeInATransitionalConfigurationIsSafeAmongItsMembers() {
        regular("1", "n1", "n2").send("n1", 1).transitional("t", "1", "n1").transitional("u", "1", "n2");
        deliver("n1:1", "n1")
                .safe("n1:1", "n1")
                .regular("2", "n1")
                .regular("3", "n2")
                .closed("n1", "n2");
        is(Verdict.HOLDS, "evs-safe");
    }

    @Test
    void nothingIsSafeInARegularConfigurationThatAMemberNeverInstalled() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n1").safe("n1:1", "n1");
        lines.removeIf(line -> line.contains("\"p\":\"n2.0\""));
        line("n2", "\"e\":\"start\"").crash("n2").closed("n1");
        is(Verdict.VIOLATED, "evs-safe");
    }

    /** n1 is told safe what neither n2 nor n3 deliver, who go on by themselves. */
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
    void whoLacksASafeMessageForCertainIsToldOfThoughAnOpenLogMayLackItBefore() {
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
    void whatIsSafeInATransitionalConfigurationMayBeLackedByAMemberThatNeverInstalledIt() {
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
    void anOpenLogThatDoesNotShowADeliveryLeavesItUnknown() {
        regular("1", "n1", "n2")
                .send("n1", 1)
                .deliver("n1:1", "n1")
                .transitional("t", "1", "n1", "n2")
                .closed("n1");
        is(Verdict.UNKNOWN, "evs-failure-atomicity");
    }

    @Test
    void whatWasDeliveredTooLateWasNotDeliveredInTimeWhateverALogMayLack() {
        regular("1", "n1", "n2").send("n1", 1).deliver("n1:1", "n2").transitional("t", "1", "n1", "n2");
        regular("2", "n1", "n2").deliver("n1:1", "n1").closed("n2");
        is(Verdict.VIOLATED, "evs-self-delivery");
        is(Verdict.VIOLATED, "evs-failure-atomicity");
    }

    @Test
    void whatWasDeliveredTooEarlyWasNotDeliveredInTimeWhateverALogMayLack() {
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
    void whatIsOwedInAConfigurationMayBeMissingFromALog() {
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

package dev.maat.zoo.agreement;

import dev.maat.zoo.defect.Defect;
import java.util.List;

/** The defects in how the members of a view agree on the next one. */
public final class AgreementDefects {
    public static final List<Defect> ALL = List.of(
            Defect.agreement(
                    "acceptance-without-promise", standard -> standard.withBallots(new AcceptanceWithoutPromise())),
            Defect.agreement("any-half", standard -> standard.withQuorum(new AnyHalf())),
            Defect.agreement("counter-used-again", standard -> standard.withBallots(new CounterUsedAgain())),
            Defect.agreement("crowd-of-joiners", standard -> standard.withSuccessor(new CrowdOfJoiners())),
            Defect.agreement("early-end-of-group", standard -> standard.withSuccessor(new EarlyEndOfGroup())),
            Defect.agreement("first-counts-twice", standard -> standard.withQuorum(new FirstCountsTwice())),
            Defect.agreement("first-reported-value", standard -> standard.withAdoption(new FirstReportedValue())),
            Defect.agreement("forgotten-promise", standard -> standard.withBallots(new ForgottenPromise())),
            Defect.agreement("forgotten-value", standard -> standard.withAdoption(new ForgottenValue())),
            Defect.agreement("leaver-stays", standard -> standard.withSuccessor(new LeaverStays())),
            Defect.agreement("lowest-value", standard -> standard.withAdoption(new LowestValue())),
            Defect.agreement("minority-decides", standard -> standard.withQuorum(new MinorityDecides())),
            Defect.agreement("one-vote-short", standard -> standard.withDecision(new OneVoteShort())),
            Defect.agreement("promises-as-votes", standard -> standard.withDecision(new PromisesAsVotes())),
            Defect.agreement("returning-member", standard -> standard.withSuccessor(new ReturningMember())),
            Defect.agreement("stale-acceptance", standard -> standard.withBallots(new StaleAcceptance())),
            Defect.agreement("thawed-acceptance", standard -> standard.withBallots(new ThawedAcceptance())),
            Defect.agreement("thawed-promise", standard -> standard.withBallots(new ThawedPromise())),
            Defect.agreement("unfrozen-survivor", standard -> standard.withSuccessor(new UnfrozenSurvivor())),
            Defect.agreement("votes-of-any-ballot", standard -> standard.withDecision(new VotesOfAnyBallot())),
            Defect.agreement("waits-for-the-dead", standard -> standard.withPatience(new WaitsForTheDead())));

    private AgreementDefects() {}
}

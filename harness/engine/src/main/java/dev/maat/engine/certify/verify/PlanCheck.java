package dev.maat.engine.certify.verify;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.certificate.KillMatrix;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.PlanDigests;
import dev.maat.engine.certify.plan.Share;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Holds a plan, and the kill matrix beside it, against this Maat; and names what nothing can be held against. */
final class PlanCheck {
    private final Plan plan;
    private final List<String> refusals;
    private final List<String> open;

    PlanCheck(Plan plan, List<String> refusals, List<String> open) {
        this.plan = plan;
        this.refusals = refusals;
        this.open = open;
    }

    void check() {
        for (Share share : plan.shares()) {
            if (!plan.hasSeedsOfMaster(share)) {
                refusals.add(EntryNames.PLAN + ": the seeds of " + share.words() + " are not those of master seed "
                        + plan.masterSeed());
            }
        }
        if (ProfileId.named(plan.profile()) == null) {
            refusals.add(EntryNames.PLAN + ": there is no profile '" + plan.profile() + "'");
        }
        if (!PlanDigests.isOfThisCatalogue(plan)) {
            differs(EntryNames.PLAN + ": its catalogue of properties is not that of this Maat");
        }
        String below = plan.belowLevel();
        if (!below.isEmpty()) {
            differs(EntryNames.PLAN + ": it says level " + plan.level() + ", and " + below);
        }
    }

    /** The kill matrix of the bundle, after a look whether it is that of this harness. */
    KillMatrix kills(Bundle bundle) {
        KillMatrix told = new KillMatrix(new String(bundle.bytes(EntryNames.KILLS), StandardCharsets.UTF_8));
        if (!told.equals(KillMatrix.ofThisHarness())) {
            differs(EntryNames.KILLS + ": it is not the kill matrix of this Maat");
        } else if (!PlanDigests.isOfThisHarness(plan)) {
            open.add(EntryNames.KILLS
                    + ": another build of Maat wrote it; it is the same as here, and tells of this one");
        }
        return told;
    }

    /** The same build may not differ; of another one it is open. */
    private void differs(String sentence) {
        if (PlanDigests.isOfThisHarness(plan)) {
            refusals.add(sentence);
        } else {
            open.add(sentence + "; another build of Maat certified");
        }
    }

    /** Sentences on what the bundle tells and nothing in it proves. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        told.add("only told: " + plan.implementation() + " claims " + String.join(", ", plan.claims())
                + ", its digest is " + PlanDigests.wordsOfImplementation(plan));
        plan.leftOut().forEach(sentence -> told.add("only told: not run: " + sentence));
        told.add("only told: " + EntryNames.MEASURED
                + ", so the date, the environment, the cost of evidence, and which runs" + " were made twice");
        return told;
    }
}

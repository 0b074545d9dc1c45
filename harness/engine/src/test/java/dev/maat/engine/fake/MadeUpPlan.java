package dev.maat.engine.fake;

import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.NotRun;
import dev.maat.engine.certify.plan.Share;
import java.util.List;
import java.util.Map;

/**
 * Plans of an implementation that nobody certifies. The usual one is a quick certification of a group with views in fifo order, which
 * draws its swarm as the implementation's claim asks and leaves nothing out.
 */
public record MadeUpPlan(
        String membership,
        String profile,
        String level,
        List<NotRun> notRun,
        String faults,
        String payload,
        boolean all) {
    /** @param profile the one profile that the implementation claims, and by which its runs are judged */
    public static MadeUpPlan usual(String profile) {
        return new MadeUpPlan("primary", profile, "quick", List.of(), "", "", false);
    }

    public MadeUpPlan withMembership(String other) {
        return new MadeUpPlan(other, profile, level, notRun, faults, payload, all);
    }

    public MadeUpPlan withLevel(String other) {
        return new MadeUpPlan(membership, profile, other, notRun, faults, payload, all);
    }

    public MadeUpPlan without(List<NotRun> other) {
        return new MadeUpPlan(membership, profile, level, other, faults, payload, all);
    }

    public MadeUpPlan withSwarm(String otherFaults, String otherPayload) {
        return new MadeUpPlan(membership, profile, level, notRun, otherFaults, otherPayload, all);
    }

    /** Goes on after a violation. */
    public MadeUpPlan toTheEnd() {
        return new MadeUpPlan(membership, profile, level, notRun, faults, payload, true);
    }

    public Plan of(Share... shares) {
        return new Plan(
                Plan.FORMAT,
                Plan.VERSION,
                "test",
                "mine",
                "1",
                membership,
                "fifo",
                "plain",
                List.of(profile),
                profile,
                level,
                1,
                all,
                List.of(shares),
                notRun,
                Map.of(),
                faults,
                payload,
                Map.of());
    }
}

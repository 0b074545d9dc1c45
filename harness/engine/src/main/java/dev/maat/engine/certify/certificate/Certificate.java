package dev.maat.engine.certify.certificate;

import dev.maat.engine.bundle.BundleIndex;
import dev.maat.engine.certify.plan.BatterySource;
import dev.maat.engine.certify.plan.LeftOut;
import dev.maat.engine.certify.plan.Plan.NotRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A certificate. Everything in it follows from the plan, the records of the runs, what was measured and the kill matrix, so a verifier
 * builds it again and compares.
 *
 * @param outcome {@code certified}, {@code refused} or {@code inconclusive}
 * @param reasons of a refusal or of an inconclusive outcome, one sentence each
 * @param deployments what the same says of each deployment by itself
 * @param scope what it is about and what it is not about, one sentence each
 * @param notRun what it is not about because it was not run, as in the plan
 * @param beyond whether the profile asks more than the implementation claims
 * @param shares of the plan, with what came of them
 * @param properties of the profile
 * @param coverage kind of fault, then phase, then how many faults that had an effect began there
 * @param confidence one sentence
 * @param observer what watching cost
 */
public record Certificate(
        String format,
        int version,
        String outcome,
        List<String> reasons,
        List<DeploymentResult> deployments,
        List<String> scope,
        List<NotRun> notRun,
        String implementation,
        String implementationVersion,
        String profile,
        String ordering,
        String delivery,
        List<String> claims,
        boolean beyond,
        String level,
        long masterSeed,
        String maat,
        String date,
        List<ShareResult> shares,
        List<PropertyTotal> properties,
        Map<String, Map<String, Long>> coverage,
        String confidence,
        List<String> observer,
        List<String> repeats,
        List<Violation> violations,
        List<KillMatrix.Row> kills,
        Map<String, Map<String, String>> environment,
        Map<String, String> digests) {
    public static final String FORMAT = "maat-certificate";
    public static final int VERSION = BundleIndex.VERSION;

    /** The cases at risk that a certificate asks of every property, and the seeds that they come from. */
    public static final int MIN_AT_RISK = 30;

    public static final int MIN_SEEDS = 10;

    public Certificate {
        reasons = List.copyOf(reasons);
        deployments = List.copyOf(deployments);
        scope = List.copyOf(scope);
        notRun = List.copyOf(notRun);
        claims = List.copyOf(claims);
        shares = List.copyOf(shares);
        properties = List.copyOf(properties);
        coverage = new LinkedHashMap<>(coverage);
        observer = List.copyOf(observer);
        repeats = List.copyOf(repeats);
        violations = List.copyOf(violations);
        kills = List.copyOf(kills);
        environment = new LinkedHashMap<>(environment);
        digests = new LinkedHashMap<>(digests);
    }

    /** The parts of the offer that were not run, and why: a sentence for each reason. */
    public List<String> leftOut() {
        return LeftOut.sentences(notRun);
    }

    /**
     * The outcome in one deployment: the runs of another prove nothing of it.
     *
     * @param outcome in the words of the certificate
     * @param reasons of a refusal or of an inconclusive outcome, one sentence each
     */
    public record DeploymentResult(String deployment, String outcome, List<String> reasons) {
        public DeploymentResult {
            reasons = List.copyOf(reasons);
        }

        /** The outcome as a constant. */
        public Outcome result() {
            return Outcome.named(outcome);
        }
    }

    /**
     * The results of one share.
     *
     * @param planned runs
     * @param made runs
     * @param counted runs that say something about the implementation
     * @param exercised counted runs in which a property was at risk
     * @param unknown made runs that do not count for another reason than the next
     * @param notReached runs of a case of the battery that did not come to its situation
     * @param below with 95 % confidence, the chance of a violation in an exercised run; 1 where one was seen or there is no such run
     * @param writable percent of the time in which a quorum of the newest primary view could multicast; -1 where there was no such view
     */
    public record ShareResult(
            String source,
            String deployment,
            String transport,
            int planned,
            int made,
            int counted,
            int exercised,
            int violated,
            int unknown,
            int notReached,
            double below,
            double writable,
            long events) {
        private ShareResult ofWholeBattery() {
            return new ShareResult(
                    BatterySource.ALL,
                    deployment,
                    transport,
                    planned,
                    made,
                    counted,
                    exercised,
                    violated,
                    unknown,
                    notReached,
                    below,
                    -1,
                    events);
        }

        private ShareResult plus(ShareResult more) {
            return new ShareResult(
                    source,
                    deployment,
                    transport,
                    planned + more.planned,
                    made + more.made,
                    counted + more.counted,
                    exercised + more.exercised,
                    violated + more.violated,
                    unknown + more.unknown,
                    notReached + more.notReached,
                    violated + more.violated > 0 ? 1 : Confidence.bound(exercised + more.exercised),
                    -1,
                    events + more.events);
        }
    }

    /**
     * One property of the profile over all counted runs.
     *
     * @param seeds of runs in which it was at risk
     * @param exercisedRuns runs in which it was at risk
     * @param below with 95 % confidence, the chance of a violation of it in such a run; 1 where one was seen or there is no such run
     * @param exercised {@code yes}, {@code no}, or {@code inapplicable} where no history says anything that it is about
     */
    public record PropertyTotal(
            String id,
            String definition,
            long applicable,
            long atRisk,
            int seeds,
            int exercisedRuns,
            double below,
            int violatedRuns,
            int unknownRuns,
            String exercised) {
        boolean wasExercised() {
            return exercised.equals("yes");
        }
    }

    /**
     * A violated run.
     *
     * @param witness the entry of the bundle with the smallest history; empty for all but the first of each property
     */
    public record Violation(
            int run,
            long seed,
            String source,
            String deployment,
            String transport,
            String property,
            String sentence,
            String witness) {}

    /** The shares, with all cases of the battery in one deployment over one transport as one. */
    public List<ShareResult> summary() {
        return summary(shares);
    }

    static List<ShareResult> summary(List<ShareResult> shares) {
        Map<List<String>, ShareResult> sums = new LinkedHashMap<>();
        for (ShareResult share : shares) {
            ShareResult one = BatterySource.isBattery(share.source()) ? share.ofWholeBattery() : share;
            sums.merge(List.of(one.source(), one.deployment(), one.transport()), one, ShareResult::plus);
        }
        return List.copyOf(sums.values());
    }

    /** The outcome as a constant. */
    public Outcome result() {
        return Outcome.named(outcome);
    }
}

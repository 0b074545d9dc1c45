package dev.maat.engine.certify.certificate;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.certify.certificate.Certificate.ShareResult;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.RunRecord;
import java.util.List;

/** The results of each share of a plan. */
final class ShareResults {
    private static final double PER_MILLE = 1_000;
    private static final double PERCENT_DIGITS = 10;

    private ShareResults() {}

    static List<ShareResult> of(Plan plan, List<RunRecord> records) {
        return plan.shares().stream()
                .map(share -> of(
                        share,
                        records.stream()
                                .filter(record -> record.source().equals(share.source())
                                        && record.deployment().equals(share.deployment())
                                        && record.transport().equals(share.transport()))
                                .toList()))
                .toList();
    }

    private static ShareResult of(Share share, List<RunRecord> own) {
        int counted = (int) own.stream().filter(RunRecord::counts).count();
        int notReached = (int) own.stream().filter(RunRecord::notReached).count();
        int violated = (int) own.stream()
                .filter(record -> record.verdict() == Verdict.VIOLATED)
                .count();
        int exercised = Exercise.runs(own);
        return new ShareResult(
                share.source(),
                share.deployment(),
                share.transport(),
                share.seeds().size(),
                own.size(),
                counted,
                exercised,
                violated,
                own.size() - counted - notReached,
                notReached,
                violated > 0 ? 1 : Confidence.bound(exercised),
                writablePercent(own),
                own.stream().mapToLong(one -> one.derived().events()).sum());
    }

    private static double writablePercent(List<RunRecord> own) {
        long writable =
                own.stream().mapToLong(one -> one.derived().writableNanos()).sum();
        long span = own.stream().mapToLong(one -> one.derived().spanNanos()).sum();
        return span == 0 ? -1 : Math.round(PER_MILLE * writable / span) / PERCENT_DIGITS;
    }
}

package dev.maat.engine.certify.certificate;

import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import dev.maat.engine.certify.certificate.Certificate.ShareResult;
import dev.maat.engine.certify.plan.BatterySource;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The open questions between the runs of a plan and a certificate: in general, and in each deployment. */
final class OpenQuestions {
    /** So many runs of a share may be unknown before nothing can be concluded from it. */
    private static final int MAX_UNKNOWN_PERCENT = 5;

    private static final int PERCENT = 100;
    private static final int MAX_DISTURBED = 200;

    private final Plan plan;
    private final List<RunRecord> records;
    private final Measured measured;

    OpenQuestions(Plan plan, List<RunRecord> records, Measured measured) {
        this.plan = plan;
        this.records = List.copyOf(records);
        this.measured = measured;
    }

    /** Those that concern no deployment in particular. */
    List<String> general() {
        List<String> open = new ArrayList<>();
        if (measured.ended().equals(Measured.INTERRUPTED)) {
            open.add("the certification was interrupted");
        }
        if (measured.ended().equals(Measured.FULL)) {
            open.add("the bundle is full and takes no further run");
        }
        if (plan.shares().isEmpty()) {
            open.add("this machine can run none of the deployments that the implementation offers");
        }
        return open;
    }

    /** Those of one deployment: runs of another say nothing about it. */
    List<String> of(String deployment, List<ShareResult> shares) {
        List<RunRecord> own = records.stream()
                .filter(record -> record.deployment().equals(deployment))
                .toList();
        List<String> open = new ArrayList<>();
        Certificate.summary(shares).stream()
                .filter(share -> share.deployment().equals(deployment))
                .forEach(share -> addShare(share, own, open));
        own.stream()
                .filter(RunRecord::isDisturbedViolation)
                .limit(MAX_DISTURBED)
                .map(OpenQuestions::disturbed)
                .forEach(open::add);
        PropertyTotals.of(plan, own).stream()
                .filter(property -> property.exercised().equals("no"))
                .map(property -> notExercised(property, deployment))
                .forEach(open::add);
        Set<Integer> runs = own.stream().map(RunRecord::run).collect(Collectors.toSet());
        measured.replays().stream()
                .filter(replay -> !replay.equal() && runs.contains(replay.run()))
                .forEach(replay -> open.add("run " + replay.run()
                        + " did not replay: a second run of its seed had another history, so its seed proves nothing"));
        return open;
    }

    private static void addShare(ShareResult share, List<RunRecord> records, List<String> open) {
        String words = share.source() + " in " + share.deployment() + " over " + share.transport();
        if (share.made() < share.planned()) {
            open.add(words + ": " + share.made() + " of " + share.planned() + " runs were made");
        }
        if (share.unknown() * PERCENT > share.made() * MAX_UNKNOWN_PERCENT) {
            open.add(words + ": " + share.unknown() + " of " + share.made() + " runs are unknown, more than "
                    + MAX_UNKNOWN_PERCENT + " %, such as: " + anUnknown(share, records));
        }
    }

    private static String notExercised(PropertyTotal property, String deployment) {
        return String.format(
                Locale.ROOT,
                "%s was not exercised enough in %s: %,d cases at risk from %d seeds; a certificate asks for %d from %d",
                property.id(),
                deployment,
                property.atRisk(),
                property.seeds(),
                Certificate.MIN_AT_RISK,
                Certificate.MIN_SEEDS);
    }

    private static String disturbed(RunRecord record) {
        Derived.Property first = record.derived().violated().getFirst();
        return "run " + record.run() + ", seed " + record.seed() + ", " + record.deployment() + " over "
                + record.transport() + ": its history is violated (" + first.id() + ": " + first.sentence()
                + "), and it was disturbed from outside ("
                + record.told().unasked().getFirst()
                + "), so it is open which of the two it was";
    }

    private static String anUnknown(ShareResult share, List<RunRecord> records) {
        return records.stream()
                .filter(record -> !record.counts()
                        && !record.notReached()
                        && record.transport().equals(share.transport())
                        && isOf(share, record))
                .map(RunRecord::reason)
                .findFirst()
                .orElse("");
    }

    private static boolean isOf(ShareResult share, RunRecord record) {
        return share.source().equals(record.source())
                || (share.source().equals(BatterySource.ALL) && BatterySource.isBattery(record.source()));
    }
}

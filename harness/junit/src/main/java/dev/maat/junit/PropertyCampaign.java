package dev.maat.junit;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.campaign.Campaign;
import dev.maat.engine.campaign.CampaignDirectory;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.campaign.Totals;
import dev.maat.engine.campaign.Totals.PropertyTotal;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.run.HarnessException;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The runs that judge properties which are claimed by themselves, made when the first test asks for them. A certificate is of a profile, so
 * these have none.
 */
final class PropertyCampaign {
    private static final int SELF_CHECK_PERCENT = 2;

    private final Laboratory laboratory;
    private final LongFunction<Scenario> scenarios;
    private final long firstSeed;
    private final int seeds;
    private final Path folder;
    private final List<SeedResult> notPassed = new ArrayList<>();
    private @Nullable Totals totals;

    PropertyCampaign(Laboratory laboratory, LongFunction<Scenario> scenarios, long firstSeed, int seeds, Path folder) {
        this.laboratory = laboratory;
        this.scenarios = scenarios;
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        this.folder = folder;
    }

    private synchronized Totals totals() {
        Totals known = totals;
        if (known == null) {
            Campaign.Settings settings = new Campaign.Settings(firstSeed, seeds, 1, SELF_CHECK_PERCENT, false, false);
            known = new Campaign(settings, scenarios, laboratory.deployment(), CampaignDirectory.create(folder))
                    .run(result -> {
                        if (!result.passed()) {
                            notPassed.add(result);
                        }
                    });
            totals = known;
        }
        return known;
    }

    /** Fails unless each seed came to its end, its history can be judged, and those that were run twice were equal. */
    void requireComplete() {
        Totals all = totals();
        if (all.interrupted() || !all.harnessFailures().isEmpty()) {
            throw new HarnessException(
                    all.interrupted()
                            ? "the runs were interrupted"
                            : "the harness failed under the seeds " + all.harnessFailures());
        }
        List<Long> unreadable = notPassed.stream()
                .filter(result -> result.properties().isEmpty())
                .map(SeedResult::seed)
                .toList();
        if (!unreadable.isEmpty()) {
            throw new AssertionFailedError("the histories of the seeds " + unreadable
                    + " cannot be judged, so they prove nothing; results in " + folder.toUri());
        }
        if (!all.notDeterministic().isEmpty()) {
            throw new AssertionFailedError("the seeds " + all.notDeterministic()
                    + " do not replay: the same inputs had other effects the second time, so the cores are not pure");
        }
    }

    /** Fails unless the property held in each run and was at risk often enough; skipped if no run has a case of it. */
    void require(PropertyId property) {
        Optional<PropertyTotal> found = totals().properties().stream()
                .filter(total -> total.id().equals(property.id()))
                .findFirst();
        PropertyTotal total = found.orElseThrow(() -> new TestAbortedException("no run judged " + property.id()));
        if (total.violatedRuns() > 0) {
            throw new AssertionFailedError(violated(total));
        }
        if (total.unknownRuns() > 0) {
            throw new AssertionFailedError(total.id() + " is unknown in " + total.unknownRuns() + " of " + seeds
                    + " runs, and a claim asks for a verdict on each; results in " + folder.toUri());
        }
        if (total.applicable() == 0) {
            throw new TestAbortedException("no run has a case of " + total.id());
        }
        if (total.atRisk() < Certificate.MIN_AT_RISK || total.exercisedRuns() < Certificate.MIN_SEEDS) {
            throw new AssertionFailedError(String.format(
                    Locale.ROOT,
                    "%s held, but was at risk in %,d cases from %,d seeds only, and a claim asks for %d from %d;"
                            + " run more seeds, or choose faults that put it at risk",
                    total.id(),
                    total.atRisk(),
                    total.exercisedRuns(),
                    Certificate.MIN_AT_RISK,
                    Certificate.MIN_SEEDS));
        }
    }

    private String violated(PropertyTotal total) {
        String which = total.id() + " is violated under " + total.violatedRuns() + " of " + seeds + " seeds";
        return notPassed.stream()
                .filter(result -> result.properties().stream()
                        .anyMatch(one -> one.id().equals(total.id()) && one.violations() > 0))
                .findFirst()
                .map(first -> which + ", first under seed " + first.seed() + ": " + sentence(first, total.id())
                        + places(first))
                .orElse(which);
    }

    private static String sentence(SeedResult result, String property) {
        return result.properties().stream()
                .filter(one -> one.id().equals(property))
                .map(one -> one.sentence() + "\n")
                .findFirst()
                .orElse("");
    }

    private String places(SeedResult result) {
        Path directory = result.directory();
        return directory == null
                ? ""
                : "  report  " + directory.resolve("report.html").toUri() + "\n  smaller "
                        + laboratory.command("shrink", directory) + "\n";
    }
}

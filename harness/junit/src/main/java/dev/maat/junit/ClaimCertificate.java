package dev.maat.junit;

import dev.maat.engine.certify.Certification;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import dev.maat.engine.certify.certificate.Certificate.Violation;
import dev.maat.engine.certify.plan.CertificationRequest;
import dev.maat.engine.certify.plan.Planner;
import dev.maat.engine.certify.runs.CertificateDirectory;
import dev.maat.engine.certify.runs.ScenarioShrinker;
import dev.maat.engine.certify.runs.Settings;
import dev.maat.engine.run.ShellWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The certificate of one claimed profile, made when the first test asks for it, as {@code maat certify --all} makes it. */
final class ClaimCertificate {
    /** Simulated runs end at once when they are told to. */
    private static final Duration END_TIME = Duration.ofMinutes(1);

    private final Laboratory laboratory;
    private final CertificationRequest request;
    private final Path folder;
    private @Nullable Certificate made;

    ClaimCertificate(Laboratory laboratory, CertificationRequest request, Path folder) {
        this.laboratory = laboratory;
        this.request = request;
        this.folder = folder;
    }

    private synchronized Certificate certificate() {
        Certificate known = made;
        if (known == null) {
            Planner planner = new Planner(request, laboratory.loaded());
            // In simulation a seed replays, so no scenario is run again to see how often its violation comes back.
            Settings settings = new Settings(
                    Runtime.getRuntime().availableProcessors(),
                    1,
                    null,
                    ScenarioShrinker.NONE,
                    Duration.ZERO,
                    END_TIME,
                    Clock.systemUTC());
            known = new Certification(planner.plan(), CertificateDirectory.create(folder), settings, event -> {})
                    .run(planner);
            made = known;
        }
        return known;
    }

    /** Fails unless the profile is certified; the message has the reasons of the certificate. */
    void requireCertified() {
        Certificate certificate = certificate();
        switch (certificate.result()) {
            case CERTIFIED -> {}
            case REFUSED, INCONCLUSIVE ->
                throw new AssertionFailedError(request.profile() + " is " + certificate.outcome() + ":\n  "
                        + String.join("\n  ", certificate.reasons()) + "\n" + places());
        }
    }

    /** Fails if the property is violated, unknown in a run that counts, or was exercised too little; skipped if no history tells of it. */
    void require(String property) {
        PropertyTotal total = certificate().properties().stream()
                .filter(one -> one.id().equals(property))
                .findFirst()
                .orElseThrow();
        if (total.violatedRuns() > 0) {
            throw new AssertionFailedError(violated(total));
        }
        requireExercised(total);
    }

    /** The same of a property that no run violates. */
    static void requireExercised(PropertyTotal total) {
        if (total.unknownRuns() > 0) {
            throw new AssertionFailedError(total.id() + " is unknown in " + total.unknownRuns()
                    + " runs that count, and a certificate asks for a verdict on each");
        }
        switch (total.exercised()) {
            case "yes" -> {}
            case "inapplicable" -> throw new TestAbortedException("no history tells of " + total.id());
            default ->
                throw new AssertionFailedError(String.format(
                        Locale.ROOT,
                        "%s held, but was at risk in %,d cases from %,d seeds only, and a certificate asks for %d from"
                                + " %d; run more seeds, or choose faults that put it at risk",
                        total.id(),
                        total.atRisk(),
                        total.seeds(),
                        Certificate.MIN_AT_RISK,
                        Certificate.MIN_SEEDS));
        }
    }

    private String violated(PropertyTotal total) {
        Violation first = certificate().violations().stream()
                .filter(one -> one.property().equals(total.id()))
                .findFirst()
                .orElseThrow();
        Path run = folder.resolve("run-" + first.run());
        String look = Files.exists(run)
                ? "  report  " + run.resolve("report.html").toUri() + "\n  smaller " + laboratory.command("shrink", run)
                        + "\n"
                : "";
        return total.id() + " is violated in " + total.violatedRuns() + " runs, first in run " + first.run() + " ("
                + first.source() + ", seed " + first.seed() + "): " + first.sentence() + "\n" + look + "  witness "
                + first.witness() + "\n" + places();
    }

    private String places() {
        Path bundle = folder.resolve(CertificateDirectory.BUNDLE);
        return "  page    " + folder.resolve("certificate.html").toUri() + "\n  bundle  ./maat verify "
                + ShellWord.quote(bundle.toString()) + "\n";
    }
}

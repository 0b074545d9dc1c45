package dev.maat.engine.certify;

import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.BundleWriter;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.certificate.CertificateBuilder;
import dev.maat.engine.certify.certificate.KillMatrix;
import dev.maat.engine.certify.pages.CertificatePages;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.plan.Shares;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.runs.CertificateDirectory;
import dev.maat.engine.certify.runs.Course;
import dev.maat.engine.certify.runs.Event;
import dev.maat.engine.certify.runs.EvidenceCost;
import dev.maat.engine.certify.runs.FinishedRuns;
import dev.maat.engine.certify.runs.Inquiry;
import dev.maat.engine.certify.runs.Lane;
import dev.maat.engine.certify.runs.Notes;
import dev.maat.engine.certify.runs.RunMaker;
import dev.maat.engine.certify.runs.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the runs of a plan and writes the certificate and its bundle. */
public final class Certification {
    private final Plan plan;
    private final byte[] planBytes;
    private final CertificateDirectory directory;
    private final Settings settings;
    private final Consumer<Event> listener;
    private final FinishedRuns finished;

    /**
     * A certification in a folder that {@link CertificateDirectory#open} has opened for its plan. Runs that are finished there are taken as
     * they are.
     *
     * @throws dev.maat.engine.run.ArgumentException if one of them is not as it was written; the message names it
     */
    public Certification(Plan plan, CertificateDirectory directory, Settings settings, Consumer<Event> listener) {
        this.plan = plan;
        this.planBytes = BundleJson.document(plan);
        this.directory = directory;
        this.settings = settings;
        this.listener = listener;
        this.finished = new FinishedRuns(directory, planBytes, now());
    }

    private String now() {
        return Instant.now(settings.clock()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Writes the plan, makes the runs and writes the results. When the calling thread is interrupted, it ends early and writes what is
     * known; the runs that are finished stay in the folder then.
     */
    public Certificate run(Shares shares) {
        directory.writePlan(planBytes);
        Notes notes = new Notes();
        Inquiry inquiry = new Inquiry(settings, notes, listener);
        String ended;
        Results results;
        try (BundleWriter bundle = BundleWriter.create(CertificateDirectory.part(directory.bundle()))) {
            bundle.plan(planBytes);
            Course course = new Course(plan, finished, bundle, notes, inquiry, settings.endTime(), listener);
            ended = course.run(Lane.of(plan, makers(shares), settings));
            // The results are written even after an interrupt, and a file channel refuses to write while the flag is
            // set.
            Thread.interrupted();
            Measured measured = notes.end(ended, now(), EvidenceCost.nanosPerLine());
            results = write(bundle, course.records(), measured, inquiry.entries());
        }
        CertificateDirectory.complete(directory.bundle());
        directory.write(directory.certificate(), results.text());
        directory.write(directory.page(), results.page());
        if (!ended.equals(Measured.INTERRUPTED)) {
            finished.forget();
        }
        return results.certificate();
    }

    private record Results(Certificate certificate, byte[] text, byte[] page) {}

    private Map<Share, RunMaker> makers(Shares shares) {
        Map<Share, RunMaker> makers = new HashMap<>();
        for (Share share : plan.shares()) {
            makers.put(share, new RunMaker(plan.profile(), shares.source(share), shares.deployment(share), directory));
        }
        return makers;
    }

    private Results write(
            BundleWriter bundle, List<RunRecord> records, Measured measured, Map<String, byte[]> witnesses) {
        KillMatrix kills = KillMatrix.ofThisHarness();
        Certificate certificate = new CertificateBuilder(plan, records, measured, kills).build();
        byte[] text = BundleJson.document(certificate);
        byte[] page = CertificatePages.page(certificate).getBytes(StandardCharsets.UTF_8);
        bundle.add(EntryNames.MEASURED, BundleJson.document(measured));
        bundle.add(EntryNames.KILLS, kills.text().getBytes(StandardCharsets.UTF_8));
        witnesses.forEach(bundle::add);
        bundle.add(EntryNames.CERTIFICATE, text);
        bundle.add(EntryNames.PAGE, page);
        bundle.finish(settings.key());
        return new Results(certificate, text, page);
    }
}

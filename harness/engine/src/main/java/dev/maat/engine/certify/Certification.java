package dev.maat.engine.certify;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.Deployments;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.BundleWriter;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.bundle.SigningKey;
import dev.maat.engine.certify.Plan.PlannedRun;
import dev.maat.engine.certify.RunMaker.Made;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.Runs;
import dev.maat.engine.run.ShellWord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the runs of a plan and writes the certificate and its bundle. */
public final class Certification {
    /** After so many failures of the harness in a row, a share ends: it would not get better. */
    private static final int MAX_FAILURES_IN_A_ROW = 3;

    private static final int MAX_KEPT_FOLDERS = 20;

    /** Simulated runs that are made twice, at most. */
    private static final int MAX_REPLAYS = 10;

    private final Plan plan;
    private final CertificateDirectory directory;
    private final Settings settings;
    private final Consumer<Event> listener;
    private final Measured.Notes notes = new Measured.Notes();
    private final List<RunRecord> records = new ArrayList<>();
    private final WitnessSearch witnesses;
    private int keptFolders;

    /**
     * The settings that are not in the plan, because they decide no outcome.
     *
     * @param jobs simulated runs at the same time
     * @param key signs the bundle; null: it is not signed
     * @param furtherTime how long a violated scenario is run again where a seed cannot replay
     */
    public record Settings(
            int jobs, @Nullable SigningKey key, ScenarioShrinker shrinker, Duration furtherTime, Clock clock) {}

    /** Makes the source and the deployment of a share. */
    public interface Shares {
        ScenarioSource source(Share share);

        Deployment deployment(Share share);
    }

    /** Progress. */
    public sealed interface Event {
        /** A share begins. */
        record Begun(Share share) implements Event {}

        /** A run was made. */
        record Run(RunRecord record, int made, int planned) implements Event {}

        /** A violation was found; its smallest history and a smaller scenario are looked for. */
        record Shrinking() implements Event {}

        /** A violated scenario is run again. */
        record Again(int done, int of) implements Event {}
    }

    public Certification(Plan plan, CertificateDirectory directory, Settings settings, Consumer<Event> listener) {
        this.plan = plan;
        this.directory = directory;
        this.settings = settings;
        this.listener = listener;
        this.witnesses = new WitnessSearch(settings.shrinker(), notes.shrunk);
    }

    /**
     * Writes the plan, makes the runs and writes the results. When the calling thread is interrupted, it ends early and writes what is
     * known.
     */
    public Certificate run(Shares shares) {
        byte[] planBytes = BundleJson.document(plan);
        directory.write(directory.plan(), planBytes);
        KillMatrix kills = KillMatrix.ofThisHarness();
        try (BundleWriter bundle = BundleWriter.create(directory.bundle())) {
            bundle.plan(planBytes);
            String ended = makeRuns(shares, bundle);
            // The results are written even after an interrupt, and a file channel refuses to write while the flag is
            // set.
            Thread.interrupted();
            Measured measured = notes.end(
                    ended,
                    Instant.now(settings.clock())
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString(),
                    EvidenceCost.nanosPerLine());
            Certificate certificate = new CertificateBuilder(plan, records, measured, kills).build();
            byte[] text = BundleJson.document(certificate);
            byte[] page = CertificatePages.page(certificate).getBytes(StandardCharsets.UTF_8);
            directory.write(directory.certificate(), text);
            directory.write(directory.page(), page);
            bundle.add(EntryNames.MEASURED, BundleJson.document(measured));
            bundle.add(EntryNames.KILLS, kills.text().getBytes(StandardCharsets.UTF_8));
            witnesses.entries().forEach(bundle::add);
            bundle.add(EntryNames.CERTIFICATE, text);
            bundle.add(EntryNames.PAGE, page);
            bundle.finish(settings.key());
            return certificate;
        }
    }

    /** Returns how it ended, as {@link Measured#ended()}. */
    private String makeRuns(Shares shares, BundleWriter bundle) {
        List<PlannedRun> runs = plan.runs();
        for (Share share : plan.shares()) {
            List<PlannedRun> own =
                    runs.stream().filter(run -> run.share().equals(share)).toList();
            listener.accept(new Event.Begun(share));
            RunMaker maker = new RunMaker(plan.profile(), shares.source(share), shares.deployment(share), directory);
            boolean deterministic = Deployments.isDeterministic(share.deployment());
            String ended;
            try (ShareRuns making = new ShareRuns(maker, own, deterministic ? settings.jobs() : 1)) {
                ended = consume(making, bundle, maker, deterministic, runs.size());
            }
            if (!ended.equals(Measured.COMPLETE)) {
                return ended;
            }
        }
        return Measured.COMPLETE;
    }

    private String consume(ShareRuns making, BundleWriter bundle, RunMaker maker, boolean deterministic, int planned) {
        int failures = 0;
        boolean first = true;
        for (Made made = making.next(); made != null; made = making.next()) {
            if (made.interrupted()) {
                made.folder().remove();
                return Measured.INTERRUPTED;
            }
            if (!bundle.hasRoomFor(made.history())) {
                made.folder().remove();
                return Measured.FULL;
            }
            take(made, bundle, planned);
            boolean violated = made.record().verdict() == Verdict.VIOLATED;
            if (violated && !plan.all()) {
                // Further runs would share the machine with those that are still under way.
                making.stop();
            }
            if (violated || (first && deterministic)) {
                repeat(made, maker, deterministic);
            }
            first = false;
            finish(made);
            if (violated && !plan.all()) {
                return Measured.VIOLATION;
            }
            failures = made.record().told().harnessFailure().isEmpty() ? 0 : failures + 1;
            if (failures == MAX_FAILURES_IN_A_ROW) {
                return Measured.COMPLETE;
            }
        }
        return making.wasInterrupted() ? Measured.INTERRUPTED : Measured.COMPLETE;
    }

    private void take(Made made, BundleWriter bundle, int planned) {
        RunRecord record = made.record();
        records.add(record);
        bundle.run(record.run(), made.scenarioBytes(), BundleJson.line(record), made.history());
        if (!made.environment().isEmpty()) {
            notes.environment.putIfAbsent(record.deployment(), Map.copyOf(made.environment()));
        }
        listener.accept(new Event.Run(record, records.size(), planned));
        if (record.verdict() == Verdict.VIOLATED) {
            listener.accept(new Event.Shrinking());
            notes.witnesses.addAll(witnesses.search(made));
        }
    }

    /** Whether the seed replays, or how often the first violation comes back where a seed cannot. */
    private void repeat(Made made, RunMaker maker, boolean deterministic) {
        RunRecord record = made.record();
        if (deterministic && notes.replays.size() == MAX_REPLAYS) {
            return;
        }
        if (deterministic) {
            RunMaker.Again again = maker.again(made.planned());
            if (again != null) {
                notes.replays.add(
                        new Measured.Replay(record.run(), again.historySha256().equals(record.historySha256())));
            }
            return;
        }
        if (!notes.recurrences.isEmpty()) {
            return;
        }
        FurtherRuns further = new FurtherRuns(settings.furtherTime(), System::nanoTime, listener);
        notes.recurrences.add(further.of(record, () -> maker.again(made.planned())));
    }

    /** Keeps the folder of a run that is worth a look, with its report. */
    private void finish(Made made) {
        if (!RunMaker.isWorthALook(made) || keptFolders == MAX_KEPT_FOLDERS) {
            made.folder().remove();
            return;
        }
        keptFolders++;
        if (made.judged() != null) {
            Runs.report(
                    made.judged(),
                    made.folder(),
                    "./maat run --scenario "
                            + ShellWord.quote(made.folder().scenario().toString()));
        }
    }
}

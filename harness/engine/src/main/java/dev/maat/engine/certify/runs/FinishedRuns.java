package dev.maat.engine.certify.runs;

import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.BundleException;
import dev.maat.engine.bundle.BundleIndex;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.BundleWriter;
import dev.maat.engine.bundle.Digests;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.bundle.PackedHistory;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.runs.RunMaker.Made;
import dev.maat.engine.run.ArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The finished runs of a certification, each in a file of its own from the moment it ends, until the certification ends by itself. One that
 * is interrupted, or killed, goes on from them.
 *
 * <p>Such a file is a bundle of one run, so whatever {@link Bundle#damage} finds is found in it. In place of the plan it has the plan's
 * digest, and in place of what was measured the {@link Origin} of the run. Thread-safe.
 */
public final class FinishedRuns {
    private final CertificateDirectory directory;
    private final FinishedJournal journal;
    private final PlanDigest plan;
    private final Stamp sitting;
    private final Map<Integer, Stamp> earlier = new ConcurrentHashMap<>();

    /** The plan that a finished run is of. */
    record PlanDigest(String sha256) {}

    /** The sitting in which a run was made, and what the run depended on. */
    record Origin(Stamp sitting, Map<String, String> environment) {}

    /**
     * Takes up what is finished in a folder.
     *
     * @param began the time at which this sitting began
     * @throws ArgumentException if the file of a run is missing, not as it was written, or of another plan; the message names it
     */
    public FinishedRuns(CertificateDirectory directory, byte[] planBytes, String began) {
        this.directory = directory;
        this.journal = directory.journal();
        this.plan = new PlanDigest(Digests.of(planBytes));
        SortedMap<Integer, String> digests = journal.digests();
        digests.forEach(this::requireUntouched);
        directory.finished().forEach((run, file) -> {
            try (Bundle bundle = opened(run, file)) {
                earlier.put(run, origin(bundle).sitting());
            }
            if (!digests.containsKey(run)) {
                // A kill came between the file and its line.
                journal.add(file, digest(file));
            }
        });
        int last = earlier.values().stream().mapToInt(Stamp::number).max().orElse(0);
        this.sitting = new Stamp(last + 1, began);
    }

    private void requireUntouched(int run, String sha256) {
        Path file = directory.finished(run);
        if (!Files.exists(file)) {
            throw new ArgumentException(file + " is missing: run " + run + " was finished by a certification that was"
                    + " interrupted, and is not made a second time; put the file back, or begin anew in another folder"
                    + " with --out");
        }
        if (!digest(file).equals(sha256)) {
            throw refused(file, "it has another digest than when it was written");
        }
    }

    private static Origin origin(Bundle bundle) {
        return BundleJson.read(EntryNames.MEASURED, bundle.bytes(EntryNames.MEASURED), Origin.class);
    }

    /** Whether an earlier sitting has finished a run. */
    boolean has(PlannedRun run) {
        return earlier.containsKey(run.number());
    }

    /** The sitting in which a run was made. */
    Stamp sittingOf(int run) {
        return earlier.getOrDefault(run, sitting);
    }

    /**
     * Keeps a run that was made in this sitting, unless the harness failed and nothing is violated: a resumed certification makes such a
     * run once more, since the engine may be back, or the disk have room.
     */
    void keep(Made made) {
        RunRecord record = made.record();
        if (!record.told().harnessFailure().isEmpty() && !record.derived().isViolated()) {
            return;
        }
        Path file = directory.finished(record.run());
        Path part = CertificateDirectory.part(file);
        try (BundleWriter writer = BundleWriter.create(part)) {
            writer.plan(BundleJson.document(plan));
            writer.run(record.run(), made.scenarioBytes(), BundleJson.line(record), made.history());
            writer.add(EntryNames.MEASURED, BundleJson.document(new Origin(sitting, made.environment())));
            writer.finish(null);
        }
        String sha256 = digest(part);
        CertificateDirectory.complete(file);
        journal.add(file, sha256);
    }

    private static String digest(Path file) {
        try {
            return Digests.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    /**
     * Takes a run of an earlier sitting as it is.
     *
     * @throws ArgumentException if its file is not as it was written, or not of this run of the plan; the message names it
     */
    Made take(PlannedRun planned, RunMaker maker) {
        Path file = directory.finished(planned.number());
        try (Bundle bundle = opened(planned.number(), file)) {
            String name = EntryNames.record(planned.number());
            RunRecord record = BundleJson.read(name, bundle.bytes(name), RunRecord.class);
            byte[] scenario = bundle.bytes(EntryNames.scenario(planned.number()));
            if (!isOf(planned, record) || !Arrays.equals(scenario, maker.scenarioBytes(planned.seed()))) {
                throw refused(file, "it is not of run " + planned.number() + " of the plan");
            }
            SortedMap<String, byte[]> packed = new TreeMap<>(bundle.packedLogs(planned.number()));
            return maker.taken(
                    planned,
                    record,
                    new PackedHistory(packed, record.rawBytes(), record.historySha256()),
                    bundle.history(planned.number()),
                    origin(bundle).environment());
        }
    }

    private static boolean isOf(PlannedRun planned, RunRecord record) {
        Share share = planned.share();
        return record.run() == planned.number()
                && record.seed() == planned.seed()
                && record.source().equals(share.source())
                && record.deployment().equals(share.deployment())
                && record.transport().equals(share.transport());
    }

    private Bundle opened(int run, Path file) {
        Bundle bundle;
        try {
            bundle = Bundle.open(file);
        } catch (BundleException damaged) {
            throw refused(file, String.valueOf(damaged.getMessage()));
        }
        try {
            for (String damage : bundle.damage()) {
                throw refused(file, damage);
            }
            BundleIndex.Link link = bundle.index().chain().getFirst();
            PlanDigest of = BundleJson.read(EntryNames.PLAN, bundle.bytes(EntryNames.PLAN), PlanDigest.class);
            if (!of.equals(plan) || link.run() != run || bundle.index().chain().size() != 1) {
                throw refused(file, "it is not of run " + run + " of the plan");
            }
            return bundle;
        } catch (BundleException damaged) {
            bundle.close();
            throw refused(file, String.valueOf(damaged.getMessage()));
        } catch (RuntimeException e) {
            bundle.close();
            throw e;
        }
    }

    private static ArgumentException refused(Path file, String why) {
        return new ArgumentException(file + " was finished by a certification that was interrupted, and cannot be taken"
                + " as it is now (" + why + "); begin anew in another folder with --out");
    }

    /** Removes the files: the certification has ended, and its bundle has the runs. */
    public void forget() {
        journal.remove();
        directory.finished().values().forEach(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": cannot be removed", e);
            }
        });
    }
}

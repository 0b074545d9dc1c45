package dev.maat.engine.certify.verify;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.BundleException;
import dev.maat.engine.bundle.BundleIndex;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.bundle.SignatureState;
import dev.maat.engine.bundle.VerifyingKey;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.certificate.CertificateBuilder;
import dev.maat.engine.certify.certificate.KillMatrix;
import dev.maat.engine.certify.certificate.Outcome;
import dev.maat.engine.certify.pages.CertificatePages;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.PlanDigests;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.run.ExitCode;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioFileException;
import dev.maat.scenario.ScenarioJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a bundle again, offline: its form, digests, chain and signature; the seeds from the master seed; every verdict from the raw
 * histories, by both checkers; the certificate and its page from all that. Whatever differs is named.
 */
public final class Verification {
    private static final int MAX_REFUSALS = 100;

    private final @Nullable VerifyingKey key;
    private final Replayer replayer;
    private final Listener listener;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final List<String> confirmed = new ArrayList<>();

    /** Progress, in runs. */
    @FunctionalInterface
    public interface Listener {
        void at(int done, int of);
    }

    /**
     * The outcome.
     *
     * @param certificate null where the bundle is refused before it could be read
     * @param signature what is known of the signature, one sentence
     * @param refusals everything that differs, each a sentence that begins with a name; empty: nothing does
     * @param open what could not be confirmed
     * @param confirmed sentences on what was
     */
    public record Result(
            @Nullable Certificate certificate,
            String signature,
            List<String> refusals,
            List<String> open,
            List<String> confirmed) {
        public Result {
            refusals = List.copyOf(refusals);
            open = List.copyOf(open);
            confirmed = List.copyOf(confirmed);
        }

        /** 0 everything confirmed, 1 something differs, 2 something could not be confirmed. */
        public int exitCode() {
            if (!refusals.isEmpty()) {
                return ExitCode.VIOLATED;
            }
            return open.isEmpty() ? ExitCode.HOLDS : ExitCode.UNKNOWN;
        }
    }

    public Verification(@Nullable VerifyingKey key, Replayer replayer, Listener listener) {
        this.key = key;
        this.replayer = replayer;
        this.listener = listener;
    }

    /** Checks a bundle. An object checks one. */
    public Result verify(Path file) {
        @Nullable Certificate certificate = null;
        String signed = "";
        try (Bundle bundle = Bundle.open(file)) {
            refusals.addAll(bundle.damage());
            SignatureState signature = bundle.signature(key);
            signed = signature.sentence();
            if (!signature.accepted()) {
                refusals.add(signature.sentence());
            }
            if (refusals.isEmpty()) {
                confirmed.add("the file is whole: " + bundle.index().entries().size() + " entries, a chain of "
                        + bundle.index().chain().size() + " runs; " + signature.sentence());
                certificate = contents(bundle);
            }
        } catch (BundleException refused) {
            refusals.add(String.valueOf(refused.getMessage()));
        }
        return new Result(
                certificate, signed, refusals.stream().limit(MAX_REFUSALS).toList(), open, confirmed);
    }

    private Certificate contents(Bundle bundle) {
        Plan plan = BundleJson.read(EntryNames.PLAN, bundle.bytes(EntryNames.PLAN), Plan.class);
        if (!plan.format().equals(Plan.FORMAT) || plan.version() != Plan.VERSION) {
            throw new BundleException(
                    EntryNames.PLAN, "it is of format '" + plan.format() + "' version " + plan.version());
        }
        PlanCheck planned = new PlanCheck(plan, refusals, open);
        planned.check();
        Measured measured = BundleJson.read(EntryNames.MEASURED, bundle.bytes(EntryNames.MEASURED), Measured.class);
        ReplayCheck replays = new ReplayCheck(plan, replayer, measured.replays(), refusals, open);
        RunVerification runs = new RunVerification(bundle, plan, replays, refusals);
        List<RunRecord> records = records(bundle, plan, runs);
        replays.checkTold(records);
        new RepeatCheck(records, refusals).check(measured);
        new WitnessCheck(bundle, runs.second(), refusals, confirmed).check(measured.witnesses(), records);
        measured.shrunk().forEach(shrunk -> smaller(shrunk.entry(), bundle.bytes(shrunk.entry()), plan));
        KillMatrix kills = planned.kills(bundle);
        Certificate built = new CertificateBuilder(plan, records, measured, kills).build();
        certificate(bundle, plan, built);
        tell(runs, replays, built);
        tellReplays(runs, replays, plan);
        confirmed.addAll(planned.told());
        return BundleJson.read(EntryNames.CERTIFICATE, bundle.bytes(EntryNames.CERTIFICATE), Certificate.class);
    }

    private List<RunRecord> records(Bundle bundle, Plan plan, RunVerification runs) {
        List<PlannedRun> planned = plan.runs();
        List<RunRecord> records = new ArrayList<>();
        int before = 0;
        for (BundleIndex.Link link : bundle.index().chain()) {
            String name = EntryNames.record(link.run());
            RunRecord record = BundleJson.read(name, bundle.bytes(name), RunRecord.class);
            records.add(record);
            if (link.run() <= before || link.run() > planned.size()) {
                refusals.add(name + ": the plan has no such run at this place");
            } else {
                runs.check(planned.get(link.run() - 1), link, record);
            }
            before = link.run();
            listener.at(records.size(), bundle.index().chain().size());
        }
        return records;
    }

    private void tell(RunVerification runs, ReplayCheck replays, Certificate certificate) {
        confirmed.add("the verdicts of " + runs.rederived() + " runs follow from their raw histories");
        confirmed.add(runs.second().words());
        if (!runs.strangeCases().isEmpty()) {
            open.add("this Maat has another battery, so whether these reached their situations was not derived again: "
                    + String.join(", ", runs.strangeCases()));
        }
        if (replays.digestsOnly() > 0) {
            open.add(replays.digestsOnly()
                    + " simulated runs stand by the digest of their history alone; --replay makes" + " them again");
        }
        // A refusal rests on what is violated, everything else on all properties.
        List<String> never = certificate.result() == Outcome.REFUSED
                ? certificate.violations().stream()
                        .map(Certificate.Violation::property)
                        .distinct()
                        .filter(property -> !runs.second().hasConfirmed(property, Verdict.VIOLATED.word()))
                        .toList()
                : runs.second().neverConfirmed();
        if (!never.isEmpty()) {
            open.add("the second checker could nowhere confirm: " + String.join(", ", never));
        }
    }

    private void tellReplays(RunVerification runs, ReplayCheck replays, Plan plan) {
        if (runs.lost() > 0) {
            open.add("the histories of " + runs.lost()
                    + " runs could not be packed, as the harness tells; nothing shows it");
        }
        if (!replayer.isWanted()) {
            return;
        }
        replays.tellUnreplayable();
        String obstacle = replayer.obstacle(plan);
        if (replays.replayed() > 0) {
            confirmed.add(
                    replays.replayed() + " simulated runs were drawn from their seeds and made again, to the byte");
        } else if (!obstacle.isEmpty()) {
            open.add("no run was made again: " + obstacle);
        } else if (refusals.isEmpty() && replays.unreplayable() == 0) {
            open.add("no run was made again: the bundle has no simulated run");
        }
    }

    private void smaller(String entry, byte[] text, Plan plan) {
        try {
            Scenario scenario = ScenarioJson.read(entry, new String(text, StandardCharsets.UTF_8));
            if (!scenario.implementation().equals(plan.implementation())) {
                refusals.add(entry + ": it is not a scenario of " + plan.implementation());
            }
        } catch (ScenarioFileException bad) {
            refusals.add(entry + ": it is no scenario: " + bad.getMessage());
        }
    }

    private void certificate(Bundle bundle, Plan plan, Certificate built) {
        byte[] told = bundle.bytes(EntryNames.CERTIFICATE);
        if (!Arrays.equals(told, BundleJson.document(built))) {
            Certificate read = BundleJson.read(EntryNames.CERTIFICATE, told, Certificate.class);
            refusals.add(EntryNames.CERTIFICATE + ": "
                    + (read.outcome().equals(built.outcome()) && read.profile().equals(built.profile())
                            ? "it is not the certificate that follows from the plan and the runs"
                            : "it says " + read.outcome() + " for " + read.profile()
                                    + "; from the plan and the runs follows " + built.outcome() + " for "
                                    + built.profile()));
        }
        byte[] page = CertificatePages.page(built).getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(page, bundle.bytes(EntryNames.PAGE))) {
            return;
        }
        if (PlanDigests.isOfThisHarness(plan)) {
            refusals.add(EntryNames.PAGE + ": it is not the page of this certificate");
        } else {
            open.add(EntryNames.PAGE
                    + ": another build of Maat wrote it, so it was not compared; the certificate itself is "
                    + EntryNames.CERTIFICATE);
        }
    }
}

package dev.maat.engine.certify;

import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.BundleIndex;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.ScenarioSource;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.plan.Shares;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.runs.CertificateDirectory;
import dev.maat.engine.certify.runs.Event;
import dev.maat.engine.certify.runs.ScenarioShrinker;
import dev.maat.engine.certify.runs.Settings;
import dev.maat.engine.fake.MadeUpPlan;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.RunOutcome;
import dev.maat.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** A certification of live runs that nobody makes: a script says what each comes to. Run N of the plan has seed N. */
final class ScriptedCertification {
    private final Path folder;
    private final Script script;
    private final List<Long> made = Collections.synchronizedList(new ArrayList<>());
    final List<Event> events = new ArrayList<>();
    private Duration endTime = Duration.ofSeconds(30);
    private String cores = "2";

    /** What a run comes to. */
    enum End {
        HOLDS,
        VIOLATED,
        /** A history that nobody can read: the run proves nothing. */
        UNREADABLE,
        /** The run noticed an interrupt, took its flag and ended early. */
        INTERRUPTED
    }

    /** Asked in the thread that makes the run; an interrupt ends the run as a failure of the harness. */
    @FunctionalInterface
    interface Script {
        /** @param attempt from 1, of this seed */
        End of(long seed, int attempt) throws InterruptedException;
    }

    ScriptedCertification(Path folder, Script script) {
        this.folder = folder;
        this.script = script;
    }

    static Plan plan(int runs) {
        return MadeUpPlan.usual("membership").of(share("processes", "udp", 1, runs));
    }

    static Share share(String deployment, String transport, int firstSeed, int lastSeed) {
        List<Long> seeds = LongStream.rangeClosed(firstSeed, lastSeed).boxed().toList();
        return new Share("swarm", deployment, transport, seeds.size(), seeds);
    }

    ScriptedCertification waitingForEnds(Duration time) {
        endTime = time;
        return this;
    }

    ScriptedCertification onCores(String number) {
        cores = number;
        return this;
    }

    Certificate certify(Plan plan, int liveJobs) {
        Settings settings = new Settings(
                1,
                liveJobs,
                null,
                ScenarioShrinker.NONE,
                Duration.ZERO,
                endTime,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return new Certification(plan, CertificateDirectory.open(folder, plan), settings, events::add)
                .run(new Scripted());
    }

    /** The seeds of all runs that were made, in the order in which they began. */
    List<Long> made() {
        return List.copyOf(made);
    }

    /** The events of runs in words, others by their names. */
    List<String> eventsInWords() {
        return events.stream()
                .map(event -> switch (event) {
                    case Event.Begun begun -> "begun";
                    case Event.Run run ->
                        "run " + run.record().run() + " " + run.record().word();
                    case Event.Shrinking shrinking -> "shrinking";
                    case Event.Again again -> "again";
                })
                .toList();
    }

    List<Integer> runsInBundle() {
        try (Bundle bundle = bundle()) {
            return bundle.index().chain().stream().map(BundleIndex.Link::run).toList();
        }
    }

    RunRecord record(int run) {
        return read(EntryNames.record(run), RunRecord.class);
    }

    Measured measured() {
        return read(EntryNames.MEASURED, Measured.class);
    }

    private <T> T read(String entry, Class<T> type) {
        try (Bundle bundle = bundle()) {
            return BundleJson.read(entry, bundle.bytes(entry), type);
        }
    }

    private Bundle bundle() {
        return Bundle.open(folder.resolve(CertificateDirectory.BUNDLE));
    }

    private final class Scripted implements Shares, Deployment, ScenarioSource {
        private final Map<Long, Integer> attempts = new ConcurrentHashMap<>();

        @Override
        public ScenarioSource source(Share share) {
            return this;
        }

        @Override
        public Deployment deployment(Share share) {
            return this;
        }

        @Override
        public String name() {
            return "swarm";
        }

        @Override
        public Scenario scenario(long seed) {
            return Scenario.of("mine", "self-inclusion", "fifo", 2, seed, Workload.of(1, 1_000));
        }

        @Override
        public Capabilities capabilities(String transport) {
            return Simulation.capabilities(transport);
        }

        @Override
        public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
            made.add(scenario.seed());
            End end;
            try {
                end = script.of(scenario.seed(), attempts.merge(scenario.seed(), 1, Integer::sum));
                Files.writeString(directory.harnessFile(), text(end));
            } catch (InterruptedException e) {
                throw new HarnessException("ended");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            RunOutcome complete = new RunOutcome(
                    "complete",
                    end == End.INTERRUPTED ? DeploymentResult.INTERRUPTED : "",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    true,
                    true,
                    0,
                    0);
            return new DeploymentResult(complete, "", new LinkedHashMap<>(Map.of("cores", cores)));
        }

        private static String text(End end) {
            return end == End.UNREADABLE
                    ? "no line of a history\n"
                    : """
                    {"format":"maat-history","version":1,"claims":["self-inclusion"],"membership":"primary","generation":"g1"}
                    {"p":"n1.0","t":1,"e":"start"}
                    {"p":"n1.0","t":2,"e":"view","id":"1","seq":1,"members":["%s"],"primary":true}
                    {"p":"n1.0","t":3,"e":"closed","events":2}
                    {"t":4,"e":"end","reason":"complete"}
                    """.formatted(end == End.VIOLATED ? "n2.0" : "n1.0");
        }

        @Override
        public Deployment stoppingAtViolation() {
            return this;
        }
    }
}

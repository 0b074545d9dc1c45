package dev.maat.engine.hunt;

import dev.maat.checkers.recording.LineSink;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.fake.FakeProvider;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.simulation.EvidenceSink;
import dev.maat.simulation.Simulation;
import dev.maat.simulation.SimulationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** A hunt of the fake implementation, simulated in this JVM: a run takes a few milliseconds, and a process that dies violates its claim. */
final class HuntedFake {
    static final Set<FaultKind> KINDS = EnumSet.of(FaultKind.PAUSE, FaultKind.KILL, FaultKind.LATENCY);

    private static final long DURATION_MILLIS = 300;
    private static final int KILLED_PERCENT = 25;

    /** Fewer than usual, so that a few seeds are several epochs. */
    static final int EPOCH_SEEDS = 8;

    private HuntedFake() {}

    static HuntPlan plan(long lastSeed, Shard shard) {
        return new HuntPlan(
                "fake",
                "simulation",
                "udp",
                List.of(new HuntConfiguration("fifo", "plain", null), new HuntConfiguration("fifo", "plain", "again")),
                new LinkedHashMap<>(),
                1,
                lastSeed,
                shard,
                true,
                0,
                EPOCH_SEEDS);
    }

    /** Some seeds kill a process, which the fake does not survive; the others pause one. */
    static Scenario scenario(long seed) {
        boolean killed = new SeedDraw(seed).percent(KILLED_PERCENT, "killed", 0, 0);
        Fault fault = killed ? new Fault.Kill("n3") : new Fault.Pause("n2");
        PlannedFault planned = new PlannedFault(1, 100, killed ? null : 50L, fault, false);
        return Scenario.of("fake", "membership", "fifo", 3, seed, Workload.of(20, DURATION_MILLIS))
                .withPlan(new FaultPlan(List.of(planned), List.of()));
    }

    static Hunt hunt(HuntState state, HuntFolder folder, int jobs) {
        return new Hunt(state, folder, configuration -> HuntedFake::scenario, new InThisJvm(), KINDS, jobs);
    }

    /** Runs the hunt of a folder to its end, or goes on with it. */
    static HuntState finished(Path path, HuntPlan plan, int jobs) {
        HuntFolder folder = HuntFolder.open(path);
        HuntState state = Hunt.stateIn(folder, plan);
        Hunt.End end = hunt(state, folder, jobs).run(new Heard(), () -> false);
        if (end != Hunt.End.FINISHED) {
            throw new AssertionError("the hunt ended by " + end);
        }
        return state;
    }

    /** The state of a folder as its file has it, but for the time that it took. */
    static String written(Path path) throws IOException {
        return Files.readString(path.resolve("hunt.json")).replaceAll("\"tookMillis\" : \\d+", "\"tookMillis\" : 0");
    }

    /** Keeps what it hears. */
    static class Heard implements HuntListener {
        final List<Long> seeds = new ArrayList<>();
        final List<Finding> findings = new ArrayList<>();

        @Override
        public void seed(SeedResult result) {
            seeds.add(result.seed());
        }

        @Override
        public void found(Finding finding) {
            findings.add(finding);
        }

        @Override
        public void epoch(HuntState state) {
            // Nothing to keep.
        }
    }

    private record InThisJvm() implements Deployment {
        @Override
        public Capabilities capabilities(String transport) {
            return Simulation.capabilities(transport);
        }

        @Override
        public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
            SimulationResult result = Simulation.run(
                    scenario, options -> new FakeProvider().newCore("fake", options), new Written(directory));
            return new DeploymentResult(
                    result.outcome(), result.fingerprintHex(), new LinkedHashMap<>(), result.crashesInFanOut());
        }

        @Override
        public Deployment stoppingAtViolation() {
            throw new UnsupportedOperationException();
        }
    }

    private record Written(RunDirectory directory) implements EvidenceSink {
        @Override
        public LineSink harness() {
            return file(directory.harnessFile());
        }

        @Override
        public LineSink process(String process) {
            return file(directory.processFile(process));
        }

        private static LineSink file(Path file) {
            return (buffer, length) -> {
                try {
                    Files.write(
                            file, Arrays.copyOf(buffer, length), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
        }
    }
}

package dev.maat.suites.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.probe.NodeProbe;
import dev.maat.engine.probe.Step;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.injectors.HostCommand;
import dev.maat.injectors.Programs;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.suites.InProcesses;
import dev.maat.suites.SkippedSuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PySyncObj as total order broadcast, and what was found in it. It is run by name, as it needs a package index, which a machine that
 * builds Maat may lack.
 */
@InProcesses
class PySyncObjAlternate {
    private static final Path SOURCES = Path.of(System.getProperty("maat.root", "../.."), "impl", "pysyncobj")
            .toAbsolutePath()
            .normalize();
    private static final String NAME = "pysyncobj";
    private static final String DELIVERY = "uniform";
    private static final boolean PYTHON_REQUIRED = "required".equals(System.getProperty("maat.python"));
    private static final long INSTALL_LIMIT_MILLIS = 180_000;
    private static final long SCRIPT_LIMIT_MILLIS = 120_000;

    /** The sources, with the library beside them. */
    @TempDir
    static Path installed;

    @TempDir
    Path temp;

    @BeforeAll
    static void install() throws IOException {
        needs(Programs.here().find("python3") != null, "no python3 here");
        for (String file :
                List.of("manifest.json", "requirements.txt", "node.py", "conflict.py", "leader_changed.py")) {
            Files.copy(SOURCES.resolve(file), installed.resolve(file));
        }
        HostCommand.Outcome pip = python(
                INSTALL_LIMIT_MILLIS,
                List.of(
                        "-m",
                        "pip",
                        "install",
                        "--no-deps",
                        "--require-hashes",
                        "--target",
                        installed.resolve("lib").toString(),
                        "-r",
                        installed.resolve("requirements.txt").toString()));
        assertThat(pip.output()).doesNotContain("DO NOT MATCH THE HASHES");
        needs(pip.succeeded(), "pip cannot install PySyncObj (" + pip.output().strip() + ")");
    }

    private static void needs(boolean there, String reason) {
        if (PYTHON_REQUIRED) {
            assertThat(there).as("-Dmaat.python=required, but %s", reason).isTrue();
        }
        if (!there) {
            SkippedSuites.add("PySyncObjAlternate", reason);
        }
        assumeTrue(there, reason);
    }

    private static HostCommand.Outcome python(long limitMillis, List<String> words) {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(words);
        return HostCommand.run(limitMillis, Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1"), command);
    }

    /** What a script says that shows a defect without Maat. */
    private static String shown(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of(installed.resolve(script).toString()));
        words.addAll(List.of(arguments));
        HostCommand.Outcome outcome = python(SCRIPT_LIMIT_MILLIS, words);
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        return outcome.output();
    }

    private static Implementation implementation() {
        return Implementations.scan(installed).find(NAME);
    }

    @Test
    void theProbeIsContentWithTheNode() throws Exception {
        List<Step> steps = new ArrayList<>();

        assertThat(NodeProbe.probe(implementation(), steps::add))
                .as("%s", steps)
                .isTrue();
    }

    /** Less lies behind a conflict than one batch: 12 kB a second. */
    @Test
    void aSmallLoadKeepsItsOrderWhileANodeIsCutOffAndAnotherIsRestarted() throws Exception {
        Implementation pysyncobj = implementation();
        FaultPlan plan = new FaultPlan(
                List.of(
                        new PlannedFault(
                                1,
                                1_000,
                                1_500L,
                                new Fault.Partition(List.of(List.of("n1", "n2"), List.of("n3"))),
                                true),
                        new PlannedFault(2, 6_000, null, new Fault.Restart("n2", 300), true)),
                List.of());
        Scenario scenario = Scenario.of(NAME, "reliable", "total", 3, 7, new Workload(60, 32, 200, 9_000))
                .withImplementation(
                        NAME, pysyncobj.claim("total", DELIVERY), pysyncobj.membership(), pysyncobj.recovery())
                .withOption("delivery", DELIVERY)
                .withDeployment("processes", "tcp")
                .withBudgets(Budgets.DEFAULT.withGatherMillis(0))
                .withPlan(plan);

        ProcessRun run = ProcessRun.of(pysyncobj, scenario, temp.resolve("run"));

        assertThat(run.judgement().verdict())
                .as("%s %s", run.result().outcome(), run.judgement().reasons())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.result().outcome().withoutBite()).isEmpty();
        assertThat(run.judgement().property("total-order").applicable()).isGreaterThan(100);
        assertThat(ProcessRun.traces()).isEmpty();
    }

    @Test
    void aFormerLeaderWithMoreThanOneBatchBehindItsConflictDoesNotComeInStep() {
        assertThat(shown("conflict.py", "20")).contains("40 kB: in step", "400 kB: not in step");
    }

    @Test
    void aCommandWhoseGiverIsToldThatTheLeaderChangedIsCommittedAllTheSame() {
        assertThat(shown("leader_changed.py"))
                .contains(
                        "while the follower is paused: [['word'], ['word']]",
                        "told to the follower: LEADER_CHANGED",
                        "again: [['word', 'word'], ['word', 'word'], ['word', 'word']]");
    }
}

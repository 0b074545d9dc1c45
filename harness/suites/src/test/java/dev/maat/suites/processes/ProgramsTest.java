package dev.maat.suites.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.probe.NodeProbe;
import dev.maat.engine.probe.Step;
import dev.maat.faults.Fault;
import dev.maat.faults.PlannedFault;
import dev.maat.injectors.HostCommand;
import dev.maat.injectors.Programs;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.ScenarioJson;
import dev.maat.suites.InProcesses;
import dev.maat.suites.SkippedSuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example nodes in other languages speak the protocol, and the right property finds what they lack. */
@InProcesses
class ProgramsTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("maat.root", "../.."), "impl", "examples");
    private static final boolean PYTHON_REQUIRED = "required".equals(System.getProperty("maat.python"));
    private static final long COMPILE_LIMIT_MILLIS = 60_000;

    @TempDir
    Path temp;

    private static void needs(boolean there, String reason) {
        if (!there) {
            SkippedSuites.add("ProgramsTest", reason);
        }
        assumeTrue(there, reason);
    }

    private static void needsPython() {
        needs(PYTHON_REQUIRED || Programs.here().find("python3") != null, "no python3 here");
    }

    /** The example in C, compiled in a folder of its own. */
    private Implementation compiled() throws IOException {
        needs(Programs.here().find("cc") != null, "no cc here");
        for (String file : List.of("manifest.json", "node.c")) {
            Files.copy(EXAMPLES.resolve("c").resolve(file), temp.resolve(file));
        }
        HostCommand.Outcome outcome = HostCommand.run(
                COMPILE_LIMIT_MILLIS,
                List.of(
                        "cc",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-O2",
                        "-o",
                        temp.resolve("node").toString(),
                        temp.resolve("node.c").toString()));
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        return Implementations.scan(temp).find("naive-c");
    }

    private static Implementation python() {
        needsPython();
        return Implementations.scan(EXAMPLES.resolve("python")).find("naive-python");
    }

    private void losesMessagesAndIsFound(Implementation implementation) throws IOException {
        PlannedFault[] loss = new ProcessRun.Then()
                .lasting(800, 300, new Fault.Loss(List.of(), 30))
                .all();

        ProcessRun run = ProcessRun.of(
                implementation, ProcessRun.scenario(implementation, "fifo", 3, 1_500, loss), temp.resolve("run"));

        assertThat(run.result().outcome().end())
                .as("%s", run.result().outcome())
                .isEqualTo("complete");
        assertThat(run.result().outcome().withoutBite()).isEmpty();
        assertThat(run.judgement().verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(run.judgement().property("agreement").verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(run.judgement().property("fifo-gap-free").verdict()).isEqualTo(Verdict.VIOLATED);
        for (String id : List.of("delivery-integrity", "no-duplication", "no-unprovoked-exit", "validity")) {
            assertThat(run.judgement().property(id).verdict()).as(id).isEqualTo(Verdict.HOLDS);
        }
        assertThat(ProcessRun.traces()).isEmpty();
    }

    @Test
    void theNodeInPythonLosesMessagesAndAgreementFindsIt() throws Exception {
        losesMessagesAndIsFound(python());
    }

    @Test
    void theNodeInCLosesMessagesAndAgreementFindsIt() throws Exception {
        losesMessagesAndIsFound(compiled());
    }

    /** As after a {@code kill -9} of Maat: nothing of it is left to end its children. */
    @Test
    void whenTheHarnessIsKilledItsNodesEndEvenOneThatIsPaused() throws Exception {
        Implementation python = python();
        PlannedFault[] pause =
                new ProcessRun.Then().lasting(60_000, 0, new Fault.Pause("n2")).all();
        Path scenario = temp.resolve("given.json");
        ScenarioJson.write(ProcessRun.scenario(python, "fifo", 3, 60_000, pause), scenario);
        Process harness = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dmaat.implementations=" + python.folder(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.maat.engine.cli.Main",
                        "run",
                        "--scenario",
                        scenario.toString(),
                        "--out",
                        temp.resolve("killed").toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("output.txt").toFile())
                .start();
        Path lines = temp.resolve("killed/history/harness.jsonl");
        while (!Files.exists(lines) || !Files.readString(lines).contains("\"e\":\"fault\"")) {
            assertThat(harness.isAlive())
                    .as(Files.readString(temp.resolve("output.txt")))
                    .isTrue();
        }
        List<ProcessHandle> children = harness.descendants().toList();
        assertThat(children).hasSizeGreaterThan(3);

        harness.destroyForcibly();

        for (ProcessHandle child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    private static List<Step> probed(Implementation implementation) throws Exception {
        List<Step> steps = new ArrayList<>();
        assertThat(NodeProbe.probe(implementation, steps::add))
                .isEqualTo(steps.stream().allMatch(Step::ok));
        return steps;
    }

    @Test
    void theProbeIsContentWithTheNodeInPython() throws Exception {
        assertThat(probed(python()))
                .hasSizeGreaterThan(12)
                .allSatisfy(step -> assertThat(step.ok()).as("%s", step).isTrue());
    }

    @Test
    void theProbeIsContentWithTheNodeInC() throws Exception {
        assertThat(probed(compiled()))
                .allSatisfy(step -> assertThat(step.ok()).as("%s", step).isTrue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            if is_harness(control, token) | if is_harness(control, token) or True | turns a stranger away
            **({"last": True} if last else {}) | **{}                             | marks the last message
            dict.fromkeys(self.received, 0) | {}                                  | counts packets of peers
            - self.origin                 | + self.origin                         | has its time from the start
            "t": time.monotonic_ns() - self.origin | "t": (time.monotonic_ns() - self.origin) // 1000 | has its time from the start
            os.write(self.log, line)      | pass                                  | keeps what it said in its file
            {len(os.listdir(history))}    | {0}                                   | has a new name after a restart
            events=self.lines             | events=1                              | stops
            """)
    void theProbeNamesTheStepThatGoesWrongAndWhatWouldBeRight(String right, String wrong, String step)
            throws Exception {
        Step last = probed(pythonWith(right, wrong)).getLast();

        assertThat(last.name()).as("%s", last).isEqualTo(step);
        assertThat(last.ok()).isFalse();
        assertThat(last.found()).isNotBlank();
        assertThat(last.right()).isNotBlank();
    }

    /** The example in Python with a mistake, in a folder of its own. */
    private Implementation pythonWith(String right, String wrong) throws IOException {
        needsPython();
        String node = Files.readString(EXAMPLES.resolve("python/node.py"));
        assertThat(node).contains(right);
        Files.writeString(temp.resolve("node.py"), node.replace(right, wrong));
        Files.copy(EXAMPLES.resolve("python/manifest.json"), temp.resolve("manifest.json"));
        return Implementations.scan(temp).find("naive-python");
    }

    @Test
    void theProbeTellsHowANodeEndedThatDiesInTheMiddleOfAStep() throws Exception {
        Step last = probed(pythonWith("self.last_number = number", "sys.exit('no room for messages')"))
                .getLast();

        assertThat(last.name()).isEqualTo("multicasts");
        assertThat(last.found())
                .contains("n1's connection ended", "exit code 1")
                .containsOnlyOnce("no room for messages");
    }
}

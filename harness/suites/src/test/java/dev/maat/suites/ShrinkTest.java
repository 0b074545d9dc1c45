package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.contract.ProtocolCore;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.zoo.ZooProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Planted defects are shrunk to 1-minimal scenarios, and the test classes that come with them compile and fail for that reason, here under
 * JUnit 6. Its seconds are those of a few hundred runs.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ShrinkTest {
    private static final String RESULTS = "maat.results";
    private static final String IMPLEMENTATIONS = "maat.implementations";

    @TempDir
    Path work;

    private Path folders;

    @BeforeEach
    void packTheImplementations() throws IOException {
        folders = Files.createDirectories(work.resolve("implementations"));
        pack("zoo", ZooProvider.class);
        pack("reference", ReferenceProvider.class);
        System.setProperty(RESULTS, work.resolve("results").toString());
        System.setProperty(IMPLEMENTATIONS, folders.toString());
    }

    @AfterEach
    void forgetTheFolders() {
        System.clearProperty(RESULTS);
        System.clearProperty(IMPLEMENTATIONS);
    }

    private void pack(String module, Class<?> provider) throws IOException {
        String manifest = Files.readString(
                MaatCommand.root().resolve("impl/" + module + "/src/main/implementation/manifest.json"));
        ImplementationJar.folder(folders.resolve(module), manifest, List.of(provider, ReferenceProvider.class));
    }

    private MaatCommand maat(String... arguments) throws Exception {
        return MaatCommand.run(folders, work, arguments);
    }

    private String at(String name) {
        return work.resolve(name).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "zoo:hasty-flush, 7, virtual-synchrony, 2, 2",
        "zoo:stays-blocked, 3, send-liveness, 4, 0",
    })
    void aDefectIsShrunkToAMinimalScenario(String defect, long seed, String property, int maxFaults, int maxMessages)
            throws Exception {
        maat("run", "--implementation", defect, "--seed", Long.toString(seed), "--out", at("run"));

        MaatCommand shrunk = maat("shrink", at("run"), "--property", property, "--time", "10m", "--out", at("small"));

        assertThat(shrunk.exitCode()).as(shrunk.output()).isEqualTo(1);
        assertThat(shrunk.output()).contains(defect + " violates " + property, "1-minimal");
        Scenario smallest = ScenarioJson.read(work.resolve("small/minimal.scenario.json"));
        assertThat(smallest.plan().faults()).hasSizeLessThanOrEqualTo(maxFaults);
        assertThat(smallest.workload().messages()).hasSizeLessThanOrEqualTo(maxMessages);
        requireMinimal(smallest, defect, property);
        requireThatTheTestFailsForThatReason(property, defect);
    }

    /** By means of its own: the simulation alone, and removals from the text of the scenario. */
    private void requireMinimal(Scenario smallest, String defect, String property) {
        assertThat(violates(smallest, defect, property)).isTrue();
        List<PlannedFault> faults = smallest.plan().faults();
        for (PlannedFault fault : faults) {
            List<PlannedFault> others = new ArrayList<>(faults);
            others.remove(fault);
            assertThat(violates(
                            smallest.withPlan(
                                    new FaultPlan(others, smallest.plan().outside())),
                            defect,
                            property))
                    .as("without fault %s", fault)
                    .isFalse();
        }
        for (String message : smallest.workload().messages()) {
            String text = ScenarioJson.write(smallest)
                    .replaceFirst("\"" + message + "\"(, )?", "")
                    .replaceFirst(",  \\]", " ]")
                    .replaceFirst(", \\]", " ]");
            Scenario without = ScenarioJson.read("without " + message, text);
            assertThat(without.workload().messages()).doesNotContain(message);
            assertThat(violates(without, defect, property))
                    .as("without %s", message)
                    .isFalse();
        }
    }

    private static boolean violates(Scenario scenario, String defect, String property) {
        Judgement judgement =
                SimulatedRun.of(scenario, options -> core(defect, options)).judgement();
        return judgement.property(property).verdict() == Verdict.VIOLATED;
    }

    private static ProtocolCore core(String defect, Map<String, String> options) {
        return new ZooProvider().newCore(defect, options);
    }

    private void requireThatTheTestFailsForThatReason(String property, String defect) throws Exception {
        Path source = work.resolve("small").resolve(only("Test.java"));
        TestExecutionResult defective = execute(source, "defective");
        assertThat(defective.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(defective.getThrowable().orElseThrow())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(property)
                .hasMessageContaining("report.html");

        Path mended = Files.createDirectories(work.resolve("mended")).resolve(source.getFileName());
        String text = Files.readString(source);
        Files.writeString(
                mended, text.replace("\"implementation\" : \"" + defect + "\"", "\"implementation\" : \"reference\""));
        assertThat(Files.readString(mended)).isNotEqualTo(text);
        assertThat(execute(mended, "correct")).isEqualTo(TestExecutionResult.successful());
    }

    /** Compiles the class as it stands and runs its only test. */
    private TestExecutionResult execute(Path source, String name) throws Exception {
        Path classes = Files.createDirectories(work.resolve("classes-" + name));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        told,
                        told,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(compiled).as(told.toString(StandardCharsets.UTF_8)).isZero();
        Map<String, TestExecutionResult> ends = new TreeMap<>();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            thread.setContextClassLoader(loader);
            String type = source.getFileName().toString().replace(".java", "");
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(loader, type))
                                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                                    .build(),
                            new TestExecutionListener() {
                                @Override
                                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                    if (test.isTest()) {
                                        ends.put(test.getUniqueId(), result);
                                    }
                                }
                            });
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(ends).hasSize(1);
        return ends.values().iterator().next();
    }

    @Test
    void hostileTextsOfAScenarioStayInsideTheTestClass() throws Exception {
        maat("run", "--implementation", "zoo:swapped-pair", "--seed", "1", "--duration", "3s", "--out", at("run"));
        String hostile = "a\"b\\c\"\"\"d\\u0022e */ \u00e9 \ud83d\ude00 ${x} %s @y \\";
        Path file = work.resolve("run/scenario.json");
        String escaped = hostile.replace("\\", "\\\\").replace("\"", "\\\"");
        Files.writeString(
                file,
                Files.readString(file).replace("\"versions\" : {", "\"versions\" : {\"note\": \"" + escaped + "\","));
        Scenario whole = ScenarioJson.read(file);
        assertThat(whole.versions()).containsEntry("note", hostile);

        MaatCommand shrunk = maat("shrink", at("run"), "--time", "0s", "--out", at("small"));

        assertThat(shrunk.output()).contains("not minimal: the time was over");
        Path source = work.resolve("small/" + only(".java"));
        assertThat(execute(source, "hostile").getThrowable().orElseThrow()).hasMessageStartingWith("violated: ");
        Path classes = work.resolve("classes-hostile");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Field text = loader.loadClass(only(".java").replace(".java", "")).getDeclaredField("SCENARIO");
            text.setAccessible(true);
            assertThat(ScenarioJson.read("the constant", (String) text.get(null)))
                    .isEqualTo(whole);
        }
    }

    private String only(String ending) throws IOException {
        try (var files = Files.list(work.resolve("small"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .reduce((one, other) -> {
                        throw new AssertionError(one + " and " + other);
                    })
                    .orElseThrow();
        }
    }
}

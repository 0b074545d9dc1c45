package dev.maat.checkers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.maat.checkers.assertions.HistoryAssertions;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.checkers.recording.LineSink;
import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.checkers.recording.RecordedHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the README compile, word for word, and do what the README says. */
class ReadmeTest {
    private static final Path LOG = Path.of("examples/log-to-history");
    private static final boolean PYTHON_REQUIRED = "required".equals(System.getProperty("maat.python"));

    @TempDir
    Path folder;

    @Test
    void everyJavaSnippetIsCodeOfThisTestAndThePythonOneIsTheExample() throws IOException {
        String here = squeezed(Files.readString(Path.of("src/test/java/dev/maat/checkers/ReadmeTest.java")));
        List<String> java = snippets("java");
        assertThat(java).hasSize(3);
        assertThat(java).allSatisfy(snippet -> assertThat(here).contains(squeezed(snippet)));
        assertThat(snippets("python")).containsExactly(Files.readString(LOG.resolve("convert.py")));
    }

    @Test
    void aLogConvertedByTheExampleIsJudged() throws Exception {
        String log = Files.readString(LOG.resolve("app.log"));

        assertThat(Judge.judge(converted(log)).verdict()).isEqualTo(Verdict.HOLDS);
        Judgement broken = Judge.judge(converted(log.replace("0.400 b RECV c 1\n", "")));
        assertThat(broken.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(broken.property("virtual-synchrony").sentence()).contains("c.0:1");
    }

    private History converted(String log) throws IOException, InterruptedException {
        Path history = folder.resolve("app.jsonl");
        Path input = Files.writeString(folder.resolve("app.log"), log);
        ProcessBuilder python = new ProcessBuilder(
                        "python3", LOG.resolve("convert.py").toString())
                .redirectInput(input.toFile())
                .redirectOutput(history.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        int exit;
        try {
            exit = python.start().waitFor();
        } catch (IOException notHere) {
            assumeTrue(PYTHON_REQUIRED, "no python3 here: " + notHere.getMessage());
            throw notHere;
        }
        assertThat(exit).isZero();
        return Histories.read(history);
    }

    @Test
    void judgingAsShown() {
        assertThat(Judge.judge(Histories.parse(recorded())).verdict()).isNotEqualTo(Verdict.VIOLATED);
    }

    /** Compiled, never run, since there is no such history. */
    @SuppressWarnings("unused")
    private static void read() {
        History history = Histories.read(Path.of("run-17/history"));
        Judgement judgement = Profiles.ATOMIC.check(history);
        System.out.println(judgement.verdict().word());
        for (PropertyResult property : judgement.properties()) {
            if (property.verdict() == Verdict.VIOLATED) {
                System.out.println(property.id() + ": " + property.sentence());
                property.witness().forEach(event -> System.out.println("    " + event.line()));
            }
        }
    }

    /** Compiled, never run. */
    @SuppressWarnings("unused")
    private static void asserted() {
        HistoryAssertions.assertThat(Histories.read(Path.of("run-17/history")))
                .holds(Profiles.VIRTUALLY_SYNCHRONOUS)
                .satisfies(PropertyId.WEAK_TOTAL_ORDER)
                .exercised(PropertyId.VIRTUAL_SYNCHRONY, 30);
    }

    private static String recorded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        record(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void record(OutputStream log) {
        LineSink sink = (buffer, length) -> {
            try {
                log.write(buffer, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        LongSupplier clock = System::nanoTime;
        new HarnessRecorder(sink, clock)
                .header(RecordedHeader.primary("mine", "virtually-synchronous", "g1", List.of("n1", "n2"), Map.of()));
        ProcessRecorder process = new ProcessRecorder("n1.0", sink, clock);
        process.start();
        process.view("v1", 1, List.of("n1.0", "n2.0"), true, null);
        byte[] payload = process.send(1, 64, false);
        process.sent(1);
        process.deliver(payload, -1);
        process.closed();
    }

    private static List<String> snippets(String language) throws IOException {
        List<String> snippets = new ArrayList<>();
        StringBuilder open = null;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (open != null && line.equals("```")) {
                snippets.add(open.toString());
                open = null;
            } else if (open != null) {
                open.append(line).append('\n');
            } else if (line.equals("```" + language)) {
                open = new StringBuilder();
            }
        }
        return snippets;
    }

    /** Without the white space that a formatter may change. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}

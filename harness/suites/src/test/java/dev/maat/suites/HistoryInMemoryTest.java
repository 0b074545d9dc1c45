package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.JudgementJson;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.recording.CompactEvidence;
import dev.maat.checkers.recording.CompactText;
import dev.maat.checkers.recording.LineSink;
import dev.maat.engine.RunRequest;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.CoreFactory;
import dev.maat.simulation.EvidenceSink;
import dev.maat.simulation.Simulation;
import dev.maat.zoo.ZooProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A campaign judges histories that were never text. Here each of a hundred runs is made twice, once into memory and once into files,
 * and nothing that a judge or a reader of the history can ask differs.
 */
class HistoryInMemoryTest {
    private static final long DURATION_MILLIS = 2_000;
    private static final int SEEDS_OF_REFERENCE = 6;
    private static final int SEEDS_OF_DEFECT = 1;

    @TempDir
    private Path folder;

    private int runs;
    private int violated;

    @Test
    void theReferenceInEachOrderGivesTheSameHistoryInMemoryAndInFiles() throws IOException {
        Implementation reference = implementation("reference", "reference");
        for (String ordering : List.of("fifo", "causal", "total", "agreed")) {
            for (String delivery : List.of("plain", "uniform")) {
                for (int seed = 1; seed <= SEEDS_OF_REFERENCE; seed++) {
                    compare(drawn(reference, ordering, delivery, seed), SimulatedRun.REFERENCE);
                }
            }
        }

        assertThat(runs).isEqualTo(8 * SEEDS_OF_REFERENCE);
    }

    @Test
    void everyDefectOfTheZooGivesTheSameHistoryInMemoryAndInFiles() throws IOException {
        for (String defect : ZooProvider.names()) {
            Implementation implementation = implementation("zoo", defect);
            String ordering = implementation.claims().firstEntry().getKey();
            String delivery =
                    implementation.claims().firstEntry().getValue().firstEntry().getKey();
            for (int seed = 1; seed <= SEEDS_OF_DEFECT; seed++) {
                compare(
                        drawn(implementation, ordering, delivery, seed),
                        options -> new ZooProvider().newCore(defect, options));
            }
        }

        assertThat(runs).isEqualTo(ZooProvider.names().size() * SEEDS_OF_DEFECT);
        assertThat(violated).isPositive();
    }

    private static Implementation implementation(String folder, String name) {
        return Implementations.scan(MaatCommand.root().resolve("impl/" + folder + "/src/main"))
                .find(name);
    }

    private static Scenario drawn(Implementation implementation, String ordering, String delivery, long seed) {
        RunRequest request = RunRequest.usual("simulation", "udp", ordering, "test")
                .withDelivery(delivery)
                .withDurationMillis(DURATION_MILLIS);
        return request.draw(implementation, Simulation.capabilities("udp"), seed);
    }

    private void compare(Scenario scenario, CoreFactory factory) throws IOException {
        Map<String, ByteArrayOutputStream> files = new TreeMap<>();
        Simulation.run(scenario, factory, into(files));
        CompactEvidence evidence = new CompactEvidence();
        Simulation.run(scenario, factory, EvidenceSink.in(evidence));
        byte[] bytes = evidence.bytes();
        assertThat(bytes).isNotNull();

        Map<String, ByteArrayOutputStream> texts = new TreeMap<>();
        CompactText.write(bytes, name -> sink(name, texts));
        assertThat(strings(texts)).as("%s", scenario.seed()).isEqualTo(strings(files));

        History read = Histories.read(written(files));
        History inMemory = Histories.ofEvidence(bytes);
        assertThat(HistoryWriter.text(inMemory)).isEqualTo(HistoryWriter.text(read));
        assertThat(numbered(inMemory)).isEqualTo(numbered(read));
        String judgement = JudgementJson.text(Judge.judge(inMemory));
        assertThat(judgement).isEqualTo(JudgementJson.text(Judge.judge(read)));
        runs++;
        violated += judgement.contains("\"violated\"") ? 1 : 0;
    }

    /** The order in which processes and messages are numbered decides which violation is told first. */
    private static List<Object> numbered(History history) {
        List<Object> all = new ArrayList<>();
        all.add(history.eventCount());
        all.add(history.endNanos());
        all.add(history.warnings());
        for (int process = 0; process < history.processCount(); process++) {
            all.add(history.processName(process));
        }
        for (int message = 0; message < history.messages().count(); message++) {
            all.add(history.messageName(message));
        }
        history.logs().forEach(log -> all.add(log.name() + log.complete() + log.startEvent() + log.crash()));
        history.installs().forEach(install -> all.add(install.process() + " " + install.event()));
        all.add(history.faults());
        return all;
    }

    private Path written(Map<String, ByteArrayOutputStream> files) throws IOException {
        Path run = Files.createDirectory(folder.resolve("run-" + runs));
        for (Map.Entry<String, ByteArrayOutputStream> file : files.entrySet()) {
            Files.write(run.resolve(file.getKey() + ".jsonl"), file.getValue().toByteArray());
        }
        return run;
    }

    private static Map<String, String> strings(Map<String, ByteArrayOutputStream> files) {
        Map<String, String> strings = new TreeMap<>();
        files.forEach((name, bytes) -> strings.put(name, bytes.toString(StandardCharsets.UTF_8)));
        return strings;
    }

    private static LineSink sink(String name, Map<String, ByteArrayOutputStream> files) {
        ByteArrayOutputStream file = files.computeIfAbsent(name, absent -> new ByteArrayOutputStream());
        return (line, length) -> file.write(line, 0, length);
    }

    private static EvidenceSink into(Map<String, ByteArrayOutputStream> files) {
        return new EvidenceSink() {
            @Override
            public LineSink harness() {
                return sink("harness", files);
            }

            @Override
            public LineSink process(String process) {
                return sink(process, files);
            }
        };
    }
}

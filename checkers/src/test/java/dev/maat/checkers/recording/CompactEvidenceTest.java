package dev.maat.checkers.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.JudgementJson;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.compact.CompactOutput;
import dev.maat.checkers.compact.CompactReader;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactEvidenceTest {
    private static final int RUNS = 200;
    private static final int EVENTS = 120;

    /** Names that no file has, that JSON escapes, that are no text at all. */
    private static final List<String> HOSTILE = List.of(
            "n1",
            "\"quoted\\",
            "line\nbreak\u0000",
            "\u2028\u2029\u007f\u0085",
            "lone\ud800surrogate\udc00",
            "astral\ud83d\ude00",
            "n1.0:17",
            "é中",
            "x".repeat(1_000));

    private static final List<String> PROCESSES = List.of("n1.0", "n1.1", "a.0", "harness.0", "h.2", "Z.10");

    @TempDir
    private Path folder;

    /** One recorder of each form, driven alike. */
    private static final class Twins {
        final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
        final CompactEvidence evidence = new CompactEvidence();
        final Map<String, List<ProcessRecorder>> processes = new LinkedHashMap<>();
        final List<HarnessRecorder> harness;
        long now;

        Twins() {
            LongSupplier clock = () -> now;
            harness = List.of(new HarnessRecorder(sink("harness", files), clock), evidence.harness(clock));
            for (String name : PROCESSES) {
                processes.put(
                        name,
                        List.of(new ProcessRecorder(name, sink(name, files), clock), evidence.process(name, clock)));
            }
        }
    }

    private static LineSink sink(String name, Map<String, ByteArrayOutputStream> files) {
        ByteArrayOutputStream file = files.computeIfAbsent(name, absent -> new ByteArrayOutputStream());
        return (line, length) -> file.write(line, 0, length);
    }

    @Test
    void hostileNamesAndPayloadsGiveTheSameTextAndTheSameHistory() throws IOException {
        for (int seed = 0; seed < RUNS; seed++) {
            Twins twins = new Twins();
            record(twins, new Random(seed));
            byte[] bytes = twins.evidence.bytes();
            assertThat(bytes).isNotNull();

            Map<String, ByteArrayOutputStream> texts = new TreeMap<>();
            CompactText.write(bytes, name -> sink(name, texts));
            for (String name : twins.files.keySet()) {
                assertThat(texts.get(name).toString(StandardCharsets.UTF_8))
                        .as("%s of seed %d", name, seed)
                        .isEqualTo(twins.files.get(name).toString(StandardCharsets.UTF_8));
            }
            same(Histories.ofEvidence(bytes), Histories.read(written(seed, twins.files)), seed);
        }
    }

    private static void same(History inMemory, History read, int seed) {
        assertThat(HistoryWriter.text(inMemory)).as("seed %d", seed).isEqualTo(HistoryWriter.text(read));
        assertThat(names(inMemory)).isEqualTo(names(read));
        assertThat(JudgementJson.text(Judge.judge(inMemory))).isEqualTo(JudgementJson.text(Judge.judge(read)));
    }

    private static List<String> names(History history) {
        List<String> names = new ArrayList<>();
        for (int process = 0; process < history.processCount(); process++) {
            names.add(history.processName(process));
        }
        for (int message = 0; message < history.messages().count(); message++) {
            names.add(history.messageName(message));
        }
        return names;
    }

    private Path written(int seed, Map<String, ByteArrayOutputStream> files) throws IOException {
        Path run = Files.createDirectory(folder.resolve("run-" + seed));
        for (Map.Entry<String, ByteArrayOutputStream> file : files.entrySet()) {
            Files.write(run.resolve(file.getKey() + ".jsonl"), file.getValue().toByteArray());
        }
        return run;
    }

    private static void record(Twins twins, Random random) {
        Map<String, Integer> sends = new LinkedHashMap<>();
        Map<String, Integer> returns = new LinkedHashMap<>();
        List<byte[]> payloads = new ArrayList<>(hostilePayloads());
        twins.harness.forEach(
                it -> it.header(RecordedHeader.primary("x", "atomic", "g1", List.of("n1", "a"), Map.of())));
        twins.processes.values().forEach(both -> both.forEach(ProcessRecorder::start));
        for (int i = 0; i < EVENTS; i++) {
            twins.now += random.nextInt(3) * 1_000_000L;
            String process = PROCESSES.get(random.nextInt(PROCESSES.size()));
            List<ProcessRecorder> both = twins.processes.get(process);
            String text = HOSTILE.get(random.nextInt(HOSTILE.size()));
            boolean on = random.nextBoolean();
            switch (random.nextInt(16)) {
                case 0, 1 -> {
                    int number = sends.merge(process, 1, Integer::sum);
                    int size = random.nextInt(60);
                    boolean last = random.nextInt(10) == 0;
                    both.forEach(it -> payloads.add(it.send(number, size, last)));
                }
                case 2, 3, 4, 5 -> {
                    byte[] payload =
                            payloads.get(random.nextInt(payloads.size())).clone();
                    if (random.nextInt(5) == 0) {
                        payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    long place = random.nextInt(3) == 0 ? -1 : random.nextLong(1L << random.nextInt(1, 62));
                    both.forEach(it -> it.deliver(payload, place));
                }
                case 6 -> {
                    if (returns.getOrDefault(process, 0) < sends.getOrDefault(process, 0)) {
                        int number = returns.merge(process, 1, Integer::sum);
                        both.forEach(it -> {
                            if (on) {
                                it.sent(number);
                            } else {
                                it.failed(number);
                            }
                        });
                    }
                }
                case 7 -> {
                    List<String> members = random.nextBoolean() ? PROCESSES : List.of(process, text + ".3");
                    List<String> transitional = random.nextBoolean() ? null : members.subList(0, 1);
                    long seq = random.nextInt(3) - 1;
                    both.forEach(it -> it.view(text, seq, members, on, transitional));
                }
                case 8 -> both.forEach(it -> it.phase(text, on));
                case 9 -> both.forEach(it -> it.suspect(text, on));
                case 10 -> both.forEach(it -> it.state(on ? "in" : "out", text, "0123456789abcdef"));
                case 11 -> {
                    long buffered = random.nextLong();
                    both.forEach(it -> it.sample(buffered, 1_000));
                }
                case 12 -> both.forEach(it -> it.safe(on ? "?" : text + ".7:12"));
                case 13 -> both.forEach(it -> it.lostquorum(on));
                case 14 ->
                    both.forEach(it -> {
                        it.block();
                        it.unblock();
                        it.overlap(text);
                    });
                default ->
                    twins.harness.forEach(it -> it.faultAtOnce(
                            1 + twins.now, twins.now, "kill", Map.of("node", text), on, Map.of("killed", 1)));
            }
        }
        twins.processes.get("n1.0").forEach(ProcessRecorder::closed);
        twins.harness.forEach(it -> it.crashUnprovoked("a.0", HOSTILE.get(2)));
        twins.harness.forEach(it -> it.end("complete"));
    }

    private static List<byte[]> hostilePayloads() {
        List<byte[]> payloads = new ArrayList<>();
        payloads.add(new byte[] {0});
        payloads.add(new byte[] {0, 0});
        payloads.add(new byte[] {0, 4, (byte) 0xff, (byte) 0xfe, 'x', 'y'});
        for (String name : HOSTILE) {
            byte[] id = (name + ".0:5").getBytes(StandardCharsets.UTF_8);
            byte[] payload = new byte[id.length + 20];
            payload[0] = (byte) (id.length >>> 8);
            payload[1] = (byte) id.length;
            System.arraycopy(id, 0, payload, 2, id.length);
            payloads.add(payload);
        }
        return payloads;
    }

    @Test
    void aPayloadThatTheImplementationWroteToHasTheHashOfWhatWasDelivered() {
        CompactEvidence evidence = new CompactEvidence();
        evidence.harness(() -> 0).header(RecordedHeader.primary("x", "atomic", "g1", List.of("n1"), Map.of()));
        ProcessRecorder recorder = evidence.process("n1.0", () -> 0);
        recorder.start();
        byte[] payload = recorder.send(1, 40, false);
        payload[payload.length - 1]++;
        recorder.deliver(payload, 1);

        History history = Histories.ofEvidence(evidence.bytes());

        assertThat(history.payloadDiffers(history.logs().getFirst(), 2)).isTrue();
    }

    @Test
    void aHistoryThatIsTooLongIsNotKept() {
        CompactEvidence evidence = new CompactEvidence();
        ProcessRecorder recorder = evidence.process("n1.0", () -> 0);
        for (int i = 0; i < CompactEvidence.MAX_BYTES / 4; i++) {
            recorder.sample(1L << 40, 1L << 40);
        }

        assertThat(evidence.bytes()).isNull();
    }

    @Test
    void aViewWithoutMembersIsRefusedInMemoryAsInFiles() throws IOException {
        Twins twins = new Twins();
        for (HarnessRecorder one : twins.harness) {
            one.header(RecordedHeader.primary("x", "atomic", "g1", List.of("n1"), Map.of()));
        }
        for (ProcessRecorder one : twins.processes.get("n1.0")) {
            one.start();
            one.view("v1", 1, List.of(), true, null);
        }
        Path history = Files.createDirectories(folder.resolve("history"));
        for (String name : List.of("harness", "n1.0")) {
            Files.write(history.resolve(name + ".jsonl"), twins.files.get(name).toByteArray());
        }

        assertThatThrownBy(() -> Histories.read(history)).hasMessageContaining("a view without members");
        assertThatThrownBy(() -> Histories.ofEvidence(twins.evidence.bytes()))
                .isInstanceOf(HistoryInputException.class)
                .hasMessageContaining("a view without members");
    }

    @Test
    void bytesThatAreNoHistoryAreRefusedBeforeTheyTakeMemory() {
        CompactOutput words = new CompactOutput();
        words.number(CompactReader.MAX_WORDS + 1L);
        for (int i = 0; i <= CompactReader.MAX_WORDS; i++) {
            words.text("");
        }

        assertThatThrownBy(() -> Histories.ofEvidence(words.toBytes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is more than " + CompactReader.MAX_WORDS);
        assertThatThrownBy(() -> Histories.ofEvidence(new byte[] {1})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHistoryOfMoreNamesThanAreReadIsNotKept() {
        CompactEvidence evidence = new CompactEvidence();
        evidence.harness(() -> 0).header(RecordedHeader.primary("x", "atomic", "g1", List.of("n1"), Map.of()));
        ProcessRecorder recorder = evidence.process("n1.0", () -> 0);
        for (int i = 0; i <= CompactReader.MAX_WORDS; i++) {
            recorder.suspect("p" + i, true);
        }

        assertThat(evidence.bytes()).isNull();
    }
}

package dev.maat.checkers.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private final List<String> lines = new ArrayList<>();
    private long now = 1000;
    private final LineSink sink = (buffer, length) -> lines.add(new String(buffer, 0, length, StandardCharsets.UTF_8));
    private final ProcessRecorder recorder = new ProcessRecorder("n1.0", sink, () -> now += 100);

    @Test
    void keysAreWrittenInTheOrderOfTheFormat() {
        recorder.start();
        recorder.view("1@n1.0", 1, List.of("n1.0", "n2.0"), true, List.of("n1.0"));
        byte[] payload = recorder.send(17, 40, true);
        recorder.sent(17);
        recorder.failed(18);
        recorder.deliver(payload, 4);
        recorder.safe("n1.0:17");
        recorder.block();
        recorder.unblock();
        recorder.phase("flush", true);
        recorder.suspect("n2.0", false);
        recorder.state("in", "1@n1.0", "77ab");
        recorder.leave();
        recorder.left();
        recorder.excluded();
        recorder.lostquorum(true);
        recorder.overlap("deliver");
        recorder.sample(10, 20);
        recorder.closed();
        String hash = Payloads.hash(payload);
        assertThat(lines)
                .containsExactly(
                        "{\"p\":\"n1.0\",\"t\":1100,\"e\":\"start\"}\n",
                        "{\"p\":\"n1.0\",\"t\":1200,\"e\":\"view\",\"id\":\"1@n1.0\",\"seq\":1,"
                                + "\"members\":[\"n1.0\",\"n2.0\"],\"primary\":true,\"transitional\":[\"n1.0\"]}\n",
                        "{\"p\":\"n1.0\",\"t\":1300,\"e\":\"send\",\"m\":\"n1.0:17\",\"hash\":\"" + hash
                                + "\",\"size\":40,\"last\":true}\n",
                        "{\"p\":\"n1.0\",\"t\":1400,\"e\":\"sent\",\"m\":\"n1.0:17\"}\n",
                        "{\"p\":\"n1.0\",\"t\":1500,\"e\":\"failed\",\"m\":\"n1.0:18\"}\n",
                        "{\"p\":\"n1.0\",\"t\":1600,\"e\":\"deliver\",\"m\":\"n1.0:17\",\"hash\":\"" + hash
                                + "\",\"place\":4}\n",
                        "{\"p\":\"n1.0\",\"t\":1700,\"e\":\"safe\",\"m\":\"n1.0:17\"}\n",
                        "{\"p\":\"n1.0\",\"t\":1800,\"e\":\"block\"}\n",
                        "{\"p\":\"n1.0\",\"t\":1900,\"e\":\"unblock\"}\n",
                        "{\"p\":\"n1.0\",\"t\":2000,\"e\":\"phase\",\"name\":\"flush\",\"on\":true}\n",
                        "{\"p\":\"n1.0\",\"t\":2100,\"e\":\"suspect\",\"who\":\"n2.0\",\"on\":false}\n",
                        "{\"p\":\"n1.0\",\"t\":2200,\"e\":\"state\",\"dir\":\"in\",\"view\":\"1@n1.0\",\"digest\":\"77ab\"}\n",
                        "{\"p\":\"n1.0\",\"t\":2300,\"e\":\"leave\"}\n",
                        "{\"p\":\"n1.0\",\"t\":2400,\"e\":\"left\"}\n",
                        "{\"p\":\"n1.0\",\"t\":2500,\"e\":\"excluded\"}\n",
                        "{\"p\":\"n1.0\",\"t\":2600,\"e\":\"lostquorum\",\"on\":true}\n",
                        "{\"p\":\"n1.0\",\"t\":2700,\"e\":\"overlap\",\"with\":\"deliver\"}\n",
                        "{\"p\":\"n1.0\",\"t\":2800,\"e\":\"sample\",\"buffered\":10,\"bound\":20}\n",
                        "{\"p\":\"n1.0\",\"t\":2900,\"e\":\"closed\",\"events\":18}\n");
    }

    @Test
    void noLineIsWrittenAfterClosed() {
        recorder.closed();
        assertThatThrownBy(recorder::block).isInstanceOf(IllegalStateException.class);
        assertThat(lines).hasSize(1);
    }

    @Test
    void harnessLinesAreWrittenInTheOrderOfTheFormat() {
        HarnessRecorder harness = new HarnessRecorder(sink, () -> now += 100);
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("seed", 7);
        harness.header(RecordedHeader.primary("reference", "atomic", "g1", List.of("n1", "n2"), more));
        harness.faultOn(4, 1093, "partition", Map.of("groups", List.of(List.of("n1"), List.of("n2"))));
        harness.faultOff(4, 1193, true, Map.of("dropped", Map.of("n1>n2", 511)));
        harness.faultAtOnce(5, 1290, "kill", Map.of("node", "n2"), true, Map.of("killed", 1));
        harness.crash("n2.0", 5);
        harness.crashUnprovoked("n1.0");
        harness.quiet(List.of("n1"), Map.of("links", "ok"));
        harness.end("complete");
        assertThat(lines)
                .containsExactly(
                        "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"reference\",\"claims\":\"atomic\","
                                + "\"membership\":\"primary\",\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\"],"
                                + "\"clock\":{\"source\":\"host-monotonic\",\"errorNanos\":0},\"places\":\"view\","
                                + "\"sendOrder\":\"return\",\"seed\":7}\n",
                        "{\"t\":1100,\"e\":\"fault\",\"id\":4,\"on\":true,\"requested\":1093,\"kind\":\"partition\","
                                + "\"detail\":{\"groups\":[[\"n1\"],[\"n2\"]]}}\n",
                        "{\"t\":1200,\"e\":\"fault\",\"id\":4,\"on\":false,\"requested\":1193,\"bit\":true,"
                                + "\"effect\":{\"dropped\":{\"n1>n2\":511}}}\n",
                        "{\"t\":1300,\"e\":\"fault\",\"id\":5,\"on\":true,\"requested\":1290,\"kind\":\"kill\","
                                + "\"detail\":{\"node\":\"n2\"},\"bit\":true,\"effect\":{\"killed\":1}}\n",
                        "{\"p\":\"n2.0\",\"t\":1400,\"e\":\"crash\",\"cause\":5}\n",
                        "{\"p\":\"n1.0\",\"t\":1500,\"e\":\"crash\",\"cause\":\"unprovoked\"}\n",
                        "{\"t\":1600,\"e\":\"quiet\",\"core\":[\"n1\"],\"probes\":{\"links\":\"ok\"}}\n",
                        "{\"t\":1700,\"e\":\"end\",\"reason\":\"complete\"}\n");
    }

    @Property(tries = 300)
    void hostileNamesStayOnOneLineAndAreReadBackUnchanged(@ForAll String name, @ForAll String digest) throws Exception {
        List<byte[]> written = new ArrayList<>();
        ProcessRecorder any = new ProcessRecorder(
                name + "x.0", (buffer, length) -> written.add(java.util.Arrays.copyOf(buffer, length)), () -> 1);
        any.state("in", name, digest);
        byte[] line = written.get(0);
        assertThat(new String(line, StandardCharsets.UTF_8))
                .containsOnlyOnce("\n")
                .endsWith("\n");
        Map<?, ?> read = new ObjectMapper().readValue(line, Map.class);
        assertThat(read.get("p")).isEqualTo(name + "x.0");
        assertThat(read.get("view")).isEqualTo(name);
        assertThat(read.get("digest")).isEqualTo(digest);
    }

    @Property(tries = 300)
    void payloadsCarryTheirIdAndOtherBytesCarryNone(@ForAll @IntRange(min = 1) int number, @ForAll byte[] noise) {
        String id = "n1.0:" + number;
        byte[] payload = Payloads.encode(id, 64);
        assertThat(payload).hasSize(64).isEqualTo(Payloads.encode(id, 64));
        assertThat(Payloads.messageId(payload)).isEqualTo(id);
        assertThat(Payloads.messageId(Payloads.encode(id, 0))).isEqualTo(id);
        String read = Payloads.messageId(noise);
        assertThat(read.equals("?") || Payloads.isMessageId(read)).isTrue();
    }

    @Test
    void payloadsWithoutAReadableIdAreRecordedAsUnreadable() {
        assertThat(recorder.deliver(new byte[] {0, 9, 'n'}, -1)).isEqualTo("?");
        assertThat(recorder.deliver("\0\7n1.0:01".getBytes(StandardCharsets.UTF_8), -1))
                .isEqualTo("?");
        assertThat(lines.get(0)).contains("\"m\":\"?\"").doesNotContain("place");
        assertThatThrownBy(() -> Payloads.encode("n1.0", 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void statesAreEqualIfTheSameMessagesCameInAnyOrder() {
        RecordedApplication a = new RecordedApplication();
        RecordedApplication b = new RecordedApplication();
        assertThat(a.digest()).isEqualTo(b.digest());
        a.deliver("n1.0:1");
        a.deliver("n2.0:1");
        b.deliver("n2.0:1");
        assertThat(a.digest()).isNotEqualTo(b.digest());
        b.deliver("n1.0:1");
        assertThat(a.digest()).isEqualTo(b.digest());
        b.deliver("n1.0:2");
        assertThat(a.digest()).isNotEqualTo(b.digest());
        b.load(a.snapshot());
        assertThat(b.digest()).isEqualTo(a.digest());
        assertThat(b.count()).isEqualTo(2);
        assertThatThrownBy(() -> b.load(new byte[3])).isInstanceOf(IllegalArgumentException.class);
        assertThat(b.digest()).isEqualTo(a.digest());
    }

    @Test
    void aLongStateIsLoadedOnlyIfEveryByteOfItIsRight() {
        RecordedApplication a = new RecordedApplication(10_000);
        RecordedApplication b = new RecordedApplication(10_000);
        a.deliver("n1.0:1");
        byte[] state = a.snapshot();
        assertThat(state).hasSize(10_000);

        b.load(state);
        assertThat(b.digest()).isEqualTo(a.digest());

        byte[] damaged = state.clone();
        damaged[7_777]++;
        assertThatThrownBy(() -> b.load(damaged)).hasMessageContaining("byte 7777 is wrong");
        assertThatThrownBy(() -> b.load(Arrays.copyOf(state, 9_999))).hasMessageContaining("byte 9999 is wrong");
        assertThat(b.snapshot()).isEqualTo(state);
    }
}

package dev.maat.node.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NODE-PROTOCOL.md and the schema beside it say what the codec does. */
class NodeProtocolDocumentTest {
    private static final Path DOCUMENT = Path.of("NODE-PROTOCOL.md");
    private static final Path SCHEMA = Path.of("node-protocol-v2.schema.json");
    private static final String HARNESS = "> ";
    private static final String NODE = "< ";

    private final Schema schema = schema();

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean isValid(String line) {
        return schema.validate(line, InputFormat.JSON).isEmpty();
    }

    private static List<String> session() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf("```session\n") + "```session\n".length();
        return document.substring(begin, document.indexOf("```", begin)).lines().toList();
    }

    @Test
    void everyLineOfTheWorkedSessionIsOneOfItsSide() throws IOException {
        assertThat(session()).hasSizeGreaterThan(10).allSatisfy(line -> {
            byte[] bytes = line.substring(2).getBytes(StandardCharsets.UTF_8);
            assertThat(isValid(line.substring(2))).as(line).isTrue();
            if (line.startsWith(HARNESS)) {
                assertThatCode(() -> Codec.command(bytes)).as(line).doesNotThrowAnyException();
            } else if (Codec.isAnswer(bytes)) {
                assertThatCode(() -> Codec.answer(bytes)).as(line).doesNotThrowAnyException();
            } else {
                assertThat(line).startsWith(NODE).contains("\"p\":", "\"t\":", "\"e\":");
            }
        });
    }

    static Stream<String> written() {
        return Stream.concat(
                        CodecTest.commands().stream().map(Codec::encode),
                        CodecTest.answers().stream().map(Codec::encode))
                .map(line -> new String(line, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("written")
    void theSchemaTakesWhatTheCodecWrites(String line) {
        assertThat(isValid(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cmd\":\"multicast\",\"number\":0,\"size\":1,\"last\":false}",
                "{\"cmd\":\"dance\"}",
                "{\"cmd\":\"stop\",\"now\":true}",
                "{\"answer\":\"beat\"}",
                "{\"answer\":\"started\",\"process\":7,\"founder\":true}",
                "{\"e\":\"start\"}",
                "[]"
            })
    void theSchemaRefusesWhatIsNoLine(String line) {
        assertThat(isValid(line)).isFalse();
    }

    @Test
    void theDocumentNamesEveryExitCodeAndEveryBound() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (ExitCode code : ExitCode.values()) {
            assertThat(document).contains("| " + code.code() + " |");
        }
        assertThat(document)
                .contains(String.format("%,d bytes", Protocol.MAX_LINE_BYTES))
                .contains("every " + Protocol.BEAT_MILLIS + " ms")
                .contains("more than " + Protocol.MAX_CLOCK_DISTANCE_NANOS / 1_000_000_000L + " s away")
                .contains("# The node protocol, version " + Protocol.VERSION);
    }
}

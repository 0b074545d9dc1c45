package dev.maat.checkers.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.maat.checkers.Histories;
import dev.maat.checkers.Profile;
import dev.maat.checkers.Profiles;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema of a line accepts the lines that the reader accepts. */
public class SchemaTest {
    private static final String HEADER =
            "{\"format\":\"maat-history\",\"version\":1,\"claims\":\"reliable\",\"generation\":\"g1\"}\n";
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try (InputStream in = Histories.class.getResourceAsStream("history-v1.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/examples"))) {
            return files.filter(file -> file.toString().contains(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyLineOfEveryExampleIsValidExceptTheSpoiltOnes(Path file) throws IOException {
        List<String> invalid = new ArrayList<>();
        for (String line : lines(file)) {
            if (!valid(line)) {
                invalid.add(line);
            }
        }
        String name = file.getFileName().toString();
        boolean spoilt = name.startsWith("text-");
        assertThat(invalid).as(name).hasSize(spoilt ? 1 : 0);
    }

    @Test
    void theLinesOfTheFormatsOwnDocumentationAreValid() throws IOException {
        List<String> lines = Files.readString(Path.of("HISTORY-FORMAT.md"))
                .lines()
                .filter(line -> line.startsWith("{"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(20).allMatch(SchemaTest::valid);
    }

    @Test
    void theClaimsOfTheSchemaAreTheNamesOfTheCatalogue() throws IOException {
        JsonNode schema;
        try (InputStream in = Histories.class.getResourceAsStream("history-v1.schema.json")) {
            schema = new ObjectMapper().readTree(in);
        }
        List<String> names = new ArrayList<>();
        schema.at("/$defs/claim/enum").forEach(name -> names.add(name.textValue()));
        List<String> expected = new ArrayList<>();
        Profiles.all().stream().map(Profile::name).forEach(expected::add);
        for (PropertyId property : PropertyId.values()) {
            if (PropertyId.named(property.id()) != null) {
                expected.add(property.id());
            }
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"",
                "[]",
                "17",
                "{\"p\":\"n1.0\",\"t\":1}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"dance\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":7}",
                "{\"t\":1,\"e\":\"start\"}",
                "{\"p\":\"n1\",\"t\":1,\"e\":\"start\"}",
                "{\"p\":\"n1.\",\"t\":1,\"e\":\"start\"}",
                "{\"p\":7,\"t\":1,\"e\":\"start\"}",
                "{\"p\":\"n1.0\",\"e\":\"start\"}",
                "{\"p\":\"n1.0\",\"t\":\"1\",\"e\":\"start\"}",
                "{\"p\":\"n1.0\",\"t\":1.5,\"e\":\"start\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"seq\":1,\"members\":[\"n1.0\"]}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"v\",\"members\":[\"n1.0\"]}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"v\",\"seq\":1}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"v\",\"seq\":1,\"members\":[]}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"v\",\"seq\":1,\"members\":[\"n1\"]}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"v\",\"seq\":1,\"members\":[\"n1.0\"],\"primary\":1}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"v\",\"seq\":1,\"members\":[\"n1.0\"],\"kind\":\"odd\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"v\",\"seq\":1,\"members\":[\"n1.0\"],\"kind\":\"transitional\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\",\"m\":\"n1.0:0\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\",\"m\":\"n1.0\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\",\"m\":\"?\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\",\"m\":\"n1.0:1\",\"hash\":\"xyz\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\",\"m\":\"n1.0:1\",\"size\":-2}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\",\"m\":\"n1.0:1\",\"last\":\"yes\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"deliver\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"deliver\",\"m\":\"n1.0:1\",\"place\":\"first\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"phase\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"suspect\",\"on\":true}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"state\",\"dir\":\"up\",\"view\":\"v\",\"digest\":\"d\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"state\",\"dir\":\"in\",\"digest\":\"d\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"sample\",\"buffered\":1}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"closed\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"crash\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"crash\",\"cause\":true}",
                "{\"t\":1,\"e\":\"crash\",\"cause\":1}",
                "{\"t\":1,\"e\":\"fault\",\"on\":true}",
                "{\"t\":1,\"e\":\"fault\",\"id\":1}",
                "{\"t\":1,\"e\":\"quiet\"}",
                "{\"t\":1,\"e\":\"quiet\",\"core\":\"n1\"}",
                "{\"t\":1,\"e\":\"end\",\"reason\":\"bored\"}",
                "{\"t\":1,\"e\":\"end\"}",
                "{\"e\":\"end\",\"reason\":\"complete\"}",
                "{\"format\":\"other\",\"version\":1}",
                "{\"format\":\"maat-history\",\"version\":2}",
                "{\"format\":\"maat-history\"}",
                "{\"format\":\"maat-history\",\"version\":1,\"claims\":\"perfect\"}",
                "{\"format\":\"maat-history\",\"version\":1,\"claims\":[\"fifo\",\"perfect\"]}",
                "{\"format\":\"maat-history\",\"version\":1,\"membership\":\"open\"}",
                "{\"format\":\"maat-history\",\"version\":1,\"membership\":\"static\"}",
                "{\"format\":\"maat-history\",\"version\":1,\"places\":\"here\"}",
                "{\"format\":\"maat-history\",\"version\":1,\"sendOrder\":\"any\"}",
                "{\"format\":\"maat-history\",\"version\":1,\"nodes\":\"n1\"}"
            })
    void theSchemaRefusesALineThatTheReaderRefuses(String line) {
        String start = "{\"p\":\"n9.0\",\"t\":1,\"e\":\"start\"}\n";
        String text = line.contains("format") ? line + "\n" + start : HEADER + line + "\n" + start;

        assertThat(readable(text)).as("the reader").isFalse();
        assertThat(valid(line)).as("the schema").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"p\":\"n.1:a.0\",\"t\":1,\"e\":\"start\",\"mood\":{\"a\":[1]}}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"deliver\",\"m\":\"?\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"safe\",\"m\":\"?\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"x-mood\",\"m\":17}",
                "{\"t\":1,\"e\":\"x-note\"}",
                "{\"p\":\"n1.0\",\"t\":-5,\"e\":\"phase\",\"name\":\"flush\"}",
                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"crash\",\"cause\":\"unprovoked\"}",
                "{\"t\":1,\"e\":\"fault\",\"id\":\"f-1\",\"on\":false,\"effect\":7}",
                "{\"t\":1,\"e\":\"quiet\",\"core\":[]}"
            })
    void theSchemaAcceptsALineThatTheReaderAccepts(String line) {
        assertThat(readable(HEADER + line + "\n")).as("the reader").isTrue();
        assertThat(valid(line)).as("the schema").isTrue();
    }

    /** Whether a single line is valid against the schema. */
    public static boolean valid(String line) {
        try {
            return SCHEMA.validate(line, InputFormat.JSON).isEmpty();
        } catch (java.io.UncheckedIOException noJson) {
            return false;
        }
    }

    private static boolean readable(String text) {
        try {
            Histories.parse(text);
            return true;
        } catch (HistoryInputException refused) {
            return false;
        }
    }

    private static List<String> lines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".gz")) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
}

package dev.maat.engine.cli.shrink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Spelling;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.shrink.Violation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The run or the scenario that is to be shrunk.
 *
 * @param told the violated properties of the run's verdict, the leading one first; empty where there is no verdict
 */
record ShrinkSource(Path path, Scenario scenario, List<Violation> told) {
    private static final String SCENARIO = "scenario.json";
    private static final String VERDICT = "verdict.json";
    private static final int MAX_VERDICT_BYTES = 64 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ShrinkSource read(Path path) {
        if (!Files.isDirectory(path)) {
            return new ShrinkSource(path, ScenarioJson.read(path), List.of());
        }
        if (!Files.isRegularFile(path.resolve(SCENARIO))) {
            throw new ArgumentException(path + " holds no " + SCENARIO
                    + "; give the folder of a run (of a campaign: one of its seed folders), or a scenario file");
        }
        Scenario scenario = ScenarioJson.read(path.resolve(SCENARIO));
        Path verdict = path.resolve(VERDICT);
        return new ShrinkSource(path, scenario, Files.isRegularFile(verdict) ? violations(verdict) : List.of());
    }

    private static List<Violation> violations(Path verdict) {
        try (InputStream in = Files.newInputStream(verdict)) {
            JsonNode root = JSON.readTree(in.readNBytes(MAX_VERDICT_BYTES));
            Stream.Builder<Violation> found = Stream.builder();
            for (JsonNode property : root.path("properties")) {
                if (property.path("verdict").asText().equals("violated")) {
                    found.add(new Violation(
                            property.path("id").asText(),
                            property.path("sentence").asText()));
                }
            }
            return found.build().toList();
        } catch (JsonProcessingException notJson) {
            throw new ArgumentException(
                    verdict + ": is not the verdict of a run: " + notJson.getOriginalMessage(), notJson);
        } catch (IOException e) {
            throw new ArgumentException(verdict + ": cannot be read: " + e, e);
        }
    }

    /** The violation of one property as the verdict tells it. */
    Optional<Violation> told(String property) {
        return told.stream().filter(one -> one.property().equals(property)).findFirst();
    }

    /** The folder for the result unless another is named: beside the run's folder or the file. */
    Path defaultTarget() {
        Path whole = path.toAbsolutePath().normalize();
        Path last = whole.getFileName();
        String name = last == null ? "run" : last.toString();
        return path.resolveSibling(name.replaceFirst("\\.json$", "") + "-shrunk");
    }

    /** Makes sure that there is such a property. */
    static void requireProperty(@Nullable String id) {
        if (id != null && PropertyId.named(id) == null) {
            List<String> known =
                    Stream.of(PropertyId.values()).map(PropertyId::id).toList();
            String hint = Spelling.hint(id, known);
            throw new ArgumentException("--property: there is no property '" + id + "'"
                    + (hint.isEmpty() ? "; the properties are " + String.join(", ", known) : hint));
        }
    }
}

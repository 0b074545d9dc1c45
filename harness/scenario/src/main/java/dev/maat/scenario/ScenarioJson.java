package dev.maat.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.contract.Limits;
import dev.maat.faults.FaultPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scenario file: one JSON object, version 1. Strict: an unknown key is an error, so a misspelt one is never ignored. A key that
 * is absent has the default shown. Only {@code format}, {@code version}, {@code implementation}, {@code nodes}, {@code seed} and
 * {@code workload} are required.
 *
 * <pre>{@code
 * {
 *   "format": "maat-scenario", "version": 1,
 *   "implementation": "reference",           as the implementation's manifest offers it
 *   "claims": ["atomic"],                     profile claimed, or property ids; with [] there is no overall verdict
 *   "membership": "primary",                  or "partitionable", "static" (no views; then all nodes are founders)
 *   "recovery": "none",                       or "resume": nodes of a static group keep their state over a restart
 *   "deployment": "simulation",               or "processes", "containers"
 *   "transport": "udp",                       or "multicast", "tcp"
 *   "options": {"ordering": "total"},         of the implementation
 *   "generation": "g1",
 *   "nodes": ["n1", "n2", "n3"],              rank order
 *   "founders": 3,                            how many of them found the group; default all
 *   "seed": 7,
 *   "workload": {"messagesPerSecond": 50, "minPayloadBytes": 32, "maxPayloadBytes": 2048, "durationMillis": 30000,
 *                "shape": "even",                   or "bursts", "hot-sender", "few-senders"
 *                "stateBytes": 0,
 *                "messages": ["n1.0:3"]},           the only messages that are sent, besides the END messages; absent: all
 *   "network": {"minLatencyMicros": 100, "meanLatencyMicros": 400, "lossPerMille": 1, "duplicatePerMille": 1,
 *               "reorderPerMille": 10, "clockDriftPpm": 200, "timerLateMicros": 2000},          simulation only
 *   "limits": {"maxPacketBytes": 1400, "maxPayloadBytes": 262144, "maxBufferBytes": 8388608},
 *   "budgets": {"bootMillis": 60000, "gatherMillis": 0, "progressMillis": 20000, "settledMillis": 1500,
 *               "settleMillis": 60000, "stopMillis": 30000, "limitMillis": 0},    limitMillis: of the whole run; 0: the sum of the others
 *   "plan": {"faults": [...], "outside": []}, outside: nodes that stay cut off from the core in the end;
 *                                             "mayLoseQuorum": true: deaths need not leave a quorum (safety only)
 *   "mustExercise": [],                       property ids; one without a case at risk makes the run inconclusive
 *   "versions": {"maat": "0.1.0"}             for the reader
 * }
 * }</pre>
 *
 * <p>A fault has {@code id} (from 1, distinct), {@code atMillis} (since the workload began) or {@code when} (a moment of the protocol),
 * {@code kind}, {@code mustBite} (default false: true makes a run in which it had no effect inconclusive), and, if it lasts,
 * {@code forMillis} (absent: until the core is healed). Links are written {@code "n1>n3"}; a fault on links without {@code links} is
 * on all of them.
 *
 * <pre>{@code
 * "when": {"mark": "accept",           a phase that the implementation marks, or start, exit, suspicion, block, view,
 *                                      first-delivery, state-taken, state-loaded, which the harness sees itself
 *          "by": "@coordinator",       whose mark counts: a node, a role, or absent for any
 *          "ends": false,              true: the end of the phase
 *          "nth": 1, "times": 1,       from which occurrence, and at how many of them; each is a fault of its own. Once the
 *                                      workload's time is over a fault that has fallen falls no more, but for joins
 *          "delayMicros": 0,           from the occurrence to the fault
 *          "notBeforeMillis": 0}       since the workload began; an occurrence before that is not counted
 * }</pre>
 *
 * <p>The reference marks {@code flush}, {@code prepare}, {@code collect}, {@code propose}, {@code accept}, {@code decided},
 * {@code install}, {@code transfer} and {@code order-handover}. A fault with {@code when} may name a role in the place of a node:
 * {@code @marker} (the node that came to the mark), {@code @other}, {@code @rest}, {@code @coordinator}, {@code @next-coordinator},
 * {@code @sequencer}, {@code @joiner}, {@code @state-provider}, {@code @minority} (with the marker), {@code @majority}. A role of several
 * nodes stands for all of them in groups and links ({@code "@marker>@rest"}), and for the first where one node is meant. If the moment
 * never comes, or the group could afford the fault at no occurrence, the fault is skipped.
 *
 * <pre>{@code
 * {"kind": "partition", "groups": [["n1", "n2"], ["n3"]]}                       lasts; over TCP, "refuseConnections": true refuses
 *                                                                               new connections, which else get no answer
 * {"kind": "one-way-cut", "links": ["n1>n3"]}                                    lasts
 * {"kind": "loss", "links": ["n1>n3"], "percent": 20}                            lasts
 * {"kind": "latency", "delayMillis": 50, "jitterMillis": 20}                     lasts
 * {"kind": "duplicate", "percent": 10}                                           lasts
 * {"kind": "reorder", "percent": 10, "holdMillis": 30}                           lasts
 * {"kind": "pause", "node": "n2"}                                                lasts
 * {"kind": "kill", "node": "n2"}                                                 the node stays down until a join or restart
 * {"kind": "crash-point", "node": "n2", "afterEffects": 0, "afterDestinations": 1, "withinMillis": 2000}   simulation only
 * {"kind": "restart", "node": "n2", "downMillis": 500}
 * {"kind": "reset", "links": ["n1>n2"]}                                          tcp only
 * {"kind": "join", "node": "n4"}                                                 a node that does not run
 * {"kind": "leave", "node": "n2"}
 * }</pre>
 */
public final class ScenarioJson {
    static final String FORMAT = "maat-scenario";
    static final int VERSION = 1;
    private static final int MAX_BYTES = 16 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ScenarioJson() {}

    /**
     * Reads a scenario file.
     *
     * @throws ScenarioFileException naming the file, the place and a right value
     */
    public static Scenario read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new ScenarioFileException(file + ": is a folder; give the scenario.json in it");
            }
            byte[] text;
            // A pipe or a device has no size that could be asked for.
            try (InputStream in = Files.newInputStream(file)) {
                text = in.readNBytes(MAX_BYTES + 1);
            }
            if (text.length > MAX_BYTES) {
                throw new ScenarioFileException(file + ": larger than " + MAX_BYTES + " bytes; is it a scenario?");
            }
            return read(
                    file.toString(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(text))
                            .toString());
        } catch (IOException unreadable) {
            throw new ScenarioFileException(file + ": cannot be read: " + unreadable, unreadable);
        }
    }

    /**
     * Reads a scenario from its text.
     *
     * @param name of the text, for messages
     * @throws ScenarioFileException naming the place and a right value
     */
    public static Scenario read(String name, String text) {
        JsonObject json = new JsonObject(name, tree(name, text));
        requireFormat(name, json);
        List<String> nodes = json.texts("nodes");
        String implementation = json.text("implementation");
        List<String> claims = json.texts("claims");
        String membership = json.text("membership", Scenario.PRIMARY);
        String recovery = json.text("recovery", Scenario.NO_RECOVERY);
        String deployment = json.text("deployment", "simulation");
        String transport = json.text("transport", "udp");
        String generation = json.text("generation", "g1");
        int founders = json.integer("founders", nodes.size());
        long seed = json.number("seed");
        Workload workload = ScenarioParts.workload(json.object("workload"));
        NetworkModel network = json.object("network", ScenarioParts::network, NetworkModel.DEFAULT);
        Limits limits = json.object("limits", ScenarioParts::limits, Limits.DEFAULT);
        Budgets budgets = json.object("budgets", ScenarioParts::budgets, Budgets.DEFAULT);
        FaultPlan plan = json.object("plan", ScenarioParts::plan, FaultPlan.NONE);
        List<String> mustExercise = json.texts("mustExercise");
        var options = json.map("options");
        var versions = json.map("versions");
        json.checked(() -> {
            Names.requireClaims("claims", claims);
            Names.requireProperties("mustExercise", mustExercise);
            return claims;
        });
        return json.done(() -> new Scenario(
                implementation,
                claims,
                membership,
                recovery,
                deployment,
                transport,
                options,
                generation,
                nodes,
                founders,
                seed,
                workload,
                network,
                limits,
                budgets,
                plan,
                mustExercise,
                versions));
    }

    private static JsonNode tree(String name, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            String place = notJson.getLocation() == null
                    ? ""
                    : ", line " + notJson.getLocation().getLineNr();
            throw new ScenarioFileException(name + place + ": not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private static void requireFormat(String name, JsonObject json) {
        if (!json.text("format").equals(FORMAT) || json.number("version") != VERSION) {
            throw new ScenarioFileException(name + ": expected \"format\": \"" + FORMAT
                    + "\", \"version\": " + VERSION + "; this is " + json.text("format") + ", version "
                    + json.number("version"));
        }
    }

    /** The scenario as the text of a file; the same scenario gives the same text. */
    public static String write(Scenario scenario) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("implementation", scenario.implementation());
        json.put("claims", scenario.claims());
        json.put("membership", scenario.membership());
        if (scenario.resumes()) {
            json.put("recovery", scenario.recovery());
        }
        json.put("deployment", scenario.deployment());
        json.put("transport", scenario.transport());
        json.put("options", scenario.options());
        json.put("generation", scenario.generation());
        json.put("nodes", scenario.nodes());
        json.put("founders", scenario.founders());
        json.put("seed", scenario.seed());
        json.put("workload", ScenarioParts.write(scenario.workload()));
        json.put("network", scenario.network());
        json.put("limits", scenario.limits());
        json.put("budgets", scenario.budgets());
        json.put("plan", ScenarioParts.write(scenario.plan()));
        json.put("mustExercise", scenario.mustExercise());
        json.put("versions", scenario.versions());
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a scenario is plain data", impossible);
        }
    }

    /** Writes the scenario to a file. */
    public static void write(Scenario scenario, Path file) {
        try {
            Files.writeString(file, write(scenario));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(file + ": cannot be written", unwritable);
        }
    }
}

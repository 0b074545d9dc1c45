package dev.maat.node.implementation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Reads {@code manifest.json}, version 1. Strict: an unknown key is an error, so a typing slip cannot hide. */
final class Manifest {
    static final String FILE = "manifest.json";
    private static final int MAX_OFFERS = 1_000;
    private static final List<String> DEPLOYMENTS = List.of("simulation", "processes", "containers");
    private static final List<String> TRANSPORTS = List.of("udp", "multicast", "tcp");
    private static final List<String> MEMBERSHIPS = List.of("primary", "partitionable", Implementation.STATIC);
    private static final String NO_RECOVERY = "none";
    private static final List<String> RECOVERIES = List.of(NO_RECOVERY, "resume");
    private static final List<String> RELIABILITIES = List.of("nack", "ack", "tree");
    /** Options that scenarios have a place of their own for. */
    private static final List<String> RESERVED =
            List.of("ordering", "delivery", Implementation.RELIABILITY, "fanOut", "groupKey", GroupKeyFile.OPTION);

    private final Path folder;
    private final ManifestJson json;
    private final ProgramReader programs;
    private final ClaimsReader claims;

    private Manifest(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.json = new ManifestJson(folder.resolve(FILE));
        this.programs = new ProgramReader(json::wrong);
        this.claims = new ClaimsReader(json);
    }

    /** The implementations that the folder's manifest offers, in its order. */
    static List<Implementation> read(Path folder) {
        return new Manifest(folder).read();
    }

    private List<Implementation> read() {
        JsonNode root = json.parse();
        json.keys(
                root,
                "the manifest",
                Stream.concat(Stream.of("format", "version", "implementations"), ProgramReader.KEYS.stream())
                        .toList());
        if (!"maat-implementation".equals(json.text(root, "format"))) {
            throw json.wrong("'format' must be \"maat-implementation\"");
        }
        if (!root.path("version").isInt() || root.path("version").intValue() != 1) {
            throw json.wrong("'version' must be 1, the only one this Maat knows");
        }
        Program program = programs.read(root);
        JsonNode offers = root.path("implementations");
        if (!offers.isArray() || offers.isEmpty() || offers.size() > MAX_OFFERS) {
            throw json.wrong("'implementations' must be a list of 1 to " + MAX_OFFERS + " objects");
        }
        List<Implementation> read = new ArrayList<>();
        for (JsonNode offer : offers) {
            read.add(offer(offer, program));
        }
        return read;
    }

    private Implementation offer(JsonNode offer, Program program) {
        json.keys(
                offer,
                "an implementation",
                List.of(
                        "name",
                        "version",
                        "deployments",
                        "transports",
                        "membership",
                        "recovery",
                        "claims",
                        "reliabilities",
                        "survives",
                        "drawn",
                        PlantedDefect.KEY));
        String name = name(offer);
        String version = version(offer, name);
        String membership = json.word(offer, "membership", MEMBERSHIPS);
        String recovery = recovery(offer, name, membership);
        SequencedMap<String, SequencedMap<String, List<String>>> claimed =
                claims.read(offer, name, membership.equals(Implementation.STATIC));
        List<String> deployments = json.words(offer, "deployments", DEPLOYMENTS);
        programs.requireRunnable(name, program, deployments);
        return new Implementation(
                name,
                version,
                deployments,
                json.words(offer, "transports", TRANSPORTS),
                membership,
                recovery,
                claimed,
                offer.has("reliabilities") ? json.words(offer, "reliabilities", RELIABILITIES) : List.of(),
                offer.has("survives") ? json.words(offer, "survives", Implementation.SURVIVABLE) : List.of(),
                drawn(offer, name),
                program,
                folder);
    }

    private String name(JsonNode offer) {
        String name = json.text(offer, "name");
        if (!ManifestJson.NAME.matcher(name).matches()) {
            throw json.wrong(
                    "'name' must be letters, digits, ':', '.', '_' or '-', not '" + ManifestJson.shown(name) + "'");
        }
        return name;
    }

    private String version(JsonNode offer, String name) {
        String version = json.text(offer, "version");
        if (!version.equals(ManifestJson.shown(version))) {
            throw json.wrong("'version' of " + name + " must be a short text without control characters, not '"
                    + ManifestJson.shown(version) + "'");
        }
        return version;
    }

    private String recovery(JsonNode offer, String name, String membership) {
        String recovery = json.word(offer, "recovery", RECOVERIES);
        if (!recovery.equals(NO_RECOVERY) && !membership.equals(Implementation.STATIC)) {
            throw json.wrong("'recovery' of " + name + " is '" + recovery + "', which only a static group can have; its"
                    + " 'membership' is '" + membership + "'");
        }
        return recovery;
    }

    /** The options that swarms may set, with the values of each. */
    private SequencedMap<String, List<String>> drawn(JsonNode offer, String name) {
        SequencedMap<String, List<String>> read = new LinkedHashMap<>();
        JsonNode drawn = offer.path("drawn");
        if (drawn.isMissingNode()) {
            return read;
        }
        if (!drawn.isObject() || drawn.isEmpty()) {
            throw json.wrong(
                    "'drawn' of " + name + " must map at least one option to its values, as in {\"suspicionMillis\":"
                            + "[\"300\", \"2000\"]}");
        }
        for (Map.Entry<String, JsonNode> option : drawn.properties()) {
            List<String> values = new ArrayList<>();
            for (JsonNode value : option.getValue()) {
                values.add(value.isTextual() ? value.textValue() : "");
            }
            boolean safe = values.stream()
                    .allMatch(value -> ManifestJson.NAME.matcher(value).matches());
            if (!ManifestJson.NAME.matcher(option.getKey()).matches() || values.isEmpty() || !safe) {
                throw json.wrong("'drawn' of " + name + ": '" + ManifestJson.shown(option.getKey())
                        + "' must be a name with a list of" + " texts, each of letters, digits, ':', '.', '_' or '-'");
            }
            if (RESERVED.contains(option.getKey())) {
                throw json.wrong("'drawn' of " + name + " names the option '" + option.getKey()
                        + "', which a run sets by itself; leave it out");
            }
            read.put(option.getKey(), List.copyOf(values));
        }
        return read;
    }
}

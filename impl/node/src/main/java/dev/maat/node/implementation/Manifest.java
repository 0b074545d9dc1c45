package dev.maat.node.implementation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code manifest.json}, version 1. Strict: an unknown key is an error, so a typing slip cannot hide. */
final class Manifest {
    static final String FILE = "manifest.json";
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_OFFERS = 1_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,99}");
    private static final List<String> DEPLOYMENTS = List.of("simulation", "processes", "containers");
    private static final List<String> TRANSPORTS = List.of("udp", "multicast", "tcp");
    private static final List<String> MEMBERSHIPS = List.of("primary", "partitionable", Implementation.STATIC);
    private static final String NO_RECOVERY = "none";
    private static final List<String> RECOVERIES = List.of(NO_RECOVERY, "resume");
    private static final List<String> RELIABILITIES = List.of("nack", "ack", "tree");
    private static final List<String> DELIVERIES = List.of(Implementation.PLAIN, "uniform");
    /** Options that scenarios have a place of their own for. */
    private static final List<String> RESERVED =
            List.of("ordering", "delivery", Implementation.RELIABILITY, "fanOut", "groupKey", GroupKeyFile.OPTION);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path folder;
    private final Path file;
    private final ProgramReader programs = new ProgramReader(this::wrong);

    private Manifest(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.file = folder.resolve(FILE);
    }

    /** The implementations that the folder's manifest offers, in its order. */
    static List<Implementation> read(Path folder) {
        return new Manifest(folder).read();
    }

    private List<Implementation> read() {
        JsonNode root = parse();
        keys(
                root,
                "the manifest",
                Stream.concat(Stream.of("format", "version", "implementations"), ProgramReader.KEYS.stream())
                        .toList());
        if (!"maat-implementation".equals(text(root, "format"))) {
            throw wrong("'format' must be \"maat-implementation\"");
        }
        if (!root.path("version").isInt() || root.path("version").intValue() != 1) {
            throw wrong("'version' must be 1, the only one this Maat knows");
        }
        Program program = programs.read(root);
        JsonNode offers = root.path("implementations");
        if (!offers.isArray() || offers.isEmpty() || offers.size() > MAX_OFFERS) {
            throw wrong("'implementations' must be a list of 1 to " + MAX_OFFERS + " objects");
        }
        List<Implementation> read = new ArrayList<>();
        for (JsonNode offer : offers) {
            read.add(offer(offer, program));
        }
        return read;
    }

    private JsonNode parse() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw wrong("is longer than " + MAX_BYTES + " bytes");
            }
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String line = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new ImplementationException(file + line + ": is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ImplementationException(file + ": cannot be read: " + e, e);
        }
    }

    private Implementation offer(JsonNode offer, Program program) {
        keys(
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
        String name = text(offer, "name");
        if (!NAME.matcher(name).matches()) {
            throw wrong("'name' must be letters, digits, ':', '.', '_' or '-', not '" + shown(name) + "'");
        }
        String version = text(offer, "version");
        if (!version.equals(shown(version))) {
            throw wrong("'version' of " + name + " must be a short text without control characters, not '"
                    + shown(version) + "'");
        }
        String membership = word(offer, "membership", MEMBERSHIPS);
        String recovery = word(offer, "recovery", RECOVERIES);
        if (!recovery.equals(NO_RECOVERY) && !membership.equals(Implementation.STATIC)) {
            throw wrong("'recovery' of " + name + " is '" + recovery + "', which only a static group can have; its"
                    + " 'membership' is '" + membership + "'");
        }
        SequencedMap<String, SequencedMap<String, List<String>>> claims = claims(offer, name);
        if (membership.equals(Implementation.STATIC)) {
            claims.values().forEach(byDelivery -> byDelivery.values().forEach(claim -> requireNoViews(name, claim)));
        }
        List<String> deployments = words(offer, "deployments", DEPLOYMENTS);
        programs.requireRunnable(name, program, deployments);
        return new Implementation(
                name,
                version,
                deployments,
                words(offer, "transports", TRANSPORTS),
                membership,
                recovery,
                claims,
                offer.has("reliabilities") ? words(offer, "reliabilities", RELIABILITIES) : List.of(),
                offer.has("survives") ? words(offer, "survives", Implementation.SURVIVABLE) : List.of(),
                drawn(offer, name),
                program,
                folder);
    }

    /** The options that swarms may set, with the values of each. */
    private SequencedMap<String, List<String>> drawn(JsonNode offer, String name) {
        SequencedMap<String, List<String>> read = new LinkedHashMap<>();
        JsonNode drawn = offer.path("drawn");
        if (drawn.isMissingNode()) {
            return read;
        }
        if (!drawn.isObject() || drawn.isEmpty()) {
            throw wrong(
                    "'drawn' of " + name + " must map at least one option to its values, as in {\"suspicionMillis\":"
                            + "[\"300\", \"2000\"]}");
        }
        for (Map.Entry<String, JsonNode> option : drawn.properties()) {
            List<String> values = new ArrayList<>();
            for (JsonNode value : option.getValue()) {
                values.add(value.isTextual() ? value.textValue() : "");
            }
            boolean safe = values.stream().allMatch(value -> NAME.matcher(value).matches());
            if (!NAME.matcher(option.getKey()).matches() || values.isEmpty() || !safe) {
                throw wrong("'drawn' of " + name + ": '" + shown(option.getKey()) + "' must be a name with a list of"
                        + " texts, each of letters, digits, ':', '.', '_' or '-'");
            }
            if (RESERVED.contains(option.getKey())) {
                throw wrong("'drawn' of " + name + " names the option '" + option.getKey()
                        + "', which a run sets by itself; leave it out");
            }
            read.put(option.getKey(), List.copyOf(values));
        }
        return read;
    }

    /** One of the known words; the first of them where the key is absent. */
    private String word(JsonNode offer, String key, List<String> known) {
        String word = offer.has(key) ? text(offer, key) : known.getFirst();
        if (!known.contains(word)) {
            throw wrong("'" + key + "' must be one of " + known + ", not '" + shown(word) + "'");
        }
        return word;
    }

    private SequencedMap<String, SequencedMap<String, List<String>>> claims(JsonNode offer, String name) {
        JsonNode claims = offer.path("claims");
        if (!claims.isObject() || claims.isEmpty()) {
            throw wrong("'claims' of " + name + " must map at least one ordering to a profile, as in {\"fifo\":"
                    + "\"virtually-synchronous\"}");
        }
        SequencedMap<String, SequencedMap<String, List<String>>> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> claim : claims.properties()) {
            if (!NAME.matcher(claim.getKey()).matches()) {
                throw wrong("'claims' of " + name + ": an ordering must be letters, digits, ':', '.', '_' or '-', not '"
                        + shown(claim.getKey()) + "'");
            }
            read.put(claim.getKey(), claimsOfOrdering(claim.getKey(), claim.getValue(), name));
        }
        return read;
    }

    /** By delivery; a name or a list of names without a delivery is short for the plain one. */
    private SequencedMap<String, List<String>> claimsOfOrdering(String ordering, JsonNode value, String name) {
        SequencedMap<String, List<String>> byDelivery = new LinkedHashMap<>();
        if (!value.isObject()) {
            byDelivery.put(Implementation.PLAIN, names(value, "'" + shown(ordering) + "' of " + name));
            return byDelivery;
        }
        keys(value, "the claim for '" + shown(ordering) + "' of " + name, DELIVERIES);
        if (value.isEmpty()) {
            throw wrong("the claim for '" + shown(ordering) + "' of " + name + " is empty; it is given by delivery, "
                    + String.join(" or ", DELIVERIES));
        }
        for (Map.Entry<String, JsonNode> one : value.properties()) {
            String what = "'" + shown(ordering) + "', '" + one.getKey() + "' of " + name;
            byDelivery.put(one.getKey(), names(one.getValue(), what));
        }
        return byDelivery;
    }

    private List<String> names(JsonNode value, String what) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (!one.isTextual() || one.textValue().isEmpty()) {
                throw wrong(
                        "the claim for " + what + " must be a profile's name, or a list of profiles and properties");
            }
            String claim = one.textValue();
            if (ProfileId.named(claim) == null && PropertyId.named(claim) == null) {
                throw wrong("the claim for " + what + " names no profile or property: '" + shown(claim) + "'"
                        + Spelling.hint(claim, Spelling.claims()));
            }
            names.add(claim);
        }
        if (names.isEmpty()) {
            throw wrong("the claim for " + what + " is an empty list");
        }
        return List.copyOf(names);
    }

    /** No run of a static group can hold a profile that asks for views. */
    private void requireNoViews(String name, List<String> claims) {
        for (String claim : claims) {
            if (asksForViews(claim)) {
                List<String> others = Stream.of(ProfileId.values())
                        .map(ProfileId::id)
                        .filter(id -> !asksForViews(id))
                        .toList();
                throw wrong(
                        "'claims' of " + name + " names " + claim + ", which asks for views, and its 'membership' is"
                                + " static; the profiles without views are " + String.join(", ", others));
            }
        }
    }

    private static boolean asksForViews(String claim) {
        ProfileId profile = ProfileId.named(claim);
        return profile == null
                ? claim.equals(PropertyId.MEMBERSHIP_PRECISION.id())
                : profile.properties(false).contains(PropertyId.MEMBERSHIP_PRECISION) || profile == ProfileId.EXTENDED;
    }

    private List<String> words(JsonNode offer, String key, List<String> known) {
        JsonNode list = offer.path(key);
        if (!list.isArray() || list.isEmpty()) {
            throw wrong("'" + key + "' must be a list of some of " + known);
        }
        List<String> read = new ArrayList<>();
        for (JsonNode word : list) {
            if (!word.isTextual() || !known.contains(word.textValue()) || read.contains(word.textValue())) {
                throw wrong("'" + key + "' must be a list of some of " + known + ", each once, not " + shown(word));
            }
            read.add(word.textValue());
        }
        return read;
    }

    private String text(JsonNode from, String key) {
        @Nullable JsonNode value = from.get(key);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw wrong("'" + key + "' is missing or is no text");
        }
        return value.textValue();
    }

    private void keys(JsonNode object, String what, List<String> known) {
        if (!object.isObject()) {
            throw wrong(what + " must be a JSON object with the keys " + known);
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                throw wrong("unknown key '" + shown(entry.getKey()) + "'; " + what + " has the keys " + known);
            }
        }
    }

    private ImplementationException wrong(String what) {
        return new ImplementationException(file + ": " + what);
    }

    /** Hostile text, made short and harmless for a terminal. */
    static String shown(Object value) {
        String text = value.toString();
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 60); i++) {
            char c = text.charAt(i);
            boolean hidden = Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                    || Character.isSurrogate(c);
            safe.append(hidden ? '?' : c);
        }
        return text.length() > 60 ? safe + "..." : safe.toString();
    }
}

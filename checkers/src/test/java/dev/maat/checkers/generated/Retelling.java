package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Other ways to write down the same history. The judgement must not depend on them. */
enum Retelling {
    /** Lines of different processes interleave in any way; a crash counts as the last event wherever it stands. */
    OTHERWISE_INTERLEAVED {
        @Override
        List<String> retell(List<String> lines, Random random) {
            Map<String, List<String>> queues = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                JsonNode json = read(line);
                String owner = json.path("p").asText();
                queues.computeIfAbsent(
                                json.path("e").asText().equals("crash") ? "crash of " + owner : owner,
                                absent -> new ArrayList<>())
                        .add(line);
            }
            List<List<String>> open = new ArrayList<>(queues.values());
            List<String> out = new ArrayList<>(lines.subList(0, 1));
            while (!open.isEmpty()) {
                List<String> queue = open.get(random.nextInt(open.size()));
                out.add(queue.remove(0));
                if (queue.isEmpty()) {
                    open.remove(queue);
                }
            }
            return out;
        }
    },
    /** One process after the other, the last ones first. */
    PROCESS_BY_PROCESS {
        @Override
        List<String> retell(List<String> lines, Random random) {
            Map<String, List<String>> queues = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                queues.computeIfAbsent(read(line).path("p").asText(), absent -> new ArrayList<>())
                        .add(line);
            }
            List<String> out = new ArrayList<>(lines.subList(0, 1));
            new ArrayList<>(queues.values()).reversed().forEach(out::addAll);
            return out;
        }
    },
    /** Nodes, incarnations, views and messages get other names, in the reverse order of the old ones. */
    RENAMED {
        @Override
        List<String> retell(List<String> lines, Random random) {
            return new Renaming(read(lines.get(0)), random).all(lines);
        }
    },
    KEYS_SHUFFLED {
        @Override
        List<String> retell(List<String> lines, Random random) {
            return map(lines, json -> {
                List<Map.Entry<String, JsonNode>> keys = new ArrayList<>(json.properties());
                Collections.shuffle(keys, random);
                ObjectNode out = Script.JSON.createObjectNode();
                keys.forEach(key -> out.set(key.getKey(), key.getValue()));
                return out;
            });
        }
    },
    UNKNOWN_KEYS {
        @Override
        List<String> retell(List<String> lines, Random random) {
            return map(lines, json -> {
                ObjectNode out = Script.JSON.createObjectNode();
                List<Map.Entry<String, JsonNode>> keys = new ArrayList<>(json.properties());
                int at = random.nextInt(keys.size() + 1);
                for (int i = 0; i <= keys.size(); i++) {
                    if (i == at) {
                        out.putObject("note").put("m", "n9.0:9").putArray("p").add(1);
                    }
                    if (i < keys.size()) {
                        out.set(keys.get(i).getKey(), keys.get(i).getValue());
                    }
                }
                return out;
            });
        }
    },
    /** Blank lines, spaces within a line, carriage returns at its end. */
    WHITE_SPACE {
        @Override
        List<String> retell(List<String> lines, Random random) {
            List<String> out = new ArrayList<>();
            for (String line : lines) {
                out.add(random.nextBoolean() ? read(line).toPrettyString().replaceAll("\\s*\n\\s*", " ") : line + "\r");
                for (int i = random.nextInt(3); i > 0; i--) {
                    out.add(random.nextBoolean() ? "" : " \t\r");
                }
            }
            return out;
        }
    },
    /** Defaults are written out. */
    DEFAULTS_WRITTEN {
        @Override
        List<String> retell(List<String> lines, Random random) {
            return map(lines, json -> {
                if (json.has("format")) {
                    for (String[] usual :
                            new String[][] {{"membership", "primary"}, {"places", "view"}, {"sendOrder", "return"}}) {
                        if (!json.has(usual[0])) {
                            json.put(usual[0], usual[1]);
                        }
                    }
                } else if (json.path("e").asText().equals("view")) {
                    json.put("primary", json.path("primary").asBoolean(true));
                    json.put("kind", json.path("kind").asText("regular"));
                } else if (json.path("e").asText().equals("send")) {
                    json.put("last", json.path("last").asBoolean(false));
                }
                return json;
            });
        }
    },
    /** Times get another unit and origin and keep their order. */
    OTHER_CLOCK {
        @Override
        List<String> retell(List<String> lines, Random random) {
            long origin = random.nextInt(1_000_000);
            return map(lines, json -> {
                if (json.has("t")) {
                    json.put("t", json.path("t").asLong() * 1_000 + origin);
                }
                return json;
            });
        }
    },
    /** Custom events come between the others; {@code closed} counts them. */
    OWN_EVENTS {
        @Override
        List<String> retell(List<String> lines, Random random) {
            List<String> out = new ArrayList<>();
            Map<String, Integer> added = new LinkedHashMap<>();
            for (String line : lines) {
                JsonNode json = read(line);
                String process = json.path("p").asText();
                boolean ends = json.path("e").asText().equals("closed");
                if (json.has("p") && !json.path("e").asText().equals("crash") && (ends || random.nextBoolean())) {
                    out.add("{\"p\":\"%s\",\"t\":%d,\"e\":\"x-mood\",\"m\":\"n1.0:1\"}"
                            .formatted(process, json.path("t").asLong()));
                    added.merge(process, 1, Integer::sum);
                }
                out.add(
                        ends
                                ? ((ObjectNode) json)
                                        .put("events", json.path("events").asInt() + added.get(process))
                                        .toString()
                                : line);
            }
            return out;
        }
    };

    abstract List<String> retell(List<String> lines, Random random);

    private static JsonNode read(String line) {
        try {
            return Script.JSON.readTree(line);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> map(List<String> lines, java.util.function.UnaryOperator<ObjectNode> change) {
        return lines.stream()
                .map(line -> change.apply((ObjectNode) read(line)).toString())
                .toList();
    }

    /** A consistent renaming of everything that has a name. */
    private static final class Renaming {
        private final Random random;
        private final boolean isStatic;
        private final Map<String, String> nodes = new LinkedHashMap<>();
        private final Map<String, String> incarnations = new LinkedHashMap<>();
        private final Map<String, String> views = new LinkedHashMap<>();
        private final int stride;

        Renaming(JsonNode header, Random random) {
            this.random = random;
            this.isStatic = header.path("membership").asText().equals("static");
            this.stride = 1 + random.nextInt(2_000);
        }

        List<String> all(List<String> lines) {
            return map(lines, this::line);
        }

        private ObjectNode line(ObjectNode json) {
            for (String key : List.of("p", "who")) {
                if (json.has(key)) {
                    json.put(key, process(json.path(key).asText()));
                }
            }
            for (String key : List.of("members", "transitional")) {
                if (json.path(key).isArray()) {
                    rename((ArrayNode) json.get(key), this::process);
                }
            }
            for (String key : List.of("nodes", "core")) {
                if (json.path(key).isArray()) {
                    rename((ArrayNode) json.get(key), this::node);
                }
            }
            for (String key : List.of("id", "of", "view")) {
                if (json.path(key).isTextual()) {
                    json.put(key, view(json.path(key).asText()));
                }
            }
            if (json.path("m").asText().contains(":")) {
                json.put("m", message(json.path("m").asText()));
            }
            return json;
        }

        private static void rename(ArrayNode names, java.util.function.UnaryOperator<String> how) {
            for (int i = 0; i < names.size(); i++) {
                names.set(i, names.textNode(how.apply(names.get(i).asText())));
            }
        }

        private String node(String name) {
            return nodes.computeIfAbsent(
                    name, absent -> "a.%d:%s".formatted(99 - nodes.size(), random.nextBoolean() ? "é \"b\"" : "c"));
        }

        private String process(String name) {
            int dot = name.lastIndexOf('.');
            String incarnation = name.substring(dot + 1);
            // In a static group the processes with incarnation 0 are the group.
            String token = isStatic && incarnation.equals("0")
                    ? "0"
                    : incarnations.computeIfAbsent(
                            name, absent -> "%c%x".formatted('z' - incarnations.size() % 20, random.nextInt()));
            return node(name.substring(0, dot)) + "." + token;
        }

        private String view(String id) {
            return views.computeIfAbsent(id, absent -> "v " + (1_000 - views.size()));
        }

        private String message(String id) {
            int colon = id.lastIndexOf(':');
            return process(id.substring(0, colon)) + ":" + Long.parseLong(id.substring(colon + 1)) * stride;
        }
    }
}

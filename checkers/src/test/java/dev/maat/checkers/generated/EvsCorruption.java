package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Corruptions of transitional configurations, in addition to those of any history. */
enum EvsCorruption {
    TRANSITIONAL_LOST {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = oneTransitional(script, random);
            if (view != null) {
                script.of(view.path("p").asText()).removeIf(line -> line == view);
            }
        }
    },
    TRANSITIONAL_OF_ANOTHER {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = oneTransitional(script, random);
            ObjectNode other = pick(all(script, "view"), random);
            if (view != null && other != null) {
                view.put("of", other.path("id").asText());
            }
        }
    },
    TRANSITIONAL_OF_ANOTHER_ID {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = oneTransitional(script, random);
            if (view != null) {
                view.put("id", random.nextBoolean() ? "t" : view.path("of").asText());
            }
        }
    },
    TRANSITIONAL_MEMBERS_CHANGED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = oneTransitional(script, random);
            if (view != null) {
                boolean everywhere = random.nextBoolean();
                String extra = "n" + (1 + random.nextInt(4)) + ".0";
                for (ObjectNode line : all(script, "view")) {
                    if (line == view || everywhere && line.path("id").equals(view.path("id"))) {
                        ((ArrayNode) line.get("members")).add(extra);
                    }
                }
            }
        }
    },
    TRANSITIONAL_MOVED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = oneTransitional(script, random);
            if (view != null) {
                List<ObjectNode> lines = script.of(view.path("p").asText());
                lines.removeIf(line -> line == view);
                lines.add(1 + random.nextInt(Math.max(1, lines.size() - 1)), view);
            }
        }
    },
    TRANSITIONAL_TWICE {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = oneTransitional(script, random);
            if (view != null) {
                List<ObjectNode> lines = script.of(view.path("p").asText());
                lines.add(1 + random.nextInt(Math.max(1, lines.size() - 1)), view.deepCopy());
            }
        }
    },
    ALL_TRANSITIONAL_LOST {
        @Override
        void apply(Script script, Random random) {
            script.processes.values().forEach(lines -> lines.removeIf(EvsCorruption::transitional));
        }
    },
    OWN_DELIVERY_LOST {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = pick(
                    all(script, "deliver").stream()
                            .filter(line -> line.path("m")
                                    .asText()
                                    .startsWith(line.path("p").asText() + ":"))
                            .toList(),
                    random);
            if (delivery != null) {
                script.of(delivery.path("p").asText()).removeIf(line -> line == delivery);
            }
        }
    },
    DELIVERY_PAST_THE_VIEW {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = pick(all(script, "deliver"), random);
            if (delivery != null) {
                List<ObjectNode> lines = script.of(delivery.path("p").asText());
                lines.removeIf(line -> line == delivery);
                List<Integer> views = new ArrayList<>();
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).path("e").asText().equals("view")) {
                        views.add(i);
                    }
                }
                lines.add(views.isEmpty() ? 1 : views.get(random.nextInt(views.size())) + 1, delivery);
            }
        }
    },
    SAFE_SOMEWHERE {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = pick(all(script, "deliver"), random);
            if (delivery != null && !delivery.path("m").asText().equals("?")) {
                List<ObjectNode> lines = script.of(delivery.path("p").asText());
                ObjectNode safe = delivery.deepCopy();
                safe.remove("view");
                lines.add(1 + random.nextInt(Math.max(1, lines.size() - 1)), safe.put("e", "safe"));
            }
        }
    };

    abstract void apply(Script script, Random random);

    private static boolean transitional(ObjectNode line) {
        return line.path("kind").asText().equals("transitional");
    }

    private static List<ObjectNode> all(Script script, String e) {
        return script.processes.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.path("e").asText().equals(e))
                .toList();
    }

    private static ObjectNode oneTransitional(Script script, Random random) {
        return pick(
                all(script, "view").stream().filter(EvsCorruption::transitional).toList(), random);
    }

    private static ObjectNode pick(List<ObjectNode> from, Random random) {
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }
}

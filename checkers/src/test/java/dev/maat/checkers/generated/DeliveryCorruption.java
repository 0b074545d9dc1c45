package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Corruptions of deliveries and of safe indications. */
enum DeliveryCorruption implements Corruption {
    DELIVERY_LOST {
        @Override
        public void apply(Script script, Random random) {
            Pick.removeOne(script, random, "deliver");
        }
    },
    DELIVERY_TWICE {
        @Override
        public void apply(Script script, Random random) {
            Pick.repeatOne(script, random, "deliver");
        }
    },
    DELIVERY_MOVED {
        @Override
        public void apply(Script script, Random random) {
            Pick.moveOne(script, random, "deliver");
        }
    },
    DELIVERIES_SWAPPED {
        @Override
        public void apply(Script script, Random random) {
            List<ObjectNode> lines = Pick.anyProcess(script, random);
            List<Integer> at = Pick.positions(lines, "deliver");
            if (at.size() > 1) {
                int i = random.nextInt(at.size() - 1);
                ObjectNode first = lines.get(at.get(i));
                lines.set(at.get(i), lines.get(at.get(i + 1)));
                lines.set(at.get(i + 1), first);
            }
        }
    },
    DELIVERY_INVENTED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            if (delivery != null) {
                String m = delivery.path("m").asText();
                delivery.put(
                        "m",
                        m.equals("?") || random.nextInt(4) == 0
                                ? "?"
                                : m.substring(0, m.lastIndexOf(':')) + ":" + (90 + random.nextInt(3)));
            }
        }
    },
    DELIVERY_OF_ANOTHER {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            ObjectNode other = Pick.one(script, random, "deliver");
            if (delivery != null && other != null) {
                delivery.set("m", other.get("m"));
                delivery.set("hash", other.get("hash"));
            }
        }
    },
    HASH_CHANGED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            if (delivery != null) {
                delivery.put("hash", random.nextBoolean() ? "00000000000000ff" : "ff");
            }
        }
    },
    HASH_DROPPED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            if (delivery != null) {
                delivery.remove("hash");
            }
        }
    },
    PLACE_CHANGED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            if (delivery != null) {
                delivery.put("place", 1 + random.nextInt(6));
            }
        }
    },
    PLACE_DROPPED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            if (delivery != null) {
                delivery.remove("place");
            }
        }
    },
    PLACES_GLOBAL {
        @Override
        public void apply(Script script, Random random) {
            script.header.put("places", "global");
        }
    },
    DELIVERY_NAMES_VIEW {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            ObjectNode view = Pick.one(script, random, "view");
            if (delivery != null && view != null) {
                delivery.set("view", view.get("id"));
            }
        }
    },
    SAFE_EARLY {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            if (delivery != null && !delivery.path("m").asText().equals("?")) {
                List<ObjectNode> lines = script.of(delivery.path("p").asText());
                ObjectNode safe = delivery.deepCopy();
                safe.remove(List.of("hash", "place", "view"));
                safe.put("e", "safe");
                lines.add(lines.indexOf(delivery) + 1, safe);
            }
        }
    },
    SAFE_LOST {
        @Override
        public void apply(Script script, Random random) {
            Pick.removeOne(script, random, "safe");
        }
    },
    UPCALLS_OVERLAP {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode delivery = Pick.one(script, random, "deliver");
            if (delivery != null && !delivery.path("m").asText().equals("?")) {
                List<ObjectNode> lines = script.of(delivery.path("p").asText());
                ObjectNode overlap = Script.JSON.createObjectNode();
                overlap.set("p", delivery.get("p"));
                overlap.set("t", delivery.get("t"));
                lines.add(lines.indexOf(delivery), overlap.put("e", "overlap").put("with", "view"));
            }
        }
    },
    STATES_TOLD {
        @Override
        public void apply(Script script, Random random) {
            for (List<ObjectNode> lines : script.processes.values()) {
                for (int at : Pick.positions(lines, "view").reversed()) {
                    ObjectNode view = lines.get(at);
                    ObjectNode state = Script.JSON.createObjectNode();
                    state.set("p", view.get("p"));
                    state.set("t", view.get("t"));
                    state.put("e", "state").put("dir", at < 2 ? "in" : "out");
                    state.set("view", view.get("id"));
                    lines.add(at + 1, state.put("digest", random.nextInt(12) == 0 ? "bb" : "aa"));
                }
            }
        }
    }
}

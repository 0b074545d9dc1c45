package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What can be spoilt in a history such that it is still one. Each may leave a history as it was where it finds nothing. */
enum Corruption {
    DELIVERY_LOST {
        @Override
        void apply(Script script, Random random) {
            removeOne(script, random, "deliver");
        }
    },
    DELIVERY_TWICE {
        @Override
        void apply(Script script, Random random) {
            repeatOne(script, random, "deliver");
        }
    },
    DELIVERY_MOVED {
        @Override
        void apply(Script script, Random random) {
            moveOne(script, random, "deliver");
        }
    },
    DELIVERIES_SWAPPED {
        @Override
        void apply(Script script, Random random) {
            List<ObjectNode> lines = anyProcess(script, random);
            List<Integer> at = positions(lines, "deliver");
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
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            if (delivery != null) {
                String m = delivery.path("m").asText();
                delivery.put(
                        "m",
                        random.nextInt(4) == 0
                                ? "?"
                                : m.substring(0, m.lastIndexOf(':')) + ":" + (90 + random.nextInt(3)));
            }
        }
    },
    DELIVERY_OF_ANOTHER {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            ObjectNode other = one(script, random, "deliver");
            if (delivery != null && other != null) {
                delivery.set("m", other.get("m"));
                delivery.set("hash", other.get("hash"));
            }
        }
    },
    HASH_CHANGED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            if (delivery != null) {
                delivery.put("hash", random.nextBoolean() ? "00000000000000ff" : "ff");
            }
        }
    },
    HASH_DROPPED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            if (delivery != null) {
                delivery.remove("hash");
            }
        }
    },
    PLACE_CHANGED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            if (delivery != null) {
                delivery.put("place", 1 + random.nextInt(6));
            }
        }
    },
    PLACE_DROPPED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            if (delivery != null) {
                delivery.remove("place");
            }
        }
    },
    PLACES_GLOBAL {
        @Override
        void apply(Script script, Random random) {
            script.header.put("places", "global");
        }
    },
    DELIVERY_NAMES_VIEW {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            ObjectNode view = one(script, random, "view");
            if (delivery != null && view != null) {
                delivery.set("view", view.get("id"));
            }
        }
    },
    SEND_FAILED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode sent = one(script, random, "sent");
            if (sent != null) {
                sent.put("e", "failed");
            }
        }
    },
    SENT_LOST {
        @Override
        void apply(Script script, Random random) {
            removeOne(script, random, "sent");
        }
    },
    SENT_MOVED {
        @Override
        void apply(Script script, Random random) {
            List<ObjectNode> lines = anyProcess(script, random);
            List<Integer> at = positions(lines, "sent");
            if (!at.isEmpty()) {
                int from = at.get(random.nextInt(at.size()));
                ObjectNode sent = lines.remove(from);
                int closed = positions(lines, "closed").isEmpty()
                        ? lines.size()
                        : positions(lines, "closed").get(0);
                lines.add(from + random.nextInt(Math.max(1, closed - from + 1)), sent);
            }
        }
    },
    SAFE_EARLY {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            if (delivery != null) {
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
        void apply(Script script, Random random) {
            removeOne(script, random, "safe");
        }
    },
    VIEW_LOST {
        @Override
        void apply(Script script, Random random) {
            removeOne(script, random, "view");
        }
    },
    VIEW_TWICE {
        @Override
        void apply(Script script, Random random) {
            repeatOne(script, random, "view");
        }
    },
    VIEW_MOVED {
        @Override
        void apply(Script script, Random random) {
            moveOne(script, random, "view");
        }
    },
    VIEW_OF_ANOTHER_ID {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = one(script, random, "view");
            if (view != null) {
                view.put("id", "x@" + view.path("p").asText());
            }
        }
    },
    VIEW_SEQ_CHANGED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = one(script, random, "view");
            if (view != null) {
                view.put("seq", random.nextInt(8));
            }
        }
    },
    VIEW_NOT_PRIMARY {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = one(script, random, "view");
            if (view != null) {
                view.put("primary", false);
            }
        }
    },
    VIEW_NOT_PRIMARY_ANYWHERE {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = one(script, random, "view");
            if (view != null) {
                script.processes
                        .values()
                        .forEach(lines -> lines.stream()
                                .filter(line -> line.path("id").equals(view.path("id")))
                                .forEach(line -> line.put("primary", false)));
            }
        }
    },
    VIEW_MEMBERS_REORDERED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = one(script, random, "view");
            if (view != null && view.path("members").size() > 1) {
                ArrayNode members = (ArrayNode) view.get("members");
                members.add(members.remove(0));
            }
        }
    },
    VIEW_MEMBER_DROPPED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = one(script, random, "view");
            if (view != null && view.path("members").size() > 1) {
                ((ArrayNode) view.get("members"))
                        .remove(random.nextInt(view.path("members").size()));
            }
        }
    },
    TRANSITIONAL_CHANGED {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = one(script, random, "view");
            if (view != null) {
                ArrayNode set = view.putArray("transitional");
                view.path("members").forEach(member -> {
                    if (random.nextBoolean()) {
                        set.add(member.asText());
                    }
                });
            }
        }
    },
    UNBLOCK_LOST {
        @Override
        void apply(Script script, Random random) {
            removeOne(script, random, "unblock");
        }
    },
    BLOCK_MOVED {
        @Override
        void apply(Script script, Random random) {
            moveOne(script, random, "block");
        }
    },
    BLOCKING_CLAIMED {
        @Override
        void apply(Script script, Random random) {
            script.header.putArray("claims").add("blocking").add("serial-upcalls");
        }
    },
    UPCALLS_OVERLAP {
        @Override
        void apply(Script script, Random random) {
            ObjectNode delivery = one(script, random, "deliver");
            if (delivery != null) {
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
        void apply(Script script, Random random) {
            for (List<ObjectNode> lines : script.processes.values()) {
                for (int at : positions(lines, "view").reversed()) {
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
    },
    SAMPLES_TOLD {
        @Override
        void apply(Script script, Random random) {
            for (List<ObjectNode> lines : script.processes.values()) {
                ObjectNode sample = lines.get(0).deepCopy();
                lines.add(
                        1,
                        sample.put("e", "sample")
                                .put("buffered", random.nextInt(110))
                                .put("bound", 100));
            }
        }
    },
    CRASH_UNPROVOKED {
        @Override
        void apply(Script script, Random random) {
            script.harness.stream()
                    .filter(line -> line.path("e").asText().equals("crash"))
                    .findFirst()
                    .ifPresent(line -> line.put("cause", random.nextBoolean() ? "unprovoked" : "99"));
        }
    },
    CRASH_OF_ANYBODY {
        @Override
        void apply(Script script, Random random) {
            List<String> processes = new ArrayList<>(script.processes.keySet());
            String process = processes.get(random.nextInt(processes.size()));
            boolean crashed = script.harness.stream()
                    .anyMatch(line -> line.path("p").asText().equals(process));
            if (!crashed) {
                script.crashLine(process, "unprovoked");
            }
        }
    },
    LEAVE_NOT_ASKED {
        @Override
        void apply(Script script, Random random) {
            removeOne(script, random, "leave");
        }
    },
    EXCLUDED_OF_ITSELF {
        @Override
        void apply(Script script, Random random) {
            ObjectNode closed = one(script, random, "closed");
            if (closed != null) {
                List<ObjectNode> lines = script.of(closed.path("p").asText());
                ObjectNode excluded = closed.deepCopy();
                excluded.remove("events");
                lines.add(lines.indexOf(closed), excluded.put("e", "excluded"));
            }
        }
    },
    LOG_OPEN {
        @Override
        void apply(Script script, Random random) {
            removeOne(script, random, "closed");
        }
    },
    LOG_CUT_SHORT {
        @Override
        void apply(Script script, Random random) {
            List<ObjectNode> lines = anyProcess(script, random);
            int keep = 1 + random.nextInt(lines.size());
            lines.subList(keep, lines.size()).clear();
        }
    },
    QUIET_LOST {
        @Override
        void apply(Script script, Random random) {
            script.harness.removeIf(line -> line.path("e").asText().equals("quiet"));
        }
    },
    QUIET_EARLY {
        @Override
        void apply(Script script, Random random) {
            script.harness.stream()
                    .filter(line -> line.path("e").asText().equals("quiet"))
                    .forEach(line -> line.put("t", 1_000 + random.nextInt(60)));
        }
    },
    PROBES_FAILED {
        @Override
        void apply(Script script, Random random) {
            script.harness.stream()
                    .filter(line -> line.has("probes"))
                    .forEach(line ->
                            line.putObject("probes").put("links", "failed").put("scheduled", "ok"));
        }
    },
    CORE_SMALLER {
        @Override
        void apply(Script script, Random random) {
            script.harness.stream().filter(line -> line.has("core")).forEach(line -> {
                ArrayNode core = (ArrayNode) line.get("core");
                core.remove(random.nextInt(core.size()));
            });
        }
    },
    END_LOST {
        @Override
        void apply(Script script, Random random) {
            script.harness.removeIf(line -> line.path("e").asText().equals("end"));
        }
    },
    HARNESS_FAILED {
        @Override
        void apply(Script script, Random random) {
            script.harness.stream()
                    .filter(line -> line.path("e").asText().equals("end"))
                    .forEach(line -> line.put("reason", "harness-failure"));
        }
    },
    PARTITIONABLE {
        @Override
        void apply(Script script, Random random) {
            script.header.put("membership", "partitionable");
        }
    },
    TWO_GENERATIONS {
        @Override
        void apply(Script script, Random random) {
            ObjectNode view = one(script, random, "view");
            if (view != null) {
                script.processes
                        .values()
                        .forEach(lines -> lines.stream()
                                .filter(line -> line.path("id").equals(view.path("id")))
                                .forEach(line -> line.put("generation", "g2")));
            }
        }
    };

    abstract void apply(Script script, Random random);

    private static List<ObjectNode> anyProcess(Script script, Random random) {
        List<List<ObjectNode>> all = new ArrayList<>(script.processes.values());
        return all.get(random.nextInt(all.size()));
    }

    private static List<Integer> positions(List<ObjectNode> lines, String e) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).path("e").asText().equals(e)) {
                at.add(i);
            }
        }
        return at;
    }

    private static ObjectNode one(Script script, Random random, String e) {
        List<ObjectNode> found = new ArrayList<>();
        for (List<ObjectNode> lines : script.processes.values()) {
            positions(lines, e).forEach(at -> found.add(lines.get(at)));
        }
        return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }

    private static int indexOf(List<ObjectNode> lines, ObjectNode line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) == line) {
                return i;
            }
        }
        throw new IllegalStateException("a line that is not there");
    }

    private static void removeOne(Script script, Random random, String e) {
        ObjectNode line = one(script, random, e);
        if (line != null) {
            List<ObjectNode> lines = script.of(line.path("p").asText());
            lines.remove(indexOf(lines, line));
        }
    }

    private static void repeatOne(Script script, Random random, String e) {
        ObjectNode line = one(script, random, e);
        if (line != null) {
            List<ObjectNode> lines = script.of(line.path("p").asText());
            insertBeforeClosed(lines, line.deepCopy(), indexOf(lines, line) + 1, random);
        }
    }

    private static void moveOne(Script script, Random random, String e) {
        ObjectNode line = one(script, random, e);
        if (line != null) {
            List<ObjectNode> lines = script.of(line.path("p").asText());
            lines.remove(indexOf(lines, line));
            insertBeforeClosed(lines, line, 1, random);
        }
    }

    private static void insertBeforeClosed(List<ObjectNode> lines, ObjectNode line, int from, Random random) {
        List<Integer> closed = positions(lines, "closed");
        int to = closed.isEmpty() ? lines.size() : closed.get(0);
        lines.add(Math.min(from, to) + random.nextInt(Math.max(1, to - from + 1)), line);
    }
}

package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Corruptions of sends, of the lives of processes, and of the harness's lines. */
enum LifeCorruption implements Corruption {
    SEND_FAILED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode sent = Pick.one(script, random, "sent");
            if (sent != null) {
                sent.put("e", "failed");
            }
        }
    },
    SENT_LOST {
        @Override
        public void apply(Script script, Random random) {
            Pick.removeOne(script, random, "sent");
        }
    },
    SENT_MOVED {
        @Override
        public void apply(Script script, Random random) {
            List<ObjectNode> lines = Pick.anyProcess(script, random);
            List<Integer> at = Pick.positions(lines, "sent");
            if (!at.isEmpty()) {
                int from = at.get(random.nextInt(at.size()));
                ObjectNode sent = lines.remove(from);
                int closed = Pick.positions(lines, "closed").isEmpty()
                        ? lines.size()
                        : Pick.positions(lines, "closed").get(0);
                lines.add(from + random.nextInt(Math.max(1, closed - from + 1)), sent);
            }
        }
    },
    SAMPLES_TOLD {
        @Override
        public void apply(Script script, Random random) {
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
        public void apply(Script script, Random random) {
            script.harness.stream()
                    .filter(line -> line.path("e").asText().equals("crash"))
                    .findFirst()
                    .ifPresent(line -> line.put("cause", random.nextBoolean() ? "unprovoked" : "99"));
        }
    },
    CRASH_OF_ANYBODY {
        @Override
        public void apply(Script script, Random random) {
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
        public void apply(Script script, Random random) {
            Pick.removeOne(script, random, "leave");
        }
    },
    EXCLUDED_OF_ITSELF {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode closed = Pick.one(script, random, "closed");
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
        public void apply(Script script, Random random) {
            Pick.removeOne(script, random, "closed");
        }
    },
    LOG_CUT_SHORT {
        @Override
        public void apply(Script script, Random random) {
            List<ObjectNode> lines = Pick.anyProcess(script, random);
            int keep = 1 + random.nextInt(lines.size());
            lines.subList(keep, lines.size()).clear();
        }
    },
    QUIET_LOST {
        @Override
        public void apply(Script script, Random random) {
            script.harness.removeIf(line -> line.path("e").asText().equals("quiet"));
        }
    },
    QUIET_EARLY {
        @Override
        public void apply(Script script, Random random) {
            script.harness.stream()
                    .filter(line -> line.path("e").asText().equals("quiet"))
                    .forEach(line -> line.put("t", 1_000 + random.nextInt(60)));
        }
    },
    PROBES_FAILED {
        @Override
        public void apply(Script script, Random random) {
            script.harness.stream()
                    .filter(line -> line.has("probes"))
                    .forEach(line ->
                            line.putObject("probes").put("links", "failed").put("scheduled", "ok"));
        }
    },
    CORE_SMALLER {
        @Override
        public void apply(Script script, Random random) {
            script.harness.stream().filter(line -> line.has("core")).forEach(line -> {
                ArrayNode core = (ArrayNode) line.get("core");
                if (!core.isEmpty()) {
                    core.remove(random.nextInt(core.size()));
                }
            });
        }
    },
    END_LOST {
        @Override
        public void apply(Script script, Random random) {
            script.harness.removeIf(line -> line.path("e").asText().equals("end"));
        }
    },
    HARNESS_FAILED {
        @Override
        public void apply(Script script, Random random) {
            script.harness.stream()
                    .filter(line -> line.path("e").asText().equals("end"))
                    .forEach(line -> line.put("reason", "harness-failure"));
        }
    },
    PARTITIONABLE {
        @Override
        public void apply(Script script, Random random) {
            script.header.put("membership", "partitionable");
        }
    }
}

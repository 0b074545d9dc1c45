package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The lines of a history while it is made: a list for each process, one for the harness. */
final class Script {
    static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode header = JSON.createObjectNode();
    final Map<String, List<ObjectNode>> processes = new LinkedHashMap<>();
    final List<ObjectNode> harness = new ArrayList<>();
    private long time = 1_000;

    List<ObjectNode> of(String process) {
        return processes.computeIfAbsent(process, p -> new ArrayList<>());
    }

    ObjectNode line(String process, String e) {
        ObjectNode line = JSON.createObjectNode();
        line.put("p", process).put("t", ++time).put("e", e);
        of(process).add(line);
        return line;
    }

    ObjectNode harnessLine(String e) {
        ObjectNode line = JSON.createObjectNode();
        line.put("t", ++time).put("e", e);
        harness.add(line);
        return line;
    }

    ObjectNode crashLine(String process, Object cause) {
        ObjectNode line = JSON.createObjectNode();
        line.put("p", process).put("t", ++time).put("e", "crash");
        if (cause instanceof Integer id) {
            line.put("cause", id);
        } else {
            line.put("cause", cause.toString());
        }
        harness.add(line);
        return line;
    }

    /** Corrects the count of every {@code closed} line after lines were added or removed. */
    void recount() {
        for (List<ObjectNode> lines : processes.values()) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).path("e").asText().equals("closed")) {
                    lines.get(i).put("events", i);
                }
            }
        }
    }

    /** Header first, then the lines of all processes and of the harness, interleaved at random. */
    List<String> interleaved(Random random) {
        List<String> out = new ArrayList<>();
        out.add(header.toString());
        List<List<ObjectNode>> queues = new ArrayList<>(processes.values());
        queues.add(harness);
        int[] at = new int[queues.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            if (!queues.get(i).isEmpty()) {
                open.add(i);
            }
        }
        while (!open.isEmpty()) {
            int pick = random.nextInt(open.size());
            int queue = open.get(pick);
            out.add(queues.get(queue).get(at[queue]++).toString());
            if (at[queue] == queues.get(queue).size()) {
                open.remove(pick);
            }
        }
        return out;
    }
}

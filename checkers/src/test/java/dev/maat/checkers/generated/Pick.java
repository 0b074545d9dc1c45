package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Removes, repeats or moves random lines. */
final class Pick {
    private Pick() {}

    static List<ObjectNode> anyProcess(Script script, Random random) {
        List<List<ObjectNode>> all = new ArrayList<>(script.processes.values());
        return all.get(random.nextInt(all.size()));
    }

    static List<Integer> positions(List<ObjectNode> lines, String e) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).path("e").asText().equals(e)) {
                at.add(i);
            }
        }
        return at;
    }

    static ObjectNode one(Script script, Random random, String e) {
        List<ObjectNode> found = new ArrayList<>();
        for (List<ObjectNode> lines : script.processes.values()) {
            positions(lines, e).forEach(at -> found.add(lines.get(at)));
        }
        return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }

    static int indexOf(List<ObjectNode> lines, ObjectNode line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) == line) {
                return i;
            }
        }
        throw new IllegalStateException("a line that is not there");
    }

    static void removeOne(Script script, Random random, String e) {
        ObjectNode line = one(script, random, e);
        if (line != null) {
            List<ObjectNode> lines = script.of(line.path("p").asText());
            lines.remove(indexOf(lines, line));
        }
    }

    static void repeatOne(Script script, Random random, String e) {
        ObjectNode line = one(script, random, e);
        if (line != null) {
            List<ObjectNode> lines = script.of(line.path("p").asText());
            insertBeforeClosed(lines, line.deepCopy(), indexOf(lines, line) + 1, random);
        }
    }

    static void moveOne(Script script, Random random, String e) {
        ObjectNode line = one(script, random, e);
        if (line != null) {
            List<ObjectNode> lines = script.of(line.path("p").asText());
            lines.remove(indexOf(lines, line));
            insertBeforeClosed(lines, line, 1, random);
        }
    }

    static void insertBeforeClosed(List<ObjectNode> lines, ObjectNode line, int from, Random random) {
        List<Integer> closed = positions(lines, "closed");
        int to = closed.isEmpty() ? lines.size() : closed.get(0);
        lines.add(Math.min(from, to) + random.nextInt(Math.max(1, to - from + 1)), line);
    }
}

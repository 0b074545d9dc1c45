package dev.maat.naive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * Makes the processes of a node one, named like the first of them, where nodes recover. Message ids keep which life sent
 * them, behind the colon.
 */
@NullUnmarked // null is "none", see the package
final class NaiveRecovery {
    private final NaiveHistory history;
    private final List<Proc> written;

    NaiveRecovery(NaiveHistory history, Collection<Proc> written) {
        this.history = history;
        this.written = List.copyOf(written);
    }

    /** The recovering processes by their names. */
    Map<String, Proc> recovered() {
        List<Proc> inOrder = new ArrayList<>(written);
        inOrder.sort(Comparator.comparingLong(NaiveRecovery::startTime));
        Map<String, Proc> recovered = new LinkedHashMap<>();
        for (Proc life : inOrder) {
            Proc whole = recovered.computeIfAbsent(life.node() + ".0", Proc::new);
            boolean lacksALife = !withALog(life.node()).containsAll(named(life.node()));
            if (!whole.lines.isEmpty()) {
                whole.lives.add(whole.lines.size());
                if (lacksALife) {
                    whole.unsureLives.add(whole.lines.size());
                }
            }
            for (JsonNode line : life.lines) {
                whole.lines.add(renamed(line));
            }
            whole.crash = life.crash;
            whole.anyLifeIncomplete |= lacksALife || life.linesIncomplete();
            whole.recovers = true;
        }
        return recovered;
    }

    private Set<String> withALog(String node) {
        Set<String> out = new LinkedHashSet<>();
        written.stream()
                .filter(life -> life.node().equals(node) && !life.lines.isEmpty())
                .forEach(life -> out.add(life.id));
        return out;
    }

    /** The processes of a node that the history names: by their lines, their messages, a view, and the header. */
    private Set<String> named(String node) {
        Set<String> out = new LinkedHashSet<>();
        history.header.path("nodes").forEach(name -> out.add(name.asText() + ".0"));
        for (Proc life : written) {
            out.add(life.id);
            for (JsonNode line : life.lines) {
                String m = line.path("m").asText("?");
                if (!m.equals("?") && !line.path("e").asText().startsWith("x-")) {
                    out.add(m.substring(0, m.lastIndexOf(':')));
                }
                out.addAll(NaiveHistory.strings(line.path("members")));
                out.addAll(NaiveHistory.strings(line.path("transitional")));
            }
        }
        out.removeIf(id -> !id.substring(0, id.lastIndexOf('.')).equals(node));
        return out;
    }

    private static long startTime(Proc life) {
        return life.lines.stream()
                .filter(line -> NaiveHistory.is(line, "start"))
                .findFirst()
                .or(() -> life.lines.stream().findFirst())
                .map(line -> line.path("t").asLong())
                .orElse(Long.MIN_VALUE);
    }

    private static JsonNode renamed(JsonNode line) {
        String m = line.path("m").asText("?");
        if (m.equals("?")) {
            return line;
        }
        String sender = m.substring(0, m.lastIndexOf(':'));
        int dot = sender.lastIndexOf('.');
        String id = sender.substring(0, dot) + ".0:" + sender.substring(dot + 1) + m.substring(m.lastIndexOf(':'));
        return ((ObjectNode) line.deepCopy())
                .put("m", id.substring(0, id.lastIndexOf(':')) + "/" + id.substring(id.lastIndexOf(':') + 1));
    }
}

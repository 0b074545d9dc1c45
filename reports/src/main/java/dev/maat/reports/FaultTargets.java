package dev.maat.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lanes on which a fault is drawn: those of the nodes that its detail names anywhere ("n1", "n1.0", "n1&gt;n3"), or
 * else those that its effect names. No kind of fault is known by name here, because a history may have kinds of its own.
 */
final class FaultTargets {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final History history;
    private final Lanes lanes;

    FaultTargets(History history, Lanes lanes) {
        this.history = history;
        this.lanes = lanes;
    }

    /** The lanes in ascending order; empty if no node is named, so that the fault concerns all. */
    int[] lanes(FaultSpan fault) {
        TreeSet<Integer> found = new TreeSet<>();
        collect(fault.detail(), found);
        if (found.isEmpty()) {
            collect(fault.effect(), found);
        }
        for (ProcessLog log : history.logs()) {
            Crash crash = log.crash();
            if (crash != null && fault.id().equals(crash.cause())) {
                found.add(lanes.ofProcess(log.process()));
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private void collect(@Nullable String json, TreeSet<Integer> into) {
        if (json == null) {
            return;
        }
        try {
            collect(JSON.readTree(json), into);
        } catch (JsonProcessingException unread) {
            throw new IllegalArgumentException("the reader accepts no such JSON in a fault: " + json, unread);
        }
    }

    private void collect(JsonNode node, TreeSet<Integer> into) {
        if (node.isTextual()) {
            name(node.asText(), into);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            name(field.getKey(), into);
        }
        for (JsonNode part : node) {
            collect(part, into);
        }
    }

    private void name(String text, TreeSet<Integer> into) {
        if (addNode(text, into)) {
            return;
        }
        int arrow = text.indexOf('>');
        if (arrow > 0) {
            addNode(text.substring(0, arrow), into);
            addNode(text.substring(arrow + 1), into);
        }
    }

    private boolean addNode(String text, TreeSet<Integer> into) {
        int process = history.processNumber(text);
        int lane = process >= 0 ? lanes.ofProcess(process) : lanes.ofNode(text);
        return lane != Lanes.NONE && into.add(lane);
    }
}

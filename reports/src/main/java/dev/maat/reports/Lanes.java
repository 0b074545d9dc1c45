package dev.maat.reports;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A lane for each node: first the nodes of the header, then any other node that left a log. */
final class Lanes {
    static final int NONE = -1;

    private final Map<String, Integer> laneOfNode;
    private final int[] laneOfProcess;

    private Lanes(Map<String, Integer> laneOfNode, int[] laneOfProcess) {
        this.laneOfNode = laneOfNode;
        this.laneOfProcess = laneOfProcess;
    }

    static Lanes of(History history) {
        Map<String, Integer> lanes = new LinkedHashMap<>();
        for (String node : history.header().nodes()) {
            lanes.putIfAbsent(node, lanes.size());
        }
        for (ProcessLog log : history.logs()) {
            lanes.putIfAbsent(log.node(), lanes.size());
        }
        int[] ofProcess = new int[history.processCount()];
        for (int process = 0; process < ofProcess.length; process++) {
            String name = history.processName(process);
            int dot = name.lastIndexOf('.');
            ofProcess[process] = lanes.getOrDefault(dot < 0 ? name : name.substring(0, dot), NONE);
        }
        return new Lanes(lanes, ofProcess);
    }

    int count() {
        return laneOfNode.size();
    }

    List<String> nodes() {
        return new ArrayList<>(laneOfNode.keySet());
    }

    /** The lane of a process; {@link #NONE} if its node has none, because the process is only mentioned. */
    int ofProcess(int process) {
        return laneOfProcess[process];
    }

    /** The lane of a node; {@link #NONE} if there is no such node. */
    int ofNode(String node) {
        return laneOfNode.getOrDefault(node, NONE);
    }
}

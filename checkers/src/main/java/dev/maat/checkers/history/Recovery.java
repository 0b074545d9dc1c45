package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A static group whose nodes keep their state over a restart: the processes of a node count as one recovering process. Its log is
 * their logs in the order of their starts, and its messages are the messages of all of them.
 */
final class Recovery {
    private final History told;
    private final int[] owner;
    private final int[] offset;
    private final List<ProcessLog> merged = new ArrayList<>();

    private Recovery(History told) {
        this.told = told;
        this.owner = new int[told.processCount()];
        this.offset = new int[told.processCount()];
    }

    /** The history with one log for each node. */
    static History of(History told) {
        return new Recovery(told).merged();
    }

    private History merged() {
        Map<String, Integer> byNode = new LinkedHashMap<>();
        for (int p = 0; p < owner.length; p++) {
            String name = told.processName(p);
            String node = name.substring(0, name.lastIndexOf('.'));
            int first = told.processNumber(node + ".0");
            int known = first >= 0 ? first : byNode.getOrDefault(node, p);
            byNode.putIfAbsent(node, known);
            owner[p] = known;
        }
        Map<Integer, List<ProcessLog>> parts = new LinkedHashMap<>();
        for (ProcessLog log : told.logs()) {
            parts.computeIfAbsent(owner[log.process()], absent -> new ArrayList<>())
                    .add(log);
        }
        parts.forEach(this::merge);
        return new History(told, merged, told.messages().of(owner, offset));
    }

    private void merge(int process, List<ProcessLog> parts) {
        parts.sort(Comparator.comparingLong(Recovery::startNanos));
        ProcessLog one = new ProcessLog(process, parts.getFirst().node() + ".0");
        Map<Integer, Integer> firstDeliveries = new HashMap<>();
        for (ProcessLog part : parts) {
            offset[part.process()] = one.size();
            one.append(part, redelivered(part, firstDeliveries));
        }
        merged.add(one);
    }

    private static long startNanos(ProcessLog log) {
        int start = Math.max(0, log.startEvent());
        return start < log.size() ? log.timeNanos(start) : Long.MAX_VALUE;
    }

    /**
     * The events of a part that deliver again what its node delivered: a contiguous run of the node's first deliveries that reaches to
     * the last of them or to the end of the part, before anything new. Adds the part's first deliveries to those of the node.
     */
    private static BitSet redelivered(ProcessLog part, Map<Integer, Integer> firstDeliveries) {
        int known = firstDeliveries.size();
        BitSet run = new BitSet();
        int expected = -1;
        boolean broken = false;
        for (int i = 0; i < part.size(); i++) {
            if (part.type(i) != EventType.DELIVER || part.message(i) == ProcessLog.UNREADABLE) {
                continue;
            }
            int position = firstDeliveries.getOrDefault(part.message(i), -1);
            if (expected < 0) {
                expected = position >= 0 && position < known ? position : known;
            }
            if (expected < known) {
                broken |= position != expected;
                expected++;
                if (!broken) {
                    run.set(i);
                }
            }
            firstDeliveries.putIfAbsent(part.message(i), firstDeliveries.size());
        }
        return broken ? new BitSet() : run;
    }
}

package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A static group whose nodes keep their state over a restart: the processes of a node count as one recovering process. Its log is
 * their logs in the order of their starts, and its messages are the messages of all of them.
 *
 * <p>If the log of a process that some line names is missing, that of the recovering process lacks lines, and no line says what was
 * delivered first there.
 */
final class Recovery {
    private final History told;
    private final int[] owner;
    private final int[] offset;
    private final List<ProcessLog> merged = new ArrayList<>();
    /** Recovering processes of which some life has no log. */
    private final BitSet lacking = new BitSet();

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
            ProcessLog log = told.log(p);
            if (log == null || log.size() == 0) {
                lacking.set(known);
            }
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
        Redeliveries redeliveries = new Redeliveries(one, lacking.get(process));
        for (ProcessLog part : parts) {
            offset[part.process()] = one.size();
            redeliveries.append(part);
        }
        if (lacking.get(process)) {
            one.lacksLife();
        }
        merged.add(one);
    }

    private static long startNanos(ProcessLog log) {
        int start = Math.max(0, log.startEvent());
        return start < log.size() ? log.timeNanos(start) : Long.MIN_VALUE;
    }
}

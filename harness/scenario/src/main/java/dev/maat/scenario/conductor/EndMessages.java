package dev.maat.scenario.conductor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The END message of each core process, and who has delivered which. */
final class EndMessages {
    /** A refused END is tried again this much later, so often. */
    private static final long AGAIN_NANOS = 200_000_000L;

    private static final int MOST_ATTEMPTS = 50;

    private final List<NodeState> core;
    private final LoadDriver load;
    private final Map<String, End> ends = new LinkedHashMap<>();

    private static final class End {
        long number;
        int attempts;
        long againAtNanos;
        boolean refused;
        final TreeSet<String> deliveredBy = new TreeSet<>();
    }

    EndMessages(List<NodeState> core, LoadDriver load) {
        this.core = core;
        this.load = load;
    }

    /** Lets each core process that has a view and no END under way multicast one; tells when to come again. */
    long drive(long now, Consumer<Action> out) {
        long next = Long.MAX_VALUE;
        for (NodeState node : core) {
            if (!node.mayMulticast() || node.process == null) {
                continue;
            }
            End end = ends.computeIfAbsent(node.process, process -> new End());
            if (end.number > 0 && !end.refused) {
                continue;
            }
            if (end.againAtNanos <= now && end.attempts < MOST_ATTEMPTS) {
                end.attempts++;
                end.refused = false;
                end.number = load.multicast(node, node.process, true, out);
            } else if (end.attempts < MOST_ATTEMPTS) {
                next = Math.min(next, end.againAtNanos);
            }
        }
        return next;
    }

    void failed(long now, String process, long number) {
        End end = ends.get(process);
        if (end != null && end.number == number) {
            end.refused = true;
            end.againAtNanos = now + AGAIN_NANOS;
        }
    }

    void delivered(String process, String messageId) {
        int colon = messageId.lastIndexOf(':');
        End end = colon < 0 ? null : ends.get(messageId.substring(0, colon));
        if (end != null && messageId.endsWith(":" + end.number)) {
            end.deliveredBy.add(process);
        }
    }

    /** Whether each core process has delivered the END of each, and all its multicasts have returned. */
    boolean areDeliveredEverywhere() {
        List<String> processes = new ArrayList<>();
        for (NodeState node : core) {
            if (!node.isWell() || node.process == null || !node.unanswered.isEmpty()) {
                return false;
            }
            processes.add(node.process);
        }
        for (String process : processes) {
            End end = ends.get(process);
            if (end == null || end.number == 0 || end.refused || !end.deliveredBy.containsAll(processes)) {
                return false;
            }
        }
        return true;
    }
}

package dev.maat.scenario.conductor.load;

import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.port.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** The END message of each core process, and the processes that have delivered it. */
public final class EndMessages {
    /** A refused END is tried again after this time. */
    private static final long AGAIN_NANOS = 200_000_000L;

    private static final int MAX_ATTEMPTS = 50;

    private final List<NodeState> core;
    private final LoadDriver load;
    private final Map<String, End> ends = new LinkedHashMap<>();

    private static final class End {
        private long number;
        private long invokedNanos;
        private int attempts;
        private long againAtNanos;
        private boolean refused;
        private final TreeSet<String> deliveredBy = new TreeSet<>();

        /** Whether it is still to be multicast, for the first time or again. */
        boolean isOpen() {
            return (number == 0 || refused) && attempts < MAX_ATTEMPTS;
        }
    }

    public EndMessages(List<NodeState> core, LoadDriver load) {
        this.core = core;
        this.load = load;
    }

    /** Lets each core process that has a view and no END under way multicast one, if it is due. */
    public void drive(long now, Consumer<Action> out) {
        for (NodeState node : core) {
            String process = node.process();
            if (!node.mayMulticast() || process == null) {
                continue;
            }
            End end = ends.computeIfAbsent(process, first -> new End());
            if (end.isOpen() && end.againAtNanos <= now) {
                end.attempts++;
                end.refused = false;
                end.number = load.multicast(node, process, true, out);
                end.invokedNanos = now;
            }
        }
    }

    /** When the next refused END is to be tried again; {@code Long.MAX_VALUE}: none is. */
    public long deadline() {
        long next = Long.MAX_VALUE;
        for (NodeState node : core) {
            End end = node.mayMulticast() && node.process() != null ? ends.get(node.process()) : null;
            if (end != null && end.isOpen()) {
                next = Math.min(next, end.againAtNanos);
            }
        }
        return next;
    }

    /** A multicast was refused. */
    public void failed(long now, String process, long number) {
        End end = ends.get(process);
        if (end != null && end.number == number) {
            end.refused = true;
            end.againAtNanos = now + AGAIN_NANOS;
        }
    }

    /** A process has delivered a message; whether this is progress: an END that it had not delivered before. */
    public boolean delivered(String process, String messageId) {
        int colon = messageId.lastIndexOf(':');
        End end = colon < 0 ? null : ends.get(messageId.substring(0, colon));
        if (end != null && messageId.endsWith(":" + end.number)) {
            return end.deliveredBy.add(process);
        }
        return false;
    }

    /** For each END that is not delivered everywhere: its state, and the processes that have not delivered it. */
    public List<String> explainMissing(LongFunction<String> time) {
        List<String> running = new ArrayList<>();
        for (NodeState node : core) {
            if (node.isUp() && node.process() != null) {
                running.add(node.process());
            }
        }
        List<String> lines = new ArrayList<>();
        for (NodeState node : core) {
            End end = node.process() == null ? null : ends.get(node.process());
            if (end == null || end.number == 0) {
                lines.add(node.name() + " could not invoke its END: it is in no view");
                continue;
            }
            List<String> missing = new ArrayList<>(running);
            missing.removeAll(end.deliveredBy);
            boolean waits = node.sends().isUnanswered(end.number);
            if (missing.isEmpty() && !waits && !end.refused) {
                continue;
            }
            lines.add("the END of " + node.process() + ", invoked at " + time.apply(end.invokedNanos) + ", "
                    + (end.refused ? "is refused" : waits ? "has not returned" : "has returned")
                    + (missing.isEmpty() ? "" : "; not delivered at " + String.join(", ", missing)));
        }
        return lines;
    }

    /** Whether each core process has delivered the END of each, and all its multicasts have returned. */
    public boolean areDeliveredEverywhere() {
        List<String> processes = new ArrayList<>();
        for (NodeState node : core) {
            if (!node.isWell() || node.process() == null || !node.sends().areAllAnswered()) {
                return false;
            }
            processes.add(node.process());
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

package dev.maat.scenario.conductor.load;

import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Sends;
import dev.maat.scenario.conductor.port.Action;
import java.util.function.Consumer;

/** The load of the workload. The time and size of each multicast are drawn by process and number. */
public final class LoadDriver {
    /** A process with this many unanswered multicasts is given no more until some return. */
    static final int MAX_UNANSWERED = 64;

    /** The longest gap between two multicasts, in mean gaps: the tail of the distribution is cut there. */
    private static final double MAX_GAP_IN_MEANS = 8;

    private final Workload workload;
    private final SeedDraw seed;
    private final double meanNanos;
    private final LoadShape shape;
    private long invoked;
    private boolean on;

    public LoadDriver(Scenario scenario) {
        workload = scenario.workload();
        seed = new SeedDraw(scenario.seed());
        meanNanos =
                workload.messagesPerSecond() == 0 ? 0 : 1e9 * scenario.nodes().size() / workload.messagesPerSecond();
        shape = new LoadShape(scenario, seed);
    }

    /** Turns the load on or off. A workload without messages stays off. */
    public void turn(boolean newOn) {
        on = newOn && meanNanos > 0;
    }

    public boolean isOn() {
        return on;
    }

    /** Multicasts invoked, END messages included. */
    public long invoked() {
        return invoked;
    }

    /** Multicasts at the node if a message is due; returns when its next one is. */
    public long drive(long now, NodeState node, Consumer<Action> out) {
        String process = node.process();
        if (!on || !node.mayMulticast() || process == null || shape.isSilent(node.name())) {
            return Long.MAX_VALUE;
        }
        Sends sends = node.sends();
        if (sends.dueNanos() == 0) {
            sends.due(shape.due(now, gapNanos(node, process, 0)));
        }
        if (sends.dueNanos() <= now) {
            if (sends.unanswered() < MAX_UNANSWERED) {
                if (workload.sends(process, sends.last() + 1)) {
                    multicast(node, process, false, out);
                } else {
                    sends.skip();
                }
            }
            sends.due(shape.due(now, gapNanos(node, process, sends.last())));
        }
        return sends.dueNanos();
    }

    /**
     * Multicasts now.
     *
     * @param last whether it is the END message
     * @return the number of the multicast
     */
    long multicast(NodeState node, String process, boolean last, Consumer<Action> out) {
        long number = node.sends().next();
        invoked++;
        out.accept(new Action.Multicast(process, number, sizeBytes(process, number), last));
        return number;
    }

    private long gapNanos(NodeState node, String process, long number) {
        double unit = SeedDraw.unit(seed.draw("load.gap", SeedDraw.hash(process), number));
        double means = Math.min(MAX_GAP_IN_MEANS, -StrictMath.log(1 - unit));
        return 1 + (long) (means * meanNanos / shape.share(node.name()));
    }

    private int sizeBytes(String process, long number) {
        double unit = SeedDraw.unit(seed.draw("load.size", SeedDraw.hash(process), number));
        double ratio = (double) workload.maxPayloadBytes() / workload.minPayloadBytes();
        int size = (int) Math.round(workload.minPayloadBytes() * StrictMath.pow(ratio, unit));
        return Math.clamp(size, workload.minPayloadBytes(), workload.maxPayloadBytes());
    }
}

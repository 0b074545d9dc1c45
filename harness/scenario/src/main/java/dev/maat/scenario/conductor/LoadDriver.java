package dev.maat.scenario.conductor;

import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.function.Consumer;

/** The application's load: when which process multicasts what, drawn by process and number. */
final class LoadDriver {
    /** A process with this many multicasts under way is given no more until some return. */
    static final int MOST_UNANSWERED = 64;

    private static final double LONGEST_IN_MEANS = 8;

    private final Workload workload;
    private final SeedDraw seed;
    private final double meanNanos;
    private long invoked;
    private boolean on;

    LoadDriver(Scenario scenario) {
        workload = scenario.workload();
        seed = new SeedDraw(scenario.seed());
        meanNanos =
                workload.messagesPerSecond() == 0 ? 0 : 1e9 * scenario.nodes().size() / workload.messagesPerSecond();
    }

    void turn(boolean newOn) {
        on = newOn && meanNanos > 0;
    }

    boolean isOn() {
        return on;
    }

    /** Multicasts invoked, END messages included. */
    long invoked() {
        return invoked;
    }

    /** Multicasts what is due and tells when this node's next message is. */
    long drive(long now, NodeState node, Consumer<Action> out) {
        if (!on || !node.mayMulticast() || node.process == null) {
            return Long.MAX_VALUE;
        }
        if (node.nextSendNanos == 0) {
            node.nextSendNanos = now + gapNanos(node.process, 0);
        }
        if (node.nextSendNanos <= now) {
            if (node.unanswered.size() < MOST_UNANSWERED) {
                multicast(node, node.process, false, out);
            }
            node.nextSendNanos = now + gapNanos(node.process, node.lastNumber);
        }
        return node.nextSendNanos;
    }

    /** Multicasts now. */
    long multicast(NodeState node, String process, boolean last, Consumer<Action> out) {
        long number = ++node.lastNumber;
        node.unanswered.add(number);
        invoked++;
        out.accept(new Action.Multicast(process, number, sizeBytes(process, number), last));
        return number;
    }

    private long gapNanos(String process, long number) {
        double unit = SeedDraw.unit(seed.draw("load.gap", SeedDraw.hash(process), number));
        double means = Math.min(LONGEST_IN_MEANS, -StrictMath.log(1 - unit));
        return 1 + (long) (means * meanNanos);
    }

    private int sizeBytes(String process, long number) {
        double unit = SeedDraw.unit(seed.draw("load.size", SeedDraw.hash(process), number));
        double ratio = (double) workload.maxPayloadBytes() / workload.minPayloadBytes();
        int size = (int) Math.round(workload.minPayloadBytes() * StrictMath.pow(ratio, unit));
        return Math.clamp(size, workload.minPayloadBytes(), workload.maxPayloadBytes());
    }
}

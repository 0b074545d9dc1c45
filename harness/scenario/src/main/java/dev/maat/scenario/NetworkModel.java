package dev.maat.scenario;

/**
 * The simulated network and clocks when no fault is on; containers have their own.
 *
 * @param minLatencyMicros the least time a packet takes
 * @param meanLatencyMicros what it takes on average; the rest is drawn from an exponential distribution, cut at ten times that
 * @param lossPerMille packets lost, in a thousand
 * @param duplicatePerMille packets that arrive twice, in a thousand
 * @param reorderPerMille packets held back by up to ten mean latencies, in a thousand
 * @param clockDriftPpm how much faster or slower a node's clock may run, in millionths
 * @param timerLateMicros how late a timer may fire at most
 */
public record NetworkModel(
        long minLatencyMicros,
        long meanLatencyMicros,
        int lossPerMille,
        int duplicatePerMille,
        int reorderPerMille,
        int clockDriftPpm,
        long timerLateMicros) {
    private static final long MOST_MICROS = 60_000_000;

    public static final NetworkModel DEFAULT = new NetworkModel(100, 400, 1, 1, 10, 200, 2_000);

    public NetworkModel {
        Bounds.within("network.minLatencyMicros", minLatencyMicros, 1, MOST_MICROS);
        Bounds.within("network.meanLatencyMicros", meanLatencyMicros, minLatencyMicros, MOST_MICROS);
        Bounds.within("network.lossPerMille", lossPerMille, 0, 1_000);
        Bounds.within("network.duplicatePerMille", duplicatePerMille, 0, 1_000);
        Bounds.within("network.reorderPerMille", reorderPerMille, 0, 1_000);
        Bounds.within("network.clockDriftPpm", clockDriftPpm, 0, 500_000);
        Bounds.within("network.timerLateMicros", timerLateMicros, 0, MOST_MICROS);
    }
}

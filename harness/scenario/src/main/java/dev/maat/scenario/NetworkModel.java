package dev.maat.scenario;

/**
 * The simulated network and clocks while no fault is on; containers have real ones.
 *
 * @param minLatencyMicros the shortest latency of a packet
 * @param meanLatencyMicros the mean latency; the part above the shortest is drawn from an exponential distribution, cut at ten
 *     times its mean
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
    private static final long MAX_MICROS = 60_000_000;

    public static final NetworkModel DEFAULT = new NetworkModel(100, 400, 1, 1, 10, 200, 2_000);

    public NetworkModel {
        Bounds.within("network.minLatencyMicros", minLatencyMicros, 1, MAX_MICROS);
        Bounds.within("network.meanLatencyMicros", meanLatencyMicros, minLatencyMicros, MAX_MICROS);
        Bounds.within("network.lossPerMille", lossPerMille, 0, 1_000);
        Bounds.within("network.duplicatePerMille", duplicatePerMille, 0, 1_000);
        Bounds.within("network.reorderPerMille", reorderPerMille, 0, 1_000);
        Bounds.within("network.clockDriftPpm", clockDriftPpm, 0, 500_000);
        Bounds.within("network.timerLateMicros", timerLateMicros, 0, MAX_MICROS);
    }
}

package dev.maat.engine.shrink;

import dev.maat.scenario.NetworkModel;

/** The disturbances of a simulated network and of its clocks, each of which can go alone. */
enum Noise {
    LOSS("loss of the network"),
    DUPLICATES("duplicates of the network"),
    REORDERING("reordering of the network"),
    DRIFT("drift of the clocks"),
    LATE_TIMERS("lateness of timers"),
    LATENCY("variation of the latency");

    private final String words;

    Noise(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The network without this disturbance; the same one if it has none of it. */
    NetworkModel removedFrom(NetworkModel network) {
        return new NetworkModel(
                network.minLatencyMicros(),
                this == LATENCY ? network.minLatencyMicros() : network.meanLatencyMicros(),
                this == LOSS ? 0 : network.lossPerMille(),
                this == DUPLICATES ? 0 : network.duplicatePerMille(),
                this == REORDERING ? 0 : network.reorderPerMille(),
                this == DRIFT ? 0 : network.clockDriftPpm(),
                this == LATE_TIMERS ? 0 : network.timerLateMicros());
    }
}

package dev.maat.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Probes the links of the core: sends packets on each directed link, repeatedly, until each link has carried one. */
final class Probing {
    static final int ROUNDS = 20;
    static final long ROUND_NANOS = 100_000_000L;

    private final List<SimNode> core;
    private final boolean[][] carried;
    private final boolean[] scheduled;

    Probing(List<SimNode> core) {
        this.core = core;
        this.carried = new boolean[core.size()][core.size()];
        this.scheduled = new boolean[core.size()];
    }

    /** Sends a probe on each link that has not carried one yet. */
    void round(long now, long number, SimNetwork network) {
        for (int to = 0; to < core.size(); to++) {
            SimNode node = core.get(to);
            SimProcess process = node.process;
            scheduled[to] |= process != null && !node.paused;
            for (int from = 0; from < core.size(); from++) {
                if (from != to && !carried[from][to] && core.get(from).process != null && process != null) {
                    byte[] packet = ("probe " + number).getBytes(StandardCharsets.UTF_8);
                    network.send(
                            now,
                            core.get(from).index,
                            node.index,
                            Event.Kind.PROBE,
                            packet,
                            PacketHash.of(packet),
                            process.serial());
                }
            }
        }
    }

    void arrived(int from, SimNode node) {
        int to = core.indexOf(node);
        for (int i = 0; i < core.size() && to >= 0; i++) {
            if (core.get(i).index == from && !node.paused) {
                carried[i][to] = true;
            }
        }
    }

    boolean everyLinkCarried() {
        for (int from = 0; from < core.size(); from++) {
            for (int to = 0; to < core.size(); to++) {
                if (from != to && !carried[from][to]) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean everyProcessScheduled() {
        for (boolean one : scheduled) {
            if (!one) {
                return false;
            }
        }
        return true;
    }
}

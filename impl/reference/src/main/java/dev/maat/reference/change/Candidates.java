package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who asked to join, and when last. */
public final class Candidates {
    /** More than this many at once wait without being remembered: they go on asking. */
    private static final int MAX_CANDIDATES = 256;

    private final Host host;
    private final TreeMap<ProcessId, Long> askedAt = new TreeMap<>();

    public Candidates(Host host) {
        this.host = host;
    }

    void asked(ProcessId process) {
        if (askedAt.size() < MAX_CANDIDATES || askedAt.containsKey(process)) {
            askedAt.put(process, host.now());
        }
    }

    /** Who still asks and was never named in a decided view; of each node the last process; at most {@code max}. */
    List<ProcessId> eligible(Epoch epoch, int max) {
        forgetSilent();
        TreeMap<String, ProcessId> latest = new TreeMap<>();
        for (ProcessId process : askedAt.keySet()) {
            if (!epoch.membership().everNamed(process) && epoch.rankOf(process) < 0) {
                latest.put(process.node(), process);
            }
        }
        List<ProcessId> eligible = new ArrayList<>(latest.values());
        return eligible.subList(0, Math.min(Math.max(0, max), eligible.size()));
    }

    private void forgetSilent() {
        List<ProcessId> silent = new ArrayList<>();
        for (Map.Entry<ProcessId, Long> each : askedAt.entrySet()) {
            if (host.now() - each.getValue() > host.options.suspicionNanos()) {
                silent.add(each.getKey());
            }
        }
        silent.forEach(askedAt::remove);
    }
}

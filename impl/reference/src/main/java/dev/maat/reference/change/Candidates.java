package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes that ask to join, and when each asked last. */
public final class Candidates {
    /** Beyond these a process is not remembered; it goes on asking. */
    private static final int MAX_CANDIDATES = 256;

    private final Group group;
    private final Host host;
    private final TreeMap<ProcessId, Long> askedAt = new TreeMap<>();

    public Candidates(Group group) {
        this.group = group;
        this.host = group.host;
    }

    void asked(ProcessId process) {
        if (askedAt.size() < MAX_CANDIDATES || askedAt.containsKey(process)) {
            askedAt.put(process, host.now());
        }
    }

    /** Processes that still ask and may join, of each node the latest, without those that are in the next view anyway. */
    List<ProcessId> eligible(Epoch epoch, List<ProcessId> survivors, int max) {
        forgetSilent();
        TreeMap<String, ProcessId> latest = new TreeMap<>();
        for (ProcessId process : askedAt.keySet()) {
            if (mayJoin(epoch, process) && !survivors.contains(process)) {
                latest.put(process.node(), process);
            }
        }
        List<ProcessId> eligible = new ArrayList<>(latest.values());
        return eligible.subList(0, Math.min(Math.max(0, max), eligible.size()));
    }

    boolean isAnyEligible(Epoch epoch) {
        // Asked at every tick, and hardly ever does anybody ask to join.
        return !askedAt.isEmpty() && !eligible(epoch, epoch.members(), 1).isEmpty();
    }

    private boolean mayJoin(Epoch epoch, ProcessId process) {
        boolean everNamed = epoch.membership().everNamed(process);
        return group.parts.agreement().successor().mayJoin(everNamed, epoch.rankOf(process) >= 0);
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

package dev.maat.checkers.facts;

import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.Quiet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The core process of each node that the {@code quiet} line names: the process of the node whose {@code start} has the greatest
 * time. A process that restarted is not a member of a static group, so in a static group a node whose last process restarted has no
 * core process.
 *
 * <p>A core node runs at {@code quiet}. If no log shows the start of a process that still can, the log of its core process is missing.
 */
final class CoreProcesses {
    private final History history;
    private final Views views;
    private final List<Integer> processes = new ArrayList<>();
    private final BitSet isCore = new BitSet();
    /** Core nodes whose core process has no log, and for each a reason. */
    private final Map<String, String> missing = new LinkedHashMap<>();

    private final Set<String> restarted = new LinkedHashSet<>();

    CoreProcesses(History history, Views views) {
        this.history = history;
        this.views = views;
        Quiet quiet = history.quiet();
        if (quiet != null) {
            quiet.core().forEach(node -> node(node, quiet));
        }
    }

    private void node(String node, Quiet quiet) {
        ProcessLog last = last(node);
        if (last == null) {
            missing.put(
                    node,
                    "no log shows the start of a process of " + node + ", a node of the core: is a file missing?");
            return;
        }
        String unseen = unseen(node, quiet);
        if (unseen != null) {
            missing.put(node, "no log tells of " + unseen + ", a process of a node of the core: is a file missing?");
            return;
        }
        boolean outside = history.header().isStatic() && !last.name().equals(node + ".0");
        if (outside) {
            restarted.add(last.name());
        }
        if (wentBefore(quiet, last)) {
            missing.put(
                    node,
                    "no log shows the start of a process of " + node + ", a node of the core, after the end of "
                            + last.name() + ": is a file missing?");
        } else if (!outside && !isCore.get(last.process())) {
            isCore.set(last.process());
            processes.add(last.process());
        }
    }

    private @Nullable ProcessLog last(String node) {
        ProcessLog last = null;
        for (ProcessLog log : history.logs()) {
            boolean eligible = log.node().equals(node) && log.startEvent() >= 0;
            if (eligible && (last == null || log.timeNanos(log.startEvent()) >= last.timeNanos(last.startEvent()))) {
                last = log;
            }
        }
        return last;
    }

    /**
     * A process of a node that views name and no log tells of, so that it may be the last one; null if there is none. The first process
     * of a node of a static group is not the last one.
     */
    private @Nullable String unseen(String node, Quiet quiet) {
        for (int p = 0; p < history.processCount() && !history.header().isStatic(); p++) {
            ProcessLog log = history.log(p);
            boolean told = log != null && (log.size() > 0 || wentBefore(quiet, log));
            if (views.names(p) && !told && nodeOf(p).equals(node)) {
                return history.processName(p);
            }
        }
        return null;
    }

    private String nodeOf(int process) {
        String name = history.processName(process);
        return name.substring(0, name.lastIndexOf('.'));
    }

    /**
     * Whether the run itself may have ended a process before the history was quiet: it stopped it, or asked it to leave. The clocks of
     * the process and of the harness differ, so their times prove nothing. A fault fell before if its line stands before the {@code
     * quiet} line. A process whose log shows an END ran on: core processes invoke one once the run is quiet.
     */
    private boolean wentBefore(Quiet quiet, ProcessLog log) {
        return mayHaveGone(quiet, log) && showsEnd(log) == Core.NO_EVENT;
    }

    private static boolean mayHaveGone(Quiet quiet, ProcessLog log) {
        Crash crash = log.crash();
        return crash == null
                ? leftWhenAsked(log)
                : crash.cause() != null && quiet.earlierFaults().contains(crash.cause());
    }

    private static boolean leftWhenAsked(ProcessLog log) {
        boolean asked = false;
        for (int i = log.lastLife(); i < log.size() && log.count(EventType.LEFT) > 0; i++) {
            asked |= log.type(i) == EventType.LEAVE;
            if (asked && log.type(i) == EventType.LEFT) {
                return true;
            }
        }
        return false;
    }

    /** The last event at which the last life of a process invoked or delivered an END. */
    private int showsEnd(ProcessLog log) {
        for (int i = log.size() - 1; i >= log.lastLife(); i--) {
            boolean tells = log.type(i) == EventType.SEND || log.type(i) == EventType.DELIVER;
            if (tells && log.message(i) >= 0 && history.messages().last(log.message(i))) {
                return i;
            }
        }
        return Core.NO_EVENT;
    }

    /** The event of an END by which a core process that may seem gone shows that it ran on, or {@link Core#NO_EVENT}. */
    int presence(int process) {
        Quiet quiet = history.quiet();
        ProcessLog log = history.log(process);
        return quiet != null && log != null && mayHaveGone(quiet, log) ? showsEnd(log) : Core.NO_EVENT;
    }

    List<Integer> processes() {
        return processes;
    }

    boolean has(int process) {
        return isCore.get(process);
    }

    /** Whether one of these processes is a core process. */
    boolean hasAny(BitSet some) {
        return isCore.intersects(some);
    }

    Set<String> missing() {
        return Collections.unmodifiableSet(missing.keySet());
    }

    String whyMissing() {
        return String.join("; ", missing.values());
    }

    @Nullable
    String missingNode(int process) {
        String node = nodeOf(process);
        return missing.containsKey(node) ? node : null;
    }

    /** The last processes of core nodes that are not of the static group. */
    Set<String> restarted() {
        return restarted;
    }
}

package dev.maat.checkers.facts;

import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.Quiet;
import dev.maat.checkers.history.ViewContent;
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
 * The core, and whether liveness can be judged on it. The core process of a node that the {@code quiet} line names is the process
 * of the node whose {@code start} has the greatest time. A process that restarted is not a member of a static group, so in a static
 * group a node whose last process restarted has no core process.
 *
 * <p>A core node runs at {@code quiet}. If no log shows the start of a process that still can, the log of its core process is missing:
 * liveness that is not violated without it is unknown.
 */
public final class Core {
    /** No event of a log. */
    public static final int NO_EVENT = -1;

    private final History history;
    private final Views views;
    private final List<Integer> processes = new ArrayList<>();
    private final BitSet isCore = new BitSet();
    /** Core nodes whose core process has no log, and for each a reason. */
    private final Map<String, String> missing = new LinkedHashMap<>();

    /** Processes that invoked an END message. */
    private final BitSet ends = new BitSet();

    private final @Nullable String unknown;
    private final @Nullable String inapplicable;
    private final @Nullable String unfinished;
    private final @Nullable String outsiders;
    private final List<ViewContent> newest = new ArrayList<>();
    private final List<Integer> generationBegins = new ArrayList<>();
    private int quorumInstall = Views.NONE;
    private int previousInstall = Views.NONE;

    Core(History history, Views views) {
        this.history = history;
        this.views = views;
        Quiet quiet = history.quiet();
        List<String> restarted = new ArrayList<>();
        for (String node : quiet == null ? List.<String>of() : quiet.core()) {
            ProcessLog last = last(node);
            if (last == null) {
                missing.put(
                        node,
                        "no log shows the start of a process of " + node + ", a node of the core: is a file missing?");
                continue;
            }
            String unseen = unseen(node, quiet);
            if (unseen != null) {
                missing.put(
                        node, "no log tells of " + unseen + ", a process of a node of the core: is a file missing?");
                continue;
            }
            boolean outside = history.header().isStatic() && !last.name().equals(node + ".0");
            if (outside) {
                restarted.add(last.name());
            }
            if (quiet != null && wentBefore(quiet, last)) {
                missing.put(
                        node,
                        "no log shows the start of a process of " + node + ", a node of the core, after the end of "
                                + last.name() + ": is a file missing?");
            } else if (!outside && !isCore.get(last.process())) {
                isCore.set(last.process());
                processes.add(last.process());
            }
        }
        this.outsiders = restarted.isEmpty()
                ? null
                : String.join(", ", new LinkedHashSet<>(restarted))
                        + ": the last process of a core node restarted, and is not of the static group";
        String premise = whyUnknown(quiet);
        String noQuorum = premise == null ? whyInapplicable() : null;
        // What no log shows may hold a newer view, or be what the core lacks to a quorum.
        this.unknown = noQuorum != null && !missing.isEmpty() ? whyMissing() : premise;
        this.inapplicable = unknown == null ? noQuorum : null;
        this.unfinished = whyUnfinished();
    }

    /**
     * Whether the run itself may have ended a process before the history was quiet: it stopped it, or asked it to leave. The clocks of
     * the process and of the harness differ, so their times prove nothing. A fault fell before if its line stands before the {@code
     * quiet} line. A process whose log shows an END ran on: core processes invoke one once the run is quiet.
     */
    private boolean wentBefore(Quiet quiet, ProcessLog log) {
        return mayHaveGone(quiet, log) && showsEnd(log) == NO_EVENT;
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
        return NO_EVENT;
    }

    /** The event of an END by which a core process that may seem gone shows that it ran on, or {@link #NO_EVENT}. */
    public int presence(int process) {
        Quiet quiet = history.quiet();
        ProcessLog log = history.log(process);
        return quiet != null && log != null && mayHaveGone(quiet, log) ? showsEnd(log) : NO_EVENT;
    }

    private @Nullable String whyUnfinished() {
        if (!missing.isEmpty()) {
            return whyMissing();
        }
        String end = history.endReason();
        if (end == null) {
            return "the history has no 'end' line: the run may have been cut short";
        }
        List<String> without = processes.stream()
                .filter(p -> !ends.get(p))
                .map(history::processName)
                .toList();
        if (!without.isEmpty()) {
            return "no END invoked by " + String.join(", ", without) + ": each core process owes one";
        }
        return switch (end) {
            case "harness-failure" -> "the harness failed";
            case "timeout" -> "the run ended by its time-out";
            default -> null;
        };
    }

    /**
     * A process of a node that views name and no log tells of, so that it may be the last one; null if there is none. The first process
     * of a node of a static group is not the last one.
     */
    private @Nullable String unseen(String node, @Nullable Quiet quiet) {
        for (int p = 0; p < history.processCount() && !history.header().isStatic(); p++) {
            ProcessLog log = history.log(p);
            boolean told = log != null && (log.size() > 0 || quiet != null && wentBefore(quiet, log));
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

    private @Nullable String whyUnknown(@Nullable Quiet quiet) {
        if (quiet == null) {
            return "no 'quiet' line: the run was never seen at rest";
        }
        if (!quiet.proven()) {
            return "the probes of the 'quiet' line are not all ok";
        }
        MessageTable messages = history.messages();
        for (int m = 0; m < messages.count(); m++) {
            if (messages.last(m)) {
                ends.set(messages.sender(m));
            }
        }
        if (ends.intersects(isCore)) {
            return null;
        }
        return "no core process invoked an END message" + (missing.isEmpty() ? "" : "; " + whyMissing());
    }

    private @Nullable String whyInapplicable() {
        findNewest();
        for (ViewContent view : newest) {
            quorumInstall = hasQuorum(view) ? installByCore(view) : Views.NONE;
            if (quorumInstall != Views.NONE) {
                return null;
            }
        }
        previousInstall = newest.isEmpty() ? Views.NONE : quorumOfPrevious(newest.get(0));
        for (ViewContent view : newest) {
            if (previousInstall != Views.NONE && hasQuorum(view)) {
                quorumInstall = installOf(view);
                return null;
            }
        }
        previousInstall = Views.NONE;
        return newest.isEmpty()
                ? "no view was installed by which liveness could be judged"
                : "the core is not a quorum of the newest view, " + views.name(newestInstall());
    }

    private int newestInstall() {
        int id = newest.get(0).idNumber();
        return views.byId(views.byIdFrom(id));
    }

    /**
     * Finds the views with the highest seq among the primary views (in a partitionable group, the views of the core) of the
     * generation that began last; the greater name wins if two began at the same time. A view whose copies differ counts by the copies
     * with the highest seq, and a core process by its own copy.
     */
    private void findNewest() {
        String generation = null;
        long begun = Long.MIN_VALUE;
        Map<String, Integer> firstInstall = new LinkedHashMap<>();
        for (int i = 0; i < views.count(); i++) {
            firstInstall.merge(
                    views.content(i).generation(), i, (old, next) -> views.nanos(next) < views.nanos(old) ? next : old);
        }
        for (Map.Entry<String, Integer> entry : firstInstall.entrySet()) {
            long first = views.nanos(entry.getValue());
            if (generation == null
                    || first > begun
                    || first == begun && entry.getKey().compareTo(generation) > 0) {
                generation = entry.getKey();
                begun = first;
            }
        }
        if (firstInstall.size() > 1) {
            generationBegins.addAll(firstInstall.values());
        }
        long highest = Long.MIN_VALUE;
        for (int i = 0; i < views.count(); i++) {
            ViewContent view = views.content(i);
            boolean eligible = history.header().partitionable() ? isCore.get(views.process(i)) : view.primary();
            if (!eligible || !view.generation().equals(generation) || view.seq() < highest) {
                continue;
            }
            if (view.seq() > highest) {
                newest.clear();
                highest = view.seq();
            }
            if (!newest.contains(view)) {
                newest.add(view);
            }
        }
    }

    /**
     * An install of the primary view of the next lower seq, if the core is a quorum of that view: its members can find the decision
     * on the newest view again, although every process that heard of it died.
     */
    private int quorumOfPrevious(ViewContent view) {
        long seq = Long.MIN_VALUE;
        for (int i = 0; i < views.count(); i++) {
            ViewContent lower = views.content(i);
            if (isPrimaryBelow(lower, view)) {
                seq = Math.max(seq, lower.seq());
            }
        }
        for (int i = 0; i < views.count(); i++) {
            ViewContent lower = views.content(i);
            if (isPrimaryBelow(lower, view) && lower.seq() == seq && hasQuorum(lower)) {
                return i;
            }
        }
        return Views.NONE;
    }

    private static boolean isPrimaryBelow(ViewContent lower, ViewContent view) {
        return lower.primary() && lower.generation().equals(view.generation()) && lower.seq() < view.seq();
    }

    private boolean hasQuorum(ViewContent view) {
        int live = 0;
        for (int rank = 0; rank < view.size(); rank++) {
            live += isCore.get(view.member(rank)) ? 1 : 0;
        }
        return 2 * live > view.size() || 2 * live == view.size() && isCore.get(view.member(0));
    }

    /** The install of the view with this very content by a core process. */
    private int installByCore(ViewContent view) {
        for (int position = views.byIdFrom(view.idNumber()); position < views.byIdTo(view.idNumber()); position++) {
            int install = views.byId(position);
            if (isCore.get(views.process(install)) && views.content(install) == view) {
                return install;
            }
        }
        return Views.NONE;
    }

    private int installOf(ViewContent view) {
        int position = views.byIdFrom(view.idNumber());
        while (views.content(views.byId(position)) != view) {
            position++;
        }
        return views.byId(position);
    }

    /** Core processes, in the order of the {@code quiet} line. */
    public List<Integer> processes() {
        return processes;
    }

    public boolean has(int process) {
        return isCore.get(process);
    }

    /** Core nodes whose core process has no log. */
    public Set<String> missing() {
        return Collections.unmodifiableSet(missing.keySet());
    }

    /** Names the missing logs, as a reason. */
    public String whyMissing() {
        return String.join("; ", missing.values());
    }

    /** The node of a process if it may be a core process whose log is missing; else null. */
    @Nullable
    public String missingNode(int process) {
        String node = nodeOf(process);
        return missing.containsKey(node) ? node : null;
    }

    /** Whether an install is the last one of a core process. */
    public boolean endsIn(int install) {
        return isCore.get(views.process(install)) && views.next(install) == Views.NONE;
    }

    /**
     * An install of the newest view that the core is a quorum of, by a core process if one installed it; {@link Views#NONE} if there
     * is none.
     */
    public int quorumInstall() {
        return quorumInstall;
    }

    /**
     * If no core process installed the newest view: an install of the view before it, of which the core is a quorum. Else {@link
     * Views#NONE}.
     */
    public int previousInstall() {
        return previousInstall;
    }

    /** The restarted processes of core nodes that are not of the static group, as a reason; null if there is none. */
    @Nullable
    public String outsiders() {
        return outsiders;
    }

    /** If there are several generations, the first install of each: they show which generation is the last. */
    public List<Integer> generationBegins() {
        return generationBegins;
    }

    /** Why liveness cannot be judged, or null. */
    @Nullable
    public String unknown() {
        return unknown;
    }

    /** Why liveness was not promised, or null. */
    @Nullable
    public String inapplicable() {
        return inapplicable;
    }

    /** Why only violations count, or null. */
    @Nullable
    public String unfinished() {
        return unfinished;
    }
}

package dev.maat.checkers.facts;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.Quiet;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The core, and whether liveness can be judged on it. The core process of a node that the {@code quiet} line names is the process
 * of the node whose {@code start} has the greatest time. A process that restarted is not a member of a static group, so in a static
 * group a node whose last process restarted has no core process.
 */
public final class Core {
    private final History history;
    private final Views views;
    private final List<Integer> processes = new ArrayList<>();
    private final BitSet isCore = new BitSet();
    private final @Nullable String unknown;
    private final @Nullable String inapplicable;
    private final @Nullable String unfinished;
    private final List<ViewContent> newest = new ArrayList<>();
    private final List<Integer> generationBegins = new ArrayList<>();
    private int quorumInstall = Views.NONE;

    Core(History history, Views views) {
        this.history = history;
        this.views = views;
        Quiet quiet = history.quiet();
        if (quiet != null) {
            for (String node : quiet.core()) {
                ProcessLog last = last(node);
                if (last != null && !isCore.get(last.process())) {
                    isCore.set(last.process());
                    processes.add(last.process());
                }
            }
        }
        this.unknown = whyUnknown(quiet);
        this.inapplicable = unknown == null ? whyInapplicable() : null;
        String end = history.endReason();
        this.unfinished = end == null
                ? "the history has no 'end' line: the run may have been cut short"
                : end.equals("harness-failure") ? "the harness failed" : null;
    }

    private @Nullable ProcessLog last(String node) {
        ProcessLog last = null;
        for (ProcessLog log : history.logs()) {
            boolean eligible = log.node().equals(node) && log.startEvent() >= 0;
            if (eligible && (last == null || log.timeNanos(log.startEvent()) >= last.timeNanos(last.startEvent()))) {
                last = log;
            }
        }
        boolean restarted =
                last != null && history.header().isStatic() && !last.name().equals(node + ".0");
        return restarted ? null : last;
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
            if (messages.last(m) && isCore.get(messages.sender(m))) {
                return null;
            }
        }
        return "no core process invoked an END message";
    }

    private @Nullable String whyInapplicable() {
        findNewest();
        for (ViewContent view : newest) {
            quorumInstall = hasQuorum(view) ? installByCore(view) : Views.NONE;
            if (quorumInstall != Views.NONE) {
                return null;
            }
        }
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

    /** Core processes, in the order of the {@code quiet} line. */
    public List<Integer> processes() {
        return processes;
    }

    public boolean has(int process) {
        return isCore.get(process);
    }

    /** Whether an install is the last one of a core process. */
    public boolean endsIn(int install) {
        return isCore.get(views.process(install)) && views.next(install) == Views.NONE;
    }

    /** A core process's install of the newest view that the core is a quorum of; {@link Views#NONE} if there is none. */
    public int quorumInstall() {
        return quorumInstall;
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

package dev.maat.checkers.facts;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest view that any process installed, and whether the core is a quorum of it. A core process installed that view, or the
 * core is a quorum of the primary view before it as well.
 */
final class NewestView {
    private final History history;
    private final Views views;
    private final CoreProcesses core;
    private final List<ViewContent> newest = new ArrayList<>();
    private final List<Integer> generationBegins = new ArrayList<>();
    private int quorumInstall = Views.NONE;
    private int previousInstall = Views.NONE;
    private final @Nullable String withoutQuorum;

    NewestView(History history, Views views, CoreProcesses core) {
        this.history = history;
        this.views = views;
        this.core = core;
        this.withoutQuorum = whyWithoutQuorum();
    }

    private @Nullable String whyWithoutQuorum() {
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
            boolean eligible = history.header().partitionable() ? core.has(views.process(i)) : view.primary();
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
            live += core.has(view.member(rank)) ? 1 : 0;
        }
        return 2 * live > view.size() || 2 * live == view.size() && core.has(view.member(0));
    }

    /** The install of the view with this very content by a core process. */
    private int installByCore(ViewContent view) {
        for (int position = views.byIdFrom(view.idNumber()); position < views.byIdTo(view.idNumber()); position++) {
            int install = views.byId(position);
            if (core.has(views.process(install)) && views.content(install) == view) {
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

    /** An install of the newest view that the core is a quorum of, by a core process if one installed it; or {@link Views#NONE}. */
    int quorumInstall() {
        return quorumInstall;
    }

    /** If no core process installed the newest view, an install of the view before it; else {@link Views#NONE}. */
    int previousInstall() {
        return previousInstall;
    }

    List<Integer> generationBegins() {
        return generationBegins;
    }

    /** Why the core has no quorum, or null if it has one. */
    @Nullable
    String withoutQuorum() {
        return withoutQuorum;
    }
}

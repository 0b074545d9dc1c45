package dev.maat.checkers.facts;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which processes were excluded from which views. In a group with a primary component, p is excluded from V if some primary view of
 * higher seq and the same generation does not contain p, and p installs no primary view between the two. In a partitionable group, p
 * is excluded from V if some process moved directly from V to a view that does not contain p.
 */
public final class Exclusion {
    private static final long NO_SEQ = Long.MAX_VALUE;

    private final Views views;
    private final BitSet excluded = new BitSet();

    Exclusion(History history, Views views) {
        this.views = views;
        if (history.header().partitionable()) {
            directly();
        } else {
            byPrimary();
        }
    }

    /** Whether a process is excluded from the view of one of its own installs. */
    public boolean excluded(int install) {
        return excluded.get(install);
    }

    private void directly() {
        Map<Integer, Set<ViewContent>> successors = new HashMap<>();
        for (int i = 0; i < views.count(); i++) {
            int previous = views.previous(i);
            if (previous != Views.NONE) {
                successors
                        .computeIfAbsent(views.id(previous), absent -> new LinkedHashSet<>())
                        .add(views.content(i));
            }
        }
        for (int i = 0; i < views.count(); i++) {
            int p = views.process(i);
            for (ViewContent successor : successors.getOrDefault(views.id(i), Set.of())) {
                if (!successor.has(p)) {
                    excluded.set(i);
                    break;
                }
            }
        }
    }

    private void byPrimary() {
        Map<String, ViewContent[]> bySeq = bySeq();
        for (int p = 0; p < views.processes(); p++) {
            Map<String, long[]> own = ownSeqs(p);
            for (int i = views.from(p); i < views.to(p); i++) {
                ViewContent view = views.content(i);
                long next = above(own.get(view.generation()), view.seq());
                excluded.set(i, without(p, view, next, bySeq.get(view.generation())));
            }
        }
    }

    /** The primary views of each generation, each once, sorted by seq. */
    private Map<String, ViewContent[]> bySeq() {
        Map<String, Set<ViewContent>> primaries = new HashMap<>();
        for (int i = 0; i < views.count(); i++) {
            ViewContent content = views.content(i);
            if (content.primary()) {
                primaries
                        .computeIfAbsent(content.generation(), absent -> new LinkedHashSet<>())
                        .add(content);
            }
        }
        Map<String, ViewContent[]> sorted = new HashMap<>();
        primaries.forEach((generation, all) -> {
            List<ViewContent> inOrder = new ArrayList<>(all);
            inOrder.sort(Comparator.comparingLong(ViewContent::seq));
            sorted.put(generation, inOrder.toArray(ViewContent[]::new));
        });
        return sorted;
    }

    /** The seqs of the primary views that a process installed, ascending, by generation. */
    private Map<String, long[]> ownSeqs(int p) {
        Map<String, long[]> own = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = views.from(p); i < views.to(p); i++) {
            if (views.content(i).primary()) {
                counts.merge(views.content(i).generation(), 1, Integer::sum);
            }
        }
        for (int i = views.from(p); i < views.to(p); i++) {
            ViewContent view = views.content(i);
            if (view.primary()) {
                int left = counts.merge(view.generation(), -1, Integer::sum);
                own.computeIfAbsent(view.generation(), absent -> new long[left + 1])[left] = view.seq();
            }
        }
        own.values().forEach(Arrays::sort);
        return own;
    }

    private static long above(long @Nullable [] sorted, long seq) {
        if (sorted == null) {
            return NO_SEQ;
        }
        int next = Sorted.firstAbove(sorted, 0, sorted.length, seq);
        return next == sorted.length ? NO_SEQ : sorted[next];
    }

    /** Whether some view above this one, and not above the process's own next one, does not contain the process. */
    private static boolean without(int p, ViewContent view, long next, ViewContent @Nullable [] bySeq) {
        if (bySeq == null) {
            return false;
        }
        int at = Arrays.binarySearch(bySeq, view, Comparator.comparingLong(ViewContent::seq));
        at = at < 0 ? -at - 1 : at;
        for (; at < bySeq.length && bySeq[at].seq() <= next; at++) {
            if (bySeq[at].seq() > view.seq() && !bySeq[at].has(p)) {
                return true;
            }
        }
        return false;
    }
}

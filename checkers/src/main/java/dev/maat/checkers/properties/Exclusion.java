package dev.maat.checkers.properties;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who was excluded from which view. With a primary component: p from V if some primary view of higher seq (same generation)
 * is without p and p installs no primary view between the two. Partitionable: if some process moved directly from V to a
 * view without p.
 */
final class Exclusion {
    private static final long NO_SEQ = Long.MAX_VALUE;

    private final Views views;
    private final boolean partitionable;
    private final Map<String, Set<ViewContent>> primaries = new LinkedHashMap<>();
    private final List<Set<ViewContent>> successors;
    private final Map<Integer, Map<String, Seqs>> bySeq = new HashMap<>();

    Exclusion(History history, Views views) {
        this.views = views;
        this.partitionable = history.header().partitionable();
        this.successors = new ArrayList<>(views.idCount());
        for (int id = 0; id < views.idCount(); id++) {
            successors.add(Set.of());
        }
        for (int i = 0; i < views.count(); i++) {
            ViewContent content = views.content(i);
            if (content.primary()) {
                primaries
                        .computeIfAbsent(content.generation(), absent -> new LinkedHashSet<>())
                        .add(content);
            }
            int previous = views.previous(i);
            if (previous != Views.NONE) {
                int id = views.id(previous);
                if (successors.get(id).isEmpty()) {
                    successors.set(id, new LinkedHashSet<>());
                }
                successors.get(id).add(content);
            }
        }
    }

    /** Whether a process is excluded from the view of one of its own installs. */
    boolean excluded(int install) {
        return excluded(views.process(install), views.content(install));
    }

    boolean excluded(int p, ViewContent view) {
        return partitionable ? directly(p, view) : byPrimary(p, view);
    }

    private boolean directly(int p, ViewContent view) {
        for (ViewContent successor : successors.get(view.idNumber())) {
            if (!successor.has(p)) {
                return true;
            }
        }
        return false;
    }

    private boolean byPrimary(int p, ViewContent view) {
        Seqs seqs = bySeq.computeIfAbsent(p, absent -> new HashMap<>())
                .computeIfAbsent(view.generation(), generation -> seqs(p, generation));
        long without = above(seqs.without, view.seq());
        return without != NO_SEQ && above(seqs.own, view.seq()) >= without;
    }

    private static long above(long[] sorted, long seq) {
        int at = Arrays.binarySearch(sorted, seq);
        int next = at >= 0 ? at + 1 : -at - 1;
        return next == sorted.length ? NO_SEQ : sorted[next];
    }

    private Seqs seqs(int p, String generation) {
        long[] without = primaries.getOrDefault(generation, Set.of()).stream()
                .filter(view -> !view.has(p))
                .mapToLong(ViewContent::seq)
                .sorted()
                .distinct()
                .toArray();
        long[] own = IntStream.range(views.from(p), views.to(p))
                .mapToObj(views::content)
                .filter(view -> view.primary() && view.generation().equals(generation))
                .mapToLong(ViewContent::seq)
                .sorted()
                .distinct()
                .toArray();
        return new Seqs(without, own);
    }

    /** Seqs of primary views without a process, and of the primary views that it installed; ascending. */
    private record Seqs(long[] without, long[] own) {}
}

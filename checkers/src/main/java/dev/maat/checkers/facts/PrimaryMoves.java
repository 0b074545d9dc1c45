package dev.maat.checkers.facts;

/** Moves between primary views, with the other views left out. A process's own copy says whether a view is primary. */
public final class PrimaryMoves {
    private final Views views;
    private final int[] next;

    PrimaryMoves(Views views) {
        this.views = views;
        this.next = new int[views.count()];
        for (int i = views.count() - 1; i >= 0; i--) {
            int after = views.next(i);
            next[i] = after == Views.NONE || views.content(after).primary() ? after : next[after];
        }
    }

    /** The next primary install of the same process, or {@link Views#NONE}. */
    public int next(int install) {
        return next[install];
    }

    public boolean isPrimary(int install) {
        return views.content(install).primary();
    }

    /** Whether an install is primary and its process goes on to a next primary view. */
    public boolean goesOn(int install) {
        return isPrimary(install) && next[install] != Views.NONE;
    }
}

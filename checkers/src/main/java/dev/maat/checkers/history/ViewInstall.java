package dev.maat.checkers.history;

import org.jspecify.annotations.Nullable;

/** One view line: a process installs a view. */
public final class ViewInstall {
    private final ViewContent content;
    private final int process;
    private final int event;
    private final int @Nullable [] transitional;

    ViewInstall(ViewContent content, int process, int event, int @Nullable [] transitional) {
        this.content = content;
        this.process = process;
        this.event = event;
        this.transitional = transitional;
    }

    /** Another process's install with the same line. */
    ViewInstall by(int otherProcess, int itsEvent) {
        return new ViewInstall(content, otherProcess, itsEvent, transitional);
    }

    /** The process's own copy of the view. */
    public ViewContent content() {
        return content;
    }

    public int process() {
        return process;
    }

    /** Index in the process's log. */
    public int event() {
        return event;
    }

    /** Whether the line has a transitional set. */
    public boolean hasTransitional() {
        return transitional != null;
    }

    /** Process numbers of the transitional set, as a copy; empty if the line has none. */
    public int[] transitional() {
        return transitional == null ? new int[0] : transitional.clone();
    }
}

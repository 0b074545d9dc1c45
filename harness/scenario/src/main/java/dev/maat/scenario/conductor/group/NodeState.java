package dev.maat.scenario.conductor.group;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node, with the last process that ran there. */
public final class NodeState {
    /** A view that a process installed. */
    public record SeenView(String id, long seq, List<String> members, boolean primary) {}

    public enum Life {
        /** No process runs. */
        DOWN,
        /** A start was requested and is not confirmed yet. */
        STARTING,
        RUNNING,
        /** A fault that kills the process was requested. */
        DOOMED,
        /** The process was asked to close its log. */
        STOPPING,
        /** The process was asked to exit. */
        EXITING
    }

    /** The {@link #restartAtNanos()} of a node without a restart to come. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int MAX_FUTILE_RETURNS = 10;

    private final String name;
    private Life life = Life.DOWN;

    private @Nullable String process;

    private @Nullable SeenView view;

    private boolean leaving;
    private boolean left;
    private boolean excluded;
    private int futileReturns;
    private boolean loadedState;
    private int viewsInstalled;
    private long startedNanos;
    private long restartAtNanos = NEVER;
    private Sends sends = new Sends();
    private Signs signs = new Signs();
    private Receipts receipts = new Receipts();

    NodeState(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public Life life() {
        return life;
    }

    /** The last process; null: none ever ran. */
    public @Nullable String process() {
        return process;
    }

    /** The newest view of the last process; null: it has none yet. */
    public @Nullable SeenView view() {
        return view;
    }

    /** The multicasts of the last process. */
    public Sends sends() {
        return sends;
    }

    /** The signs that the last process gave of its protocol. */
    public Signs signs() {
        return signs;
    }

    /** The deliveries of the last process. */
    public Receipts receipts() {
        return receipts;
    }

    /** Whether the process was asked to leave. */
    public boolean isLeaving() {
        return leaving;
    }

    public boolean isExcluded() {
        return excluded;
    }

    /** When the last process was started. */
    public long startedNanos() {
        return startedNanos;
    }

    void startedAt(long nanos) {
        startedNanos = nanos;
    }

    /** The process has loaded the application's state. */
    public void loadedState() {
        loadedState = true;
    }

    /** Whether the process has no view, or only its first one and no state yet. */
    boolean isArriving() {
        return view == null || (viewsInstalled == 1 && !loadedState);
    }

    /** How many processes of the node in a row, up to the present one, were excluded before they had arrived; bounded. */
    public int futileReturns() {
        return futileReturns;
    }

    /** When a new process is to be started, once the node is down; or {@link #NEVER}. */
    public long restartAtNanos() {
        return restartAtNanos;
    }

    public void restartAt(long nanos) {
        restartAtNanos = nanos;
    }

    /** The start of a process was requested. */
    public void starting() {
        life = Life.STARTING;
        restartAtNanos = NEVER;
    }

    public void started(String newProcess) {
        process = newProcess;
        loadedState = false;
        viewsInstalled = 0;
        life = Life.RUNNING;
        view = null;
        leaving = false;
        left = false;
        excluded = false;
        restartAtNanos = NEVER;
        sends = new Sends();
        signs = new Signs();
        receipts = new Receipts();
    }

    void installed(long now, SeenView newView) {
        view = newView;
        viewsInstalled++;
        signs.installed(now);
        receipts.installed();
    }

    /** A fault that kills the process was requested. */
    public void doomed() {
        life = Life.DOOMED;
    }

    /** The process was asked to leave. */
    public void leaving() {
        leaving = true;
    }

    public void left() {
        left = true;
    }

    public void excluded() {
        excluded = true;
        futileReturns = isArriving() ? Math.min(MAX_FUTILE_RETURNS, futileReturns + 1) : 0;
    }

    /** The process was asked to close its log. */
    public void stopping() {
        life = Life.STOPPING;
    }

    /** The process was asked to exit. */
    public void exiting() {
        life = Life.EXITING;
    }

    public void exited() {
        life = Life.DOWN;
        sends.forgetUnanswered();
    }

    /** Whether a process runs, doomed or not. */
    public boolean isUp() {
        return life != Life.DOWN && life != Life.STARTING;
    }

    /** Whether the process was told to stop, or the group goes on without it. */
    public boolean isEnding() {
        return life == Life.STOPPING || life == Life.EXITING || left || excluded;
    }

    /** Whether a process may still write its log, or is about to run. */
    boolean isLogOpen() {
        return life == Life.STARTING || (isUp() && !signs.hasClosedLog());
    }

    /** Whether a process runs, is not about to end, and is in the group or on its way into it. */
    public boolean isWell() {
        return life == Life.RUNNING && isMemberOrJoining();
    }

    /**
     * Whether the application may multicast: inside a view, and not after a request to leave. A process that waits for its crash
     * point goes on multicasting, because otherwise it would never come to a fan-out.
     */
    public boolean mayMulticast() {
        boolean runs = life == Life.RUNNING || life == Life.DOOMED;
        return runs && isMemberOrJoining() && view != null;
    }

    /** Whether its view names the process: not so where a node of a static group has resumed. */
    boolean isInItsView() {
        return view != null && process != null && view.members().contains(process);
    }

    private boolean isMemberOrJoining() {
        return !leaving && !left && !excluded;
    }

    /** Whether the process is the last one of this node. */
    public boolean isProcess(String other) {
        return other.equals(process);
    }
}

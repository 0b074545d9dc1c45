package dev.maat.checkers.facts;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.Quiet;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The core, and whether liveness can be judged on it: the run was seen at rest, and the core is a quorum of the newest view. Liveness that
 * is not violated is unknown if the log of a core process is missing.
 */
public final class Core {
    /** No event of a log. */
    public static final int NO_EVENT = -1;

    private final History history;
    private final Views views;
    private final CoreProcesses processes;
    private final @Nullable NewestView newest;
    /** Processes that invoked an END message. */
    private final BitSet ends = new BitSet();

    private final @Nullable String unknown;
    private final @Nullable String inapplicable;
    private final @Nullable String unfinished;

    Core(History history, Views views) {
        this.history = history;
        this.views = views;
        this.processes = new CoreProcesses(history, views);
        String premise = whyUnknown(history.quiet());
        this.newest = premise == null ? new NewestView(history, views, processes) : null;
        String noQuorum = newest == null ? null : newest.withoutQuorum();
        // A process without a log may hold a newer view, or be the one that the core lacks to a quorum.
        this.unknown = noQuorum != null && !missing().isEmpty() ? whyMissing() : premise;
        this.inapplicable = unknown == null ? noQuorum : null;
        this.unfinished = whyUnfinished();
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
        if (processes.hasAny(ends)) {
            return null;
        }
        return "no core process invoked an END message" + (missing().isEmpty() ? "" : "; " + whyMissing());
    }

    private @Nullable String whyUnfinished() {
        if (!missing().isEmpty()) {
            return whyMissing();
        }
        String end = history.endReason();
        if (end == null) {
            return "the history has no 'end' line: the run may have been cut short";
        }
        List<String> without = processes().stream()
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

    /** Core processes, in the order of the {@code quiet} line. */
    public List<Integer> processes() {
        return processes.processes();
    }

    public boolean has(int process) {
        return processes.has(process);
    }

    /** Core nodes whose core process has no log. */
    public Set<String> missing() {
        return processes.missing();
    }

    /** Names the missing logs, as a reason. */
    public String whyMissing() {
        return processes.whyMissing();
    }

    /** The node of a process if it may be a core process whose log is missing; else null. */
    @Nullable
    public String missingNode(int process) {
        return processes.missingNode(process);
    }

    /** The event of an END by which a core process that may seem gone shows that it ran on, or {@link #NO_EVENT}. */
    public int presence(int process) {
        return processes.presence(process);
    }

    /** Whether an install is the last one of a core process. */
    public boolean endsIn(int install) {
        return has(views.process(install)) && views.next(install) == Views.NONE;
    }

    /**
     * An install of the newest view that the core is a quorum of, by a core process if one installed it; {@link Views#NONE} if there
     * is none.
     */
    public int quorumInstall() {
        return newest == null ? Views.NONE : newest.quorumInstall();
    }

    /**
     * If no core process installed the newest view: an install of the view before it, of which the core is a quorum. Else {@link
     * Views#NONE}.
     */
    public int previousInstall() {
        return newest == null ? Views.NONE : newest.previousInstall();
    }

    /** The restarted processes of core nodes that are not of the static group, as a reason; null if there is none. */
    @Nullable
    public String outsiders() {
        return processes.restarted().isEmpty()
                ? null
                : String.join(", ", processes.restarted())
                        + ": the last process of a core node restarted, and is not of the static group";
    }

    /** If there are several generations, the first install of each: they show which generation is the last. */
    public List<Integer> generationBegins() {
        return newest == null ? List.of() : newest.generationBegins();
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

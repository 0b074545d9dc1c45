package dev.maat.checkers.facts;

import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import dev.maat.checkers.history.ViewInstall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The views that each process was in. Only installs that count are numbered here: installs of regular views, and the first one if a
 * process installs an id twice. In a static group every first incarnation that started has installed the implicit view.
 */
public final class Views {
    public static final int NONE = -1;

    private final History history;
    private final List<ViewContent> contents = new ArrayList<>();
    private final int[] process;
    private final int[] event;
    private final int[] from;
    private final int[] gone;
    private final int idCount;
    private final int[] byId;
    private final int[] byIdFrom;
    /** Processes that are a member of some view. */
    private final BitSet members = new BitSet();

    private final int[] idOf;

    Views(History history) {
        this.history = history;
        int processes = history.processCount();
        List<int[]> rows = new ArrayList<>();
        this.from = new int[processes + 1];
        this.gone = new int[processes];
        this.idCount = history.viewIdCount() + (history.header().isStatic() ? 1 : 0);
        ViewContent implicit = history.header().isStatic() ? history.implicitView() : null;
        int[] seenBy = new int[idCount];
        Arrays.fill(seenBy, NONE);
        for (int p = 0; p < processes; p++) {
            from[p] = rows.size();
            ProcessLog log = history.log(p);
            if (log == null) {
                gone[p] = Integer.MAX_VALUE;
            } else if (implicit != null) {
                gone[p] = goneAt(log);
                if (log.startEvent() >= 0 && log.name().equals(log.node() + ".0")) {
                    rows.add(new int[] {p, NONE});
                    contents.add(implicit);
                }
            } else {
                gone[p] = goneAt(log);
                collect(log, rows, seenBy);
            }
        }
        from[processes] = rows.size();
        this.process = new int[rows.size()];
        this.event = new int[rows.size()];
        this.idOf = new int[rows.size()];
        for (int i = 0; i < process.length; i++) {
            process[i] = rows.get(i)[0];
            event[i] = rows.get(i)[1];
            idOf[i] = contents.get(i).idNumber();
        }
        this.byIdFrom = new int[idCount + 1];
        this.byId = new int[process.length];
        groupById();
    }

    private void collect(ProcessLog log, List<int[]> rows, int[] seenBy) {
        for (ViewInstall install : history.installs(log)) {
            ViewContent content = install.content();
            if (content.regular() && seenBy[content.idNumber()] != log.process()) {
                seenBy[content.idNumber()] = log.process();
                rows.add(new int[] {log.process(), install.event()});
                contents.add(content);
            }
        }
    }

    private static int goneAt(ProcessLog log) {
        int ends = log.count(EventType.LEFT) + log.count(EventType.EXCLUDED);
        // A recovering process that left is in the group again from its next start on.
        for (int i = log.lastLife(); i < log.size() && ends > 0; i++) {
            EventType type = log.type(i);
            if (type == EventType.LEFT || type == EventType.EXCLUDED) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private void groupById() {
        for (ViewContent content : contents) {
            byIdFrom[content.idNumber() + 1]++;
        }
        for (int id = 0; id < idCount; id++) {
            byIdFrom[id + 1] += byIdFrom[id];
        }
        int[] next = byIdFrom.clone();
        for (int i = 0; i < process.length; i++) {
            byId[next[contents.get(i).idNumber()]++] = i;
        }
        ViewContent before = null;
        for (int install : byId) {
            ViewContent content = contents.get(install);
            for (int rank = 0; content != before && rank < content.size(); rank++) {
                members.set(content.member(rank));
            }
            before = content;
        }
    }

    /** Installs that count. */
    public int count() {
        return process.length;
    }

    /** Processes named anywhere, whether or not they installed a view. */
    int processes() {
        return gone.length;
    }

    public int idCount() {
        return idCount;
    }

    public ViewContent content(int install) {
        return contents.get(install);
    }

    /** The content of a view if all processes that installed it agree on it, or null. */
    @Nullable
    public ViewContent agreed(int id) {
        ViewContent agreed = byIdFrom[id] < byIdFrom[id + 1] ? contents.get(byId[byIdFrom[id]]) : null;
        for (int position = byIdFrom[id]; position < byIdFrom[id + 1]; position++) {
            agreed = contents.get(byId[position]) == agreed ? agreed : null;
        }
        return agreed;
    }

    public int id(int install) {
        return idOf[install];
    }

    public int process(int install) {
        return process[install];
    }

    /** Index of the view line in its log; {@link #NONE} for the implicit view. */
    public int event(int install) {
        return event[install];
    }

    /** The view line's time; the start of the run for the implicit view. */
    public long nanos(int install) {
        ProcessLog log = history.log(process[install]);
        return log == null || event[install] < 0 ? Long.MIN_VALUE : log.timeNanos(event[install]);
    }

    /** The view line, or null for the implicit view. */
    @Nullable
    public ViewInstall line(int install) {
        ProcessLog log = history.log(process[install]);
        return log == null || event[install] < 0 ? null : history.install(log, event[install]);
    }

    /** First install of a process; its installs end before {@link #to}. */
    public int from(int p) {
        return from[p];
    }

    public int to(int p) {
        return from[p + 1];
    }

    /** The process's next install, or {@link #NONE}. */
    public int next(int install) {
        return install + 1 < process.length && process[install + 1] == process[install] ? install + 1 : NONE;
    }

    /** The process's previous install, or {@link #NONE} if this is its first one. */
    public int previous(int install) {
        return install > 0 && process[install - 1] == process[install] ? install - 1 : NONE;
    }

    /** The last install of a process, or {@link #NONE}. */
    public int last(int p) {
        return from[p + 1] > from[p] ? from[p + 1] - 1 : NONE;
    }

    /** Index of the {@code left} or {@code excluded} line after which a process is in no view; else the greatest int. */
    public int gone(int p) {
        return gone[p];
    }

    /** The install that was current at an event, or {@link #NONE}. */
    public int currentAt(int p, int eventIndex) {
        return eventIndex > gone[p] ? NONE : installBefore(p, eventIndex);
    }

    /** The last install at or before an event, whether or not the process has left since, or {@link #NONE}. */
    public int installBefore(int p, int eventIndex) {
        int next = Sorted.firstAbove(event, from[p], from[p + 1], eventIndex);
        return next == from[p] ? NONE : next - 1;
    }

    /** Installs of one view: positions {@link #byIdFrom} to {@link #byIdTo} of {@link #byId}, by process number. */
    public int byId(int position) {
        return byId[position];
    }

    public int byIdFrom(int id) {
        return byIdFrom[id];
    }

    public int byIdTo(int id) {
        return byIdFrom[id + 1];
    }

    /** Whether a process is a member of any view. */
    public boolean names(int p) {
        return members.get(p);
    }

    /** All installs of one view, by process number. */
    public int[] installsOf(int id) {
        return Arrays.copyOfRange(byId, byIdFrom[id], byIdFrom[id + 1]);
    }

    /** A process's install of a view, or {@link #NONE}. */
    public int installOf(int p, int id) {
        int low = byIdFrom[id];
        int high = byIdFrom[id + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int other = process[byId[middle]];
            if (other == p) {
                return byId[middle];
            }
            if (other < p) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    /** A view, as sentences name it. */
    public String name(int install) {
        return history.header().isStatic()
                ? "the group's view"
                : "view " + content(install).id();
    }
}

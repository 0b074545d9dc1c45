package dev.maat.checkers.facts;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import dev.maat.checkers.history.ViewInstall;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The configurations of extended virtual synchrony: each process's regular configurations, which are its views, and its transitional
 * configurations between them. com(c) at a process is its regular configuration c and the transitional configurations that follow
 * it there. So the events of a process in com(c) are its events while the view c is current.
 *
 * <p>A row is one install by one process; the rows of one process stand together and in order. If a process installs a transitional
 * id twice, the first install counts.
 */
public final class Configurations {
    public static final int NONE = -1;

    private final Facts facts;
    private final Views views;
    private final List<ViewContent> contents = new ArrayList<>();
    private final int[] event;
    private final int[] process;
    private final int[] regular;
    private final int[] from;
    private final int[] rowOf;
    private final int[] byKeyFrom;
    private final int[] byKey;
    private final int firstTransitional;
    private final boolean moves;
    private final int[] sentTo;
    private final BitSet open = new BitSet();
    private final BitSet inTransit = new BitSet();

    Configurations(Facts facts) {
        this.facts = facts;
        this.views = facts.views;
        History history = facts.history;
        int processes = history.processCount();
        IntList events = new IntList();
        IntList owners = new IntList();
        IntList regulars = new IntList();
        this.from = new int[processes + 1];
        this.rowOf = new int[views.count()];
        boolean anyMove = false;
        for (int p = 0; p < processes; p++) {
            from[p] = contents.size();
            anyMove |= views.to(p) - views.from(p) > 1;
            collect(p, events, owners, regulars);
        }
        from[processes] = contents.size();
        this.event = events.toArray();
        this.process = owners.toArray();
        this.regular = regulars.toArray();
        this.moves = anyMove;
        int first = NONE;
        for (int row = count() - 1; row >= 0; row--) {
            first = transitional(row) ? row : first;
        }
        this.firstTransitional = first;
        this.byKeyFrom = new int[keyCount() + 1];
        this.byKey = new int[count()];
        groupByKey();
        this.sentTo = new int[facts.messages.count()];
        for (int m = 0; m < sentTo.length; m++) {
            sentTo[m] = lastSending(m);
        }
        findInTransit();
    }

    private void collect(int p, IntList events, IntList owners, IntList regulars) {
        ProcessLog log = facts.history.log(p);
        int next = views.from(p);
        if (log == null || facts.history.header().isStatic()) {
            while (next < views.to(p)) {
                add(p, views.event(next), next, views.content(next), events, owners, regulars);
                next++;
            }
            return;
        }
        Set<String> seen = new HashSet<>();
        for (ViewInstall install : facts.history.installs(log)) {
            ViewContent content = install.content();
            int i = install.event();
            if (next < views.to(p) && views.event(next) == i) {
                add(p, i, next, content, events, owners, regulars);
                next++;
            } else if (!content.regular() && seen.add(content.id())) {
                add(p, i, next == views.from(p) ? NONE : next - 1, content, events, owners, regulars);
            }
        }
    }

    private void add(int p, int at, int view, ViewContent content, IntList events, IntList owners, IntList regulars) {
        if (content.regular()) {
            rowOf[view] = contents.size();
        }
        contents.add(content);
        events.add(at);
        owners.add(p);
        regulars.add(view);
    }

    private void groupByKey() {
        for (int row = 0; row < count(); row++) {
            byKeyFrom[key(row) + 1]++;
        }
        for (int key = 0; key < keyCount(); key++) {
            byKeyFrom[key + 1] += byKeyFrom[key];
        }
        int[] next = byKeyFrom.clone();
        for (int row = 0; row < count(); row++) {
            byKey[next[key(row)]++] = row;
        }
    }

    public int count() {
        return contents.size();
    }

    public int process(int row) {
        return process[row];
    }

    /** Index of the view line in its log; {@link #NONE} for the implicit view. */
    public int event(int row) {
        return event[row];
    }

    public ViewContent content(int row) {
        return contents.get(row);
    }

    public boolean transitional(int row) {
        return !contents.get(row).regular();
    }

    /** Equal for installs of one configuration; regular and transitional ids are kept apart. */
    public int key(int row) {
        return contents.get(row).idNumber() + (transitional(row) ? views.idCount() : 0);
    }

    public int keyCount() {
        return 2 * views.idCount();
    }

    /** Installs of one configuration: positions {@link #byKeyFrom} to {@link #byKeyTo} of {@link #byKey}. */
    public int byKey(int position) {
        return byKey[position];
    }

    public int byKeyFrom(int key) {
        return byKeyFrom[key];
    }

    public int byKeyTo(int key) {
        return byKeyFrom[key + 1];
    }

    /** The view that a row belongs to: the row itself, or the current view; {@link #NONE} before the first view. */
    public int regular(int row) {
        return regular[row];
    }

    public int from(int p) {
        return from[p];
    }

    public int to(int p) {
        return from[p + 1];
    }

    /** The process's next configuration, or {@link #NONE}. */
    public int next(int row) {
        return row + 1 < from[process[row] + 1] ? row + 1 : NONE;
    }

    public int previous(int row) {
        return row > from[process[row]] ? row - 1 : NONE;
    }

    /** The configuration that was current at an event, or {@link #NONE}. */
    public int at(int p, int eventIndex) {
        int next = Sorted.firstAbove(event, from[p], from[p + 1], eventIndex);
        return next == from[p] ? NONE : next - 1;
    }

    /** The configuration that a first delivery was made in, or {@link #NONE}. */
    public int ofDelivery(int delivery) {
        return facts.deliveries.install(delivery) == Views.NONE
                ? NONE
                : at(facts.deliveries.process(delivery), facts.deliveries.event(delivery));
    }

    /** The last configuration of com(view) that its process had installed at an event, or else the view itself. */
    public int lastOf(int view, int eventIndex) {
        int row = rowOf[view];
        int next = next(row);
        while (next != NONE && transitional(next) && event[next] <= eventIndex) {
            row = next;
            next = next(row);
        }
        return row;
    }

    /**
     * The last view that a message may have been sent in; the first is the first sending view. No new message is sent in a
     * transitional configuration: a send that is still under way there may count for the next regular configuration.
     */
    private int lastSending(int m) {
        int last = facts.sends.viewTo(m);
        if (facts.messages.sendEvent(m) < 0 || facts.sends.viewFrom(m) > last) {
            return last;
        }
        int p = facts.messages.sender(m);
        int end = facts.sends.endEvent(m);
        int own = facts.deliveries.by(p, m);
        boolean deliveredThere = own >= 0 && facts.deliveries.install(own) == last;
        if (deliveredThere || end > views.gone(p) || !transitional(lastOf(last, end))) {
            return last;
        }
        open.set(m, views.next(last) == Views.NONE);
        return views.next(last) == Views.NONE ? last : views.next(last);
    }

    /** The last view that a message may have been sent in; below {@link Sends#viewFrom} if there is none. */
    public int sentTo(int m) {
        return sentTo[m];
    }

    /** Whether the sender was still on its way to the regular configuration that it would send a message in. */
    public boolean unsettled(int m) {
        return open.get(m);
    }

    /** Whether a message may have been sent in the regular configuration of an id. */
    public boolean mayBeSentIn(int m, int viewId) {
        for (int view = facts.sends.viewFrom(m); view <= sentTo[m]; view++) {
            if (views.id(view) == viewId) {
                return true;
            }
        }
        return false;
    }

    /** The id number of the one regular configuration that a message was sent in; {@link #NONE} if it is not certain. */
    public int sentIn(int m) {
        return facts.sends.counts(m) && facts.sends.viewFrom(m) == sentTo[m] && !open.get(m)
                ? views.id(sentTo[m])
                : NONE;
    }

    /**
     * Whether a message was at risk: as for every other property, or because a process delivered it in a transitional
     * configuration, so that it was in flight when the change began.
     */
    public boolean atRisk(int m) {
        return facts.risk.message(m) || inTransit.get(m);
    }

    private void findInTransit() {
        for (int row = 0; row < count(); row++) {
            int next = next(row);
            int end = next == NONE
                    ? facts.deliveries.to(process[row])
                    : facts.deliveries.firstAfter(process[row], event[next]);
            for (int d = facts.deliveries.firstAfter(process[row], event[row]); transitional(row) && d < end; d++) {
                inTransit.set(facts.deliveries.message(d));
            }
        }
    }

    public String name(int row) {
        return transitional(row) ? "transitional configuration " + content(row).id() : views.name(regular[row]);
    }

    /**
     * Whether processes move from view to view and the history names no transitional configuration. Then it cannot be known which
     * messages were delivered in which configuration. In a history without moves the regular configurations are all there are.
     */
    public boolean lacksTransitional() {
        return moves && firstTransitional == NONE;
    }

    /** Some install of a transitional configuration, or {@link #NONE}. */
    public int firstTransitional() {
        return firstTransitional;
    }

    /** The row of an install that counts as a view. */
    public int rowOf(int view) {
        return rowOf[view];
    }
}

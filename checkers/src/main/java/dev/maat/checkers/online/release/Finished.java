package dev.maat.checkers.online.release;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.BitSet;

/**
 * Which messages of a history that goes on are finished: their send has returned, and in every view that they were sent or delivered
 * in, every process that can still deliver there has delivered them. A process is past a view, and not waited for, if it moved on
 * from the view, skipped it, left the group, died, or was excluded from the view. Such a process may still deliver the message, so
 * code that relies on a finished message must watch for that.
 */
final class Finished {
    private final Facts facts;
    /** For each view id, its members by any copy and all processes that installed it. */
    private final BitSet[] membersOrInstallers;
    /** For each view id, those of these processes that are not past the view. */
    private final int[][] staying;

    private final BitSet messages = new BitSet();

    Finished(Facts facts) {
        this.facts = facts;
        int ids = facts.views.idCount();
        this.membersOrInstallers = new BitSet[ids];
        this.staying = new int[ids][];
        for (int id = 0; id < ids; id++) {
            membersOrInstallers[id] = findMembersOrInstallers(id);
            staying[id] = membersOrInstallers[id].stream().toArray();
        }
        for (int id = 0; id < ids; id++) {
            IntList stay = new IntList();
            for (int q : staying[id]) {
                if (!past(q, id)) {
                    stay.add(q);
                }
            }
            staying[id] = stay.toArray();
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            messages.set(m, finished(m));
        }
    }

    private BitSet findMembersOrInstallers(int id) {
        BitSet all = new BitSet();
        for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
            int install = facts.views.byId(position);
            all.set(facts.views.process(install));
            ViewContent view = facts.views.content(install);
            for (int rank = 0; rank < view.size(); rank++) {
                all.set(view.member(rank));
            }
        }
        return all;
    }

    boolean has(int m) {
        return messages.get(m);
    }

    BitSet all() {
        return messages;
    }

    BitSet membersOrInstallers(int id) {
        return membersOrInstallers[id];
    }

    /** Whether no line of a process is expected any more: it died, or closed its log. */
    boolean isFinal(int q) {
        ProcessLog log = facts.history.log(q);
        return log != null && (log.crash() != null || log.count(EventType.CLOSED) > 0);
    }

    boolean past(int q, int id) {
        if (isFinal(q) || facts.views.gone(q) != Integer.MAX_VALUE) {
            return true;
        }
        int own = facts.views.installOf(q, id);
        if (own != Views.NONE) {
            return facts.views.next(own) != Views.NONE || facts.exclusion.excluded(own);
        }
        ViewContent view = facts.views.content(facts.views.byId(facts.views.byIdFrom(id)));
        for (int i = facts.views.from(q); i < facts.views.to(q); i++) {
            ViewContent other = facts.views.content(i);
            if (other.seq() > view.seq() && other.generation().equals(view.generation())) {
                return true;
            }
        }
        return false;
    }

    private boolean finished(int m) {
        int sender = facts.messages.sender(m);
        boolean senderFinal = isFinal(sender);
        boolean invoked = facts.messages.sendEvent(m) != MessageTable.NONE;
        boolean returned =
                facts.messages.sentEvent(m) != MessageTable.NONE || facts.messages.failedEvent(m) != MessageTable.NONE;
        if (!senderFinal && (!invoked || !returned)) {
            return false;
        }
        boolean anyView = false;
        for (int i = facts.sends.viewFrom(m); invoked && i <= facts.sends.viewTo(m); i++) {
            anyView = true;
            if (!deliveredByAllOf(facts.views.id(i), m)) {
                return false;
            }
        }
        int last = Views.NONE;
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int install = facts.deliveries.install(facts.deliveries.ofMessage(m, k));
            if (install == Views.NONE) {
                continue;
            }
            anyView = true;
            int id = facts.views.id(install);
            if (id != last && !deliveredByAllOf(id, m)) {
                return false;
            }
            last = id;
        }
        return anyView;
    }

    private boolean deliveredByAllOf(int id, int m) {
        for (int q : staying[id]) {
            if (facts.deliveries.by(q, m) < 0) {
                return false;
            }
        }
        return true;
    }
}

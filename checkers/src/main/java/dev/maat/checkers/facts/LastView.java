package dev.maat.checkers.facts;

import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.List;

/** The view in which every core process ends, and the messages that the core sent in it and in no other. */
public final class LastView {
    private final Facts facts;
    private final int id;

    public LastView(Facts facts) {
        this.facts = facts;
        int common = Views.NONE;
        boolean one = true;
        for (int p : facts.core.processes()) {
            int last = facts.views.last(p);
            int itsId = last == Views.NONE ? Views.NONE : facts.views.id(last);
            one &= itsId != Views.NONE && (common == Views.NONE || common == itsId);
            common = itsId;
        }
        this.id = one ? common : Views.NONE;
    }

    /** Whether there is one. */
    public boolean exists() {
        return id != Views.NONE;
    }

    /** Whether it is proved, so that no core process may have moved on unseen. */
    public boolean certain() {
        return facts.core.missing().isEmpty() && facts.core.processes().stream().allMatch(facts::complete);
    }

    /** Whether a message of a core process is owed and its only sending view is this one. */
    public boolean owes(int m) {
        int from = facts.sends.viewFrom(m);
        return facts.core.has(facts.messages.sender(m))
                && facts.sends.owedToCore(m)
                && from == facts.sends.viewTo(m)
                && facts.views.id(from) == id;
    }

    /** The core members of the view, by the copy of a message's sender. */
    public List<Integer> members(int m) {
        ViewContent view = facts.views.content(facts.sends.viewFrom(m));
        List<Integer> members = new ArrayList<>();
        for (int rank = 0; rank < view.size(); rank++) {
            if (facts.core.has(view.member(rank))) {
                members.add(view.member(rank));
            }
        }
        return members;
    }

    /** Whether a process delivered a message in the view. */
    public boolean delivered(int q, int m) {
        int delivery = facts.deliveries.by(q, m);
        int install = delivery < 0 ? Views.NONE : facts.deliveries.install(delivery);
        return install != Views.NONE && facts.views.id(install) == id;
    }

    public String name() {
        return facts.views.name(facts.views.byId(facts.views.byIdFrom(id)));
    }

    public static boolean anySafe(Facts facts) {
        for (ProcessLog log : facts.history.logs()) {
            if (log.count(EventType.SAFE) > 0) {
                return true;
            }
        }
        return false;
    }
}

package dev.maat.checkers.facts;

/**
 * Shows causal order without gaps view by view, if a history is as plain as most are: each message is sent in one view and delivered
 * in that view alone, all members deliver the messages of one sender in one order, and views are installed in the order of their seq.
 * Then the past of a message within its view is a count of messages for each sender (Birman, Schiper, Stephenson 1991). Sends of one
 * sender may overlap: then a count may take in messages that did not happen before, and asks for more than causal order does. The clocks
 * of a view are freed after it, and messages of different views need none.
 *
 * <p>It can only show that the order holds. {@link #holds} is false both if the order is broken and if this class cannot tell, and
 * then {@link CausalPast} decides. O(N n) time for n members of a view, O(messages of one view times n) space.
 */
public final class ViewCausality {
    private static final int[] NOTHING = new int[0];
    /** A bound for one view: more clocks are not worth their memory. */
    private static final long MAX_CLOCKS = 1L << 28;

    private final Facts facts;
    private final boolean holds;
    private final NumberedSends sends;
    /** The position of an install among the installs of its view. */
    private final int[] slotOf;
    /** The row of a message in the clocks of its view. */
    private final int[] row;

    ViewCausality(Facts facts) {
        this.facts = facts;
        this.row = new int[facts.messages.count()];
        this.slotOf = new int[facts.views.count()];
        this.sends = new NumberedSends(facts);
        this.holds = plain() && sends.inOneViewEach() && allViews();
    }

    /** Whether causal order without gaps certainly holds. */
    public boolean holds() {
        return holds;
    }

    /** Whether every message stays in one view, and all processes install views in one order. */
    private boolean plain() {
        long[] seqOf = new long[facts.views.idCount()];
        boolean[] known = new boolean[facts.views.idCount()];
        for (int i = 0; i < facts.views.count(); i++) {
            int id = facts.views.id(i);
            long seq = facts.views.content(i).seq();
            int previous = facts.views.previous(i);
            boolean sameGeneration = facts.views
                    .content(i)
                    .generation()
                    .equals(facts.views.content(0).generation());
            if (!sameGeneration
                    || known[id] && seqOf[id] != seq
                    || previous != Views.NONE && facts.views.content(previous).seq() >= seq) {
                return false;
            }
            known[id] = true;
            seqOf[id] = seq;
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            int sending = facts.sends.viewFrom(m);
            boolean inSendingView = facts.deliveries.inOneView(m)
                    && sending == facts.sends.viewTo(m)
                    && facts.views.id(sending) == facts.deliveries.viewOf(m);
            if (facts.deliveries.deliverers(m) > 0 && !inSendingView) {
                return false;
            }
        }
        return true;
    }

    private boolean allViews() {
        for (int id = 0; id < facts.views.idCount(); id++) {
            if (!new OneView(id).holds()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a message that a process lacks in a view might be in the past of a message that it delivered in a later view. */
    private boolean leaksOut(int m) {
        if (facts.views.next(facts.sends.viewFrom(m)) != Views.NONE) {
            return true;
        }
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            if (facts.views.next(facts.deliveries.install(facts.deliveries.ofMessage(m, k))) != Views.NONE) {
                return true;
            }
        }
        return false;
    }

    /** Replays the events of the members of one view; each member waits for the clocks of the messages that it delivers. */
    private final class OneView {
        private final int from;
        private final int members;
        /** A row for each message sent: how many messages of each member happened before it. */
        private final int[] clocks;
        /** A row for each member: how many messages of each member it has delivered. */
        private final int[] counts;

        private final int[] sent;
        private final int[] nextDelivery;

        OneView(int id) {
            this.from = facts.views.byIdFrom(id);
            this.members = facts.views.byIdTo(id) - from;
            this.counts = new int[members * members];
            this.nextDelivery = new int[members];
            this.sent = new int[members];
            int rows = 0;
            for (int slot = 0; slot < members; slot++) {
                int install = install(slot);
                slotOf[install] = slot;
                nextDelivery[slot] = facts.deliveries.fromIn(install);
                for (int k = sends.from(install); k < sends.from(install + 1); k++) {
                    row[sends.invoked(k)] = rows++;
                }
            }
            this.clocks = (long) rows * members > MAX_CLOCKS ? NOTHING : new int[rows * members];
            sends.numberAll(id);
        }

        private int install(int slot) {
            return facts.views.byId(from + slot);
        }

        boolean holds() {
            boolean progress = clocks != NOTHING;
            while (progress) {
                progress = false;
                for (int slot = 0; slot < members; slot++) {
                    int before = nextDelivery[slot] + sent[slot];
                    if (!run(slot)) {
                        return false;
                    }
                    progress |= nextDelivery[slot] + sent[slot] > before;
                }
            }
            for (int slot = 0; slot < members; slot++) {
                if (nextDelivery[slot] < facts.deliveries.toIn(install(slot)) || lacks(slot)) {
                    return false;
                }
            }
            return true;
        }

        /** Replays a member until it delivers a message that is not sent yet; false if a message is out of order or missing. */
        private boolean run(int slot) {
            int install = install(slot);
            int toDelivery = facts.deliveries.toIn(install);
            int toSend = sends.from(install + 1);
            while (true) {
                boolean mayDeliver = nextDelivery[slot] < toDelivery;
                int nextSend = sends.from(install) + sent[slot];
                boolean sendsNext = nextSend < toSend
                        && (!mayDeliver
                                || facts.messages.sendEvent(sends.invoked(nextSend))
                                        < facts.deliveries.event(nextDelivery[slot]));
                if (sendsNext) {
                    send(slot, sends.invoked(nextSend));
                } else if (mayDeliver) {
                    int m = facts.deliveries.message(nextDelivery[slot]);
                    int sender = slotOf[facts.sends.viewFrom(m)];
                    if (sends.numberOf(m) == 0) {
                        return false;
                    }
                    if (sent[sender] < sends.invocationOf(m)) {
                        return true;
                    }
                    if (!fits(slot, m, sender)) {
                        return false;
                    }
                    nextDelivery[slot]++;
                } else {
                    return true;
                }
            }
        }

        private void send(int slot, int m) {
            int clock = row[m] * members;
            System.arraycopy(counts, slot * members, clocks, clock, members);
            clocks[clock + slot] = Math.max(clocks[clock + slot], sends.returnedBefore(m));
            sent[slot]++;
        }

        /** Delivers a message if its past was delivered and it is the next one of its sender; else false. */
        private boolean fits(int slot, int m, int sender) {
            int own = slot * members;
            int clock = row[m] * members;
            if (counts[own + sender] != sends.numberOf(m) - 1) {
                return false;
            }
            for (int k = 0; k < members; k++) {
                if (clocks[clock + k] > counts[own + k]) {
                    return false;
                }
            }
            counts[own + sender]++;
            return true;
        }

        /** Whether a member that moved on lacks a message that may be in the past of a later view. */
        private boolean lacks(int slot) {
            if (facts.views.next(install(slot)) == Views.NONE) {
                return false;
            }
            for (int sender = 0; sender < members; sender++) {
                int first = sends.from(install(sender));
                int to = sends.from(install(sender) + 1);
                for (int k = first + counts[slot * members + sender]; k < to; k++) {
                    if (leaksOut(sends.numbered(k))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}

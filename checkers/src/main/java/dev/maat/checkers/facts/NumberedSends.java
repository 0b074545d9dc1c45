package dev.maat.checkers.facts;

import dev.maat.checkers.history.MessageTable;
import java.util.Arrays;

/**
 * The messages that count as sent, by the install that they were sent in, for {@link ViewCausality}: in the order of their invocations,
 * and numbered from 1. Any order of numbers would do; this is the order of the member's deliveries that delivers most in the view, so
 * it is likely to be the order of all members.
 */
final class NumberedSends {
    private final Facts facts;
    private final boolean inOneViewEach;
    private final int[] from;
    private final int[] invoked;
    private final int[] numbered;
    private final int[] nextNumbered;
    private final int[] invocationOf;
    private final int[] numberOf;
    private final int[] returnedBefore;

    NumberedSends(Facts facts) {
        this.facts = facts;
        int messages = facts.messages.count();
        this.from = new int[facts.views.count() + 1];
        this.invocationOf = new int[messages];
        this.numberOf = new int[messages];
        this.returnedBefore = new int[messages];
        this.inOneViewEach = count();
        this.invoked = new int[inOneViewEach ? from[facts.views.count()] : 0];
        this.numbered = new int[invoked.length];
        this.nextNumbered = from.clone();
        if (inOneViewEach) {
            order();
        }
    }

    /** Whether each message was sent in one view; if not, there is nothing here. */
    boolean inOneViewEach() {
        return inOneViewEach;
    }

    private boolean count() {
        for (int m = 0; m < numberOf.length; m++) {
            if (counts(m)) {
                if (facts.sends.viewFrom(m) != facts.sends.viewTo(m)) {
                    return false;
                }
                from[facts.sends.viewFrom(m) + 1]++;
            }
        }
        for (int i = 0; i < facts.views.count(); i++) {
            from[i + 1] += from[i];
        }
        return true;
    }

    private boolean counts(int m) {
        return facts.messages.sendEvent(m) != MessageTable.NONE && facts.sends.counts(m);
    }

    private void order() {
        int[] next = from.clone();
        for (int m = 0; m < numberOf.length; m++) {
            if (counts(m)) {
                invoked[next[facts.sends.viewFrom(m)]++] = m;
            }
        }
        for (int i = 0; i < facts.views.count(); i++) {
            facts.sends.sortByInvocation(invoked, from[i], from[i + 1]);
            for (int k = from[i]; k < from[i + 1]; k++) {
                invocationOf[invoked[k]] = k - from[i] + 1;
            }
        }
    }

    /** Numbers the messages that were sent in a view. */
    void numberAll(int viewId) {
        int first = facts.views.byIdFrom(viewId);
        int last = facts.views.byIdTo(viewId);
        numberAsDelivered(first, last);
        for (int i = first; i < last; i++) {
            int install = facts.views.byId(i);
            for (int k = from[install]; k < from[install + 1]; k++) {
                number(invoked[k]);
            }
            noteReturns(install);
        }
    }

    private void numberAsDelivered(int first, int last) {
        int most = Views.NONE;
        for (int i = first; i < last; i++) {
            int install = facts.views.byId(i);
            if (most == Views.NONE || deliveredIn(install) > deliveredIn(most)) {
                most = install;
            }
        }
        if (most == Views.NONE) {
            // The view was named, and no process installed it.
            return;
        }
        for (int d = facts.deliveries.fromIn(most); d < facts.deliveries.toIn(most); d++) {
            if (counts(facts.deliveries.message(d))) {
                number(facts.deliveries.message(d));
            }
        }
    }

    private int deliveredIn(int install) {
        return facts.deliveries.toIn(install) - facts.deliveries.fromIn(install);
    }

    private void number(int m) {
        if (numberOf[m] == 0) {
            int install = facts.sends.viewFrom(m);
            numbered[nextNumbered[install]++] = m;
            numberOf[m] = nextNumbered[install] - from[install];
        }
    }

    private void noteReturns(int install) {
        int[] byReturn = Arrays.copyOfRange(invoked, from[install], from[install + 1]);
        facts.sends.sortByReturn(byReturn, 0, byReturn.length);
        int returned = 0;
        int highest = 0;
        for (int k = from[install]; k < from[install + 1]; k++) {
            int began = facts.messages.sendEvent(invoked[k]);
            for (; returned < byReturn.length && facts.sends.returned(byReturn[returned]) < began; returned++) {
                highest = Math.max(highest, numberOf[byReturn[returned]]);
            }
            returnedBefore[invoked[k]] = highest;
        }
    }

    /** The first position of an install's messages; those of the next install end them. */
    int from(int install) {
        return from[install];
    }

    /** The message at a position in the order of invocations. */
    int invoked(int position) {
        return invoked[position];
    }

    /** The message at a position in the order of numbers. */
    int numbered(int position) {
        return numbered[position];
    }

    /** The position of a message among the invocations of its sender in its view, from 1. */
    int invocationOf(int m) {
        return invocationOf[m];
    }

    /** The number of a message among those of its sender in its view, from 1; 0: it does not count as sent. */
    int numberOf(int m) {
        return numberOf[m];
    }

    /** The highest number of a message of the same sender and view that had returned when this one was invoked; 0: none had. */
    int returnedBefore(int m) {
        return returnedBefore[m];
    }
}

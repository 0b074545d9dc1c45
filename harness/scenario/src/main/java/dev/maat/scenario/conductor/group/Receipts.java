package dev.maat.scenario.conductor.group;

import java.util.Collection;

/** The deliveries of one process, counted. */
public final class Receipts {
    private long sent;
    private long own;
    private long inView;

    /** A multicast of the process has returned. */
    public void sent() {
        sent++;
    }

    /** The process has delivered a message. */
    public void delivered(String process, String messageId) {
        inView++;
        int sender = process.length();
        if (messageId.length() > sender && messageId.charAt(sender) == ':' && messageId.startsWith(process)) {
            own++;
        }
    }

    void installed() {
        inView = 0;
    }

    /**
     * Whether one of these processes, all in one view, is known to miss a message: one of its own that has returned, or one that another has
     * delivered in this view.
     */
    public static boolean isAnyMissing(Collection<NodeState> nodes) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (NodeState node : nodes) {
            Receipts receipts = node.receipts();
            if (receipts.own < receipts.sent) {
                return true;
            }
            if (node.isInItsView()) {
                least = Math.min(least, receipts.inView);
                most = Math.max(most, receipts.inView);
            }
        }
        return least < most;
    }
}

package dev.maat.scenario.conductor.group;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

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
     * Whether one of these processes is known to miss a message: one of its own that has returned, or one that another has delivered in the
     * view of both.
     */
    public static boolean isAnyMissing(Collection<NodeState> nodes) {
        Map<String, Long> deliveredByView = new TreeMap<>();
        for (NodeState node : nodes) {
            Receipts receipts = node.receipts();
            if (receipts.own < receipts.sent) {
                return true;
            }
            NodeState.SeenView view = node.view();
            if (view != null && node.isInItsView()) {
                Long other = deliveredByView.putIfAbsent(view.id(), receipts.inView);
                if (other != null && other != receipts.inView) {
                    return true;
                }
            }
        }
        return false;
    }
}

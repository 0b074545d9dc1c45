package dev.maat.checkers.facts;

/**
 * The past of one process at one point of its log: a set of messages that has, with each message, those that its sender had seen
 * return before. For each sender it is a count of its first messages, and single messages beyond the first gap. Sends of one sender
 * may overlap, so a gap is possible; most systems deliver in the order of invocations all the same.
 */
final class KnownPast {
    private final SendOrders orders;
    /** By sender, how many of its first messages are in the past, without a gap. */
    private final int[] first;
    /** By sender, how many messages are in the past since they returned before another one in it was sent. */
    private final int[] returned;
    /** The messages beyond the first gap; some of them are no longer beyond it. */
    private final IntSet beyond = new IntSet();

    KnownPast(SendOrders orders) {
        this.orders = orders;
        this.first = new int[orders.processes()];
        this.returned = new int[orders.processes()];
    }

    boolean has(int m) {
        return orders.number(m) < first[orders.sender(m)] || beyond.contains(m);
    }

    /** Adds a message and those that returned before it was sent. */
    void add(int m) {
        int sender = orders.sender(m);
        int returnsBefore = orders.returnsBefore(m);
        if (returned[sender] < returnsBefore) {
            markReturned(sender, returnsBefore);
        }
        mark(sender, m);
    }

    private void markReturned(int sender, int to) {
        int inStep = orders.inStep(sender, to);
        if (first[sender] < inStep) {
            first[sender] = inStep;
            closeGap(sender);
        }
        for (int k = Math.max(returned[sender], inStep); k < to; k++) {
            mark(sender, orders.returned(sender, k));
        }
        returned[sender] = to;
    }

    private void mark(int sender, int m) {
        int number = orders.number(m);
        if (number == first[sender]) {
            first[sender]++;
            closeGap(sender);
        } else if (number > first[sender]) {
            if (beyond.isFull()) {
                beyond.rebuild(x -> orders.number(x) >= first[orders.sender(x)]);
            }
            beyond.add(m);
        }
    }

    private void closeGap(int sender) {
        while (first[sender] < orders.count(sender) && beyond.contains(orders.numbered(sender, first[sender]))) {
            first[sender]++;
        }
    }

    long bytes() {
        return (first.length + returned.length + (long) beyond.capacity()) * Integer.BYTES;
    }
}

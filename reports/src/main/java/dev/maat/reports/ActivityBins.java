package dev.maat.reports;

/** Deliveries and sends of each lane, and all events, counted in equal parts of the run. */
final class ActivityBins {
    static final int BINS = 4_096;

    private final Span span;
    private final int[][] delivered;
    private final int[][] sent;
    private final int[] all = new int[BINS];

    ActivityBins(Span span, int lanes) {
        this.span = span;
        this.delivered = new int[lanes][BINS];
        this.sent = new int[lanes][BINS];
    }

    void count(long nanos, int lane, boolean delivery, boolean send) {
        double share = (double) (nanos - span.fromNanos()) / (span.toNanos() - span.fromNanos());
        int bin = Math.min(BINS - 1, (int) (share * BINS));
        all[bin]++;
        if (lane != Lanes.NONE && delivery) {
            delivered[lane][bin]++;
        } else if (lane != Lanes.NONE && send) {
            sent[lane][bin]++;
        }
    }

    /** The columns as text: for each lane its deliveries and its sends, and then all events. */
    String packed() {
        Varints columns = new Varints();
        for (int lane = 0; lane < delivered.length; lane++) {
            column(columns, delivered[lane]);
            column(columns, sent[lane]);
        }
        column(columns, all);
        return columns.packed();
    }

    private static void column(Varints columns, int[] counts) {
        for (int count : counts) {
            columns.unsigned(count);
        }
    }
}

package dev.maat.checkers.facts;

import dev.maat.checkers.history.MessageTable;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Pasts of a history with deliveries before their sends, which no real run has. They depend on each other, so they are computed again
 * until they grow no more.
 *
 * <p>The past of a message is, for each sender s, a bound: all messages of s that returned before that event of s's log are
 * in it (Fidge, Mattern). Sends of one sender may overlap, so some messages in the past may have returned later than the bound. They
 * are kept one by one. Each round takes O(N n) time, and O(M n) space, less where consecutive sends share a past.
 */
final class CircularPast implements CausalPast {
    private static final int[] EMPTY = new int[0];

    /** About how much an array takes beside its elements. */
    private static final int ARRAY_BYTES = 16;

    private final Facts facts;
    private final int processes;
    /** For each message that was sent, the bounds of its past except for its own sender, and the messages kept one by one. */
    private final int[] @Nullable [] bounds;

    private final int[] @Nullable [] singles;
    private final State[] states;
    private final int[] lateBy;
    private final int[][] sent;
    private boolean acyclic = true;
    private boolean grown;
    private final long budgetBytes;
    /** Taken by the pasts of this round, and by those of the previous round, which it replaces one by one. */
    private long takenBytes;

    private long takenBeforeBytes;

    /** The past of a process, from its deliveries so far. */
    private final class State {
        private final int[] bound = new int[processes];
        private final BitSet known = new BitSet();
        private IntList alone = new IntList();
        private int @Nullable [] sharedBound;
        private int[] sharedSingles = EMPTY;
        private int nextDelivery;
        private int nextSend;
        private int[] sent = EMPTY;
        private final IntList waiting = new IntList();

        State() {
            Arrays.fill(bound, -1);
        }

        /** The past of a send; consecutive sends without a delivery between them share it. */
        int[] snapshot() {
            if (sharedBound == null) {
                sharedBound = bound.clone();
                IntList kept = new IntList();
                for (int k = 0; k < alone.size(); k++) {
                    if (!covered(alone.get(k))) {
                        kept.add(alone.get(k));
                    }
                }
                alone = kept;
                sharedSingles = kept.toArray();
                take(2L * ARRAY_BYTES + (long) (sharedBound.length + sharedSingles.length) * Integer.BYTES);
            }
            return sharedBound;
        }

        boolean covered(int m) {
            return facts.sends.returned(m) < bound[facts.messages.sender(m)];
        }

        void keep(int m) {
            if (!known.get(m)) {
                known.set(m);
                alone.add(m);
            }
        }
    }

    CircularPast(Facts facts, long budgetBytes) {
        this.facts = facts;
        this.processes = facts.history.processCount();
        this.budgetBytes = budgetBytes;
        this.bounds = new int[facts.messages.count()][];
        this.singles = new int[facts.messages.count()][];
        this.lateBy = new int[facts.messages.count()];
        this.states = new State[processes];
        this.sent = facts.sends.inOrder();
        begin();
        runAll();
        untilStable();
    }

    /** Counts the pasts that are kept, not those that the worst history of this size would need: most sends share a past. */
    private void take(long bytes) {
        takenBytes += bytes;
        if (takenBeforeBytes + takenBytes > budgetBytes) {
            throw new TooLargeException(
                    "too large: the pasts of " + facts.messages.count() + " messages of " + processes
                            + " processes take more than " + (budgetBytes >> 20) + " MB; give the JVM a larger heap");
        }
    }

    private void begin() {
        Arrays.fill(lateBy, -1);
        takenBeforeBytes = takenBytes;
        takenBytes = 0;
        take((long) processes * processes * Integer.BYTES);
        for (int p = 0; p < processes; p++) {
            states[p] = new State();
            states[p].nextDelivery = facts.deliveries.from(p);
            states[p].sent = sent[p];
        }
    }

    /** The first pass has cut each circle somewhere; from then on every process goes through its whole log. */
    private void untilStable() {
        acyclic = false;
        grown = true;
        while (grown) {
            grown = false;
            begin();
            for (int p = 0; p < processes; p++) {
                run(p, new IntList(), false);
            }
        }
    }

    /** Lets every process go on while the messages that it delivers have been sent; where none can, a circle is cut. */
    private void runAll() {
        IntList runnable = new IntList();
        for (int p = 0; p < processes; p++) {
            runnable.add(p);
        }
        int done = 0;
        int cut = 0;
        while (done < runnable.size() || cut < processes) {
            if (done < runnable.size()) {
                run(runnable.get(done++), runnable, false);
            } else if (states[cut].nextDelivery < facts.deliveries.to(cut)) {
                run(cut, runnable, true);
            } else {
                cut++;
            }
        }
    }

    private void run(int p, IntList runnable, boolean force) {
        State state = states[p];
        boolean forced = force;
        while (true) {
            int delivery = state.nextDelivery;
            boolean mayDeliver = delivery < facts.deliveries.to(p);
            boolean maySend = state.nextSend < state.sent.length;
            if (!mayDeliver && !maySend) {
                return;
            }
            boolean sendFirst = maySend
                    && (!mayDeliver
                            || facts.messages.sendEvent(state.sent[state.nextSend]) < facts.deliveries.event(delivery));
            if (sendFirst) {
                send(p, state, runnable);
                continue;
            }
            int m = facts.deliveries.message(delivery);
            if (facts.messages.sendEvent(m) != MessageTable.NONE && bounds[m] == null && acyclic && !forced) {
                if (facts.messages.sender(m) != p) {
                    states[facts.messages.sender(m)].waiting.add(p);
                }
                return;
            }
            forced = false;
            deliver(p, state, m);
            state.nextDelivery++;
        }
    }

    private void send(int p, State state, IntList runnable) {
        int m = state.sent[state.nextSend++];
        int[] bound = state.snapshot();
        if (!acyclic) {
            grown |= !Arrays.equals(bound, bounds[m]) || !sameOnes(state.sharedSingles, singles[m]);
        }
        bounds[m] = bound;
        singles[m] = state.sharedSingles;
        for (int k = 0; k < state.waiting.size(); k++) {
            runnable.add(state.waiting.get(k));
        }
        state.waiting.clear();
    }

    /** Compares without regard to order: pasts that depend on each other may come in another order each time. */
    private static boolean sameOnes(int[] some, int @Nullable [] others) {
        return others != null
                && some.length == others.length
                && Arrays.equals(
                        Arrays.stream(some).sorted().toArray(),
                        Arrays.stream(others).sorted().toArray());
    }

    private void deliver(int q, State state, int m) {
        if (state.covered(m) || state.known.get(m)) {
            lateBy[m] = lateBy[m] < 0 ? q : lateBy[m];
        }
        int sender = facts.messages.sender(m);
        int[] past = bounds[m];
        if (past != null) {
            for (int s = 0; s < processes; s++) {
                state.bound[s] = Math.max(state.bound[s], past[s]);
            }
            state.bound[sender] = Math.max(state.bound[sender], facts.messages.sendEvent(m));
            int[] alone = singles[m];
            for (int k = 0; alone != null && k < alone.length; k++) {
                if (!state.covered(alone[k])) {
                    state.keep(alone[k]);
                }
            }
        }
        if (!state.covered(m)) {
            state.keep(m);
        }
        state.sharedBound = null;
    }

    @Override
    public int lateBy(int m) {
        return lateBy[m];
    }

    @Override
    public int[] owedBy(int process) {
        return Arrays.stream(facts.lackedMessages().by(process))
                .filter(m -> states[process].covered(m) || states[process].known.get(m))
                .toArray();
    }
}

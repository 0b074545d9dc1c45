package dev.maat.checkers.facts;

import dev.maat.checkers.history.MessageTable;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Replays all logs, each as far as the messages that it delivers have been sent, and keeps for each process the set of messages in
 * its past ({@link KnownPast}) and their order ({@link Journal}). The past of a message is the beginning of its sender's journal. A
 * process that delivers the message reads that beginning as far as it has not read it yet.
 *
 * <p>So each process reads what another one delivered once: O(N n) time for n processes that send to each other at a time, however
 * many there are in the history, and O(N) space. A process whose log has been replayed keeps no past. A sender whose messages no
 * process delivers later, and that no process lacks, takes no part any more.
 */
final class ReplayedPast implements CausalPast {
    private static final int NOT_SENT = -1;
    private static final int[] NOTHING = new int[0];

    private final Facts facts;
    private final SendOrders orders;
    private final LackedMessages lacked;
    private final int[][] sent;
    private final Replay[] replays;
    /** For each message that was sent, the length of its sender's journal then. */
    private final int[] journalAt;

    private final int[] lateBy;
    private final int[][] owed;
    /** By sender, how often its messages will still be delivered, or be asked for at the end of a log that lacks them. */
    private final long[] due;

    private final BitSet ended = new BitSet();
    private final IntList runnable = new IntList();
    private final long budgetBytes;
    private long takenBytes;

    /** A process whose log is being replayed. */
    private final class Replay {
        private final IntList waiting = new IntList();
        private int nextDelivery;
        private int nextSend;
        private @Nullable KnownPast past;
        private final Journal journal = new Journal(orders);
        /** By process, how much of its journal has been read. */
        private int[] read = NOTHING;

        private long bytes;

        KnownPast past() {
            if (past == null) {
                past = new KnownPast(orders);
                read = new int[replays.length];
            }
            return past;
        }

        long bytesNow() {
            return (past == null ? 0 : past.bytes()) + journal.bytes() + (long) read.length * Integer.BYTES;
        }
    }

    ReplayedPast(Facts facts, long budgetBytes) {
        this.facts = facts;
        this.budgetBytes = budgetBytes;
        this.sent = facts.sends.inOrder();
        this.orders = new SendOrders(facts, sent);
        this.lacked = facts.lackedMessages();
        this.replays = new Replay[sent.length];
        this.owed = new int[sent.length][];
        this.due = new long[sent.length];
        this.journalAt = new int[facts.messages.count()];
        this.lateBy = new int[facts.messages.count()];
        Arrays.fill(journalAt, NOT_SENT);
        Arrays.fill(lateBy, -1);
        begin();
        for (int k = 0; k < runnable.size(); k++) {
            run(runnable.get(k));
        }
    }

    private void begin() {
        for (int p = 0; p < replays.length; p++) {
            replays[p] = new Replay();
            replays[p].nextDelivery = facts.deliveries.from(p);
            owed[p] = NOTHING;
            for (int m : lacked.by(p)) {
                due[orders.sender(m)]++;
            }
            runnable.add(p);
        }
        for (int m = 0; m < lateBy.length; m++) {
            due[orders.sender(m)] += facts.deliveries.deliverers(m);
        }
        for (int p = 0; p < replays.length; p++) {
            endIfNotDue(p);
        }
    }

    /** Whether all logs were replayed to the end: no circle of processes waits for sends that come after their own deliveries. */
    boolean complete() {
        for (int p = 0; p < replays.length; p++) {
            if (replays[p].nextDelivery < facts.deliveries.to(p)) {
                return false;
            }
        }
        return true;
    }

    private void run(int p) {
        Replay replay = replays[p];
        while (true) {
            boolean mayDeliver = replay.nextDelivery < facts.deliveries.to(p);
            boolean maySend = replay.nextSend < sent[p].length;
            if (!mayDeliver && !maySend) {
                finish(p, replay);
                return;
            }
            boolean sendFirst = maySend
                    && (!mayDeliver
                            || facts.messages.sendEvent(sent[p][replay.nextSend])
                                    < facts.deliveries.event(replay.nextDelivery));
            if (sendFirst) {
                send(sent[p][replay.nextSend++], replay);
                continue;
            }
            int m = facts.deliveries.message(replay.nextDelivery);
            if (facts.messages.sendEvent(m) != MessageTable.NONE && journalAt[m] == NOT_SENT) {
                if (orders.sender(m) != p) {
                    replays[orders.sender(m)].waiting.add(p);
                }
                return;
            }
            deliver(p, replay, m);
            replay.nextDelivery++;
        }
    }

    private void send(int m, Replay replay) {
        journalAt[m] = replay.journal.length();
        for (int k = 0; k < replay.waiting.size(); k++) {
            runnable.add(replay.waiting.get(k));
        }
        replay.waiting.clear();
        count(replay);
    }

    private void deliver(int q, Replay replay, int m) {
        KnownPast past = replay.past();
        int sender = orders.sender(m);
        if (past.has(m)) {
            lateBy[m] = lateBy[m] < 0 ? q : lateBy[m];
        }
        if (sender != q && journalAt[m] > replay.read[sender]) {
            replays[sender].journal.read(replay.read[sender], journalAt[m], past, replay.journal, ended);
            replay.read[sender] = journalAt[m];
        }
        if (!past.has(m)) {
            past.add(m);
            replay.journal.add(m, ended);
        }
        due[sender]--;
        endIfNotDue(sender);
    }

    /** At the end of a log its past is asked for what the process lacks, and not kept. */
    private void finish(int q, Replay replay) {
        IntList found = new IntList();
        for (int m : lacked.by(q)) {
            if (replay.past().has(m)) {
                found.add(m);
            }
            due[orders.sender(m)]--;
            endIfNotDue(orders.sender(m));
        }
        owed[q] = found.toArray();
        replay.past = null;
        replay.read = NOTHING;
        count(replay);
    }

    private void endIfNotDue(int sender) {
        if (due[sender] == 0) {
            ended.set(sender);
            replays[sender].journal.close();
            count(replays[sender]);
        }
    }

    private void count(Replay replay) {
        long bytes = replay.bytesNow();
        takenBytes += bytes - replay.bytes;
        replay.bytes = bytes;
        if (takenBytes > budgetBytes) {
            throw new TooLargeException(
                    "too large: the pasts of " + facts.messages.count() + " messages of " + replays.length
                            + " processes take more than " + (budgetBytes >> 20) + " MB; give the JVM a larger heap");
        }
    }

    @Override
    public int lateBy(int m) {
        return lateBy[m];
    }

    @Override
    public int[] owedBy(int process) {
        return owed[process];
    }
}

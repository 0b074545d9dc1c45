package dev.maat.reference.study;

import dev.maat.contract.ProcessId;
import dev.maat.reference.feedback.Peers;
import dev.maat.reference.feedback.Reliability;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.Buffers;
import dev.maat.reference.stream.SenderLog;

/** One member of the group: its copy of the one stream, and its strategy. A large group has 100,000 of these: every field counts. */
final class StudyPeer implements Peers {
    /** A packet's worth of units, as on a network of 1,500 bytes a packet. */
    private static final int MAX_BODY_BYTES = 1_300;

    private static final long NO_TIMER = -1;

    final ProcessId process;
    final SenderLog log;
    final Reliability reliability;
    private final StudyGroup group;
    private final int rank;
    private int draws;
    private long timerAt = NO_TIMER;

    StudyPeer(StudyGroup group, int rank, Buffers buffers, Reliability.Factory strategy) {
        this.group = group;
        this.rank = rank;
        this.process = new ProcessId("n" + rank, 0);
        this.log = new SenderLog(StudyGroup.SENDER, buffers);
        this.reliability = strategy.serve(this);
    }

    /** The sender multicasts a message for the first time. */
    void multicastOne(Unit unit) {
        log.append(unit);
        deliver();
        reliability.transmitted(log.held());
        reliability.review();
    }

    void receive(int from, Packet packet) {
        switch (packet) {
            case Packet.Data data -> receive(data);
            case Packet.Feedback feedback -> reliability.onFeedback(from, feedback);
            default -> throw new IllegalArgumentException("no strategy sends a " + packet.kind());
        }
        reliability.review();
    }

    private void receive(Packet.Data data) {
        long before = log.held();
        long seq = data.firstSeq();
        for (Unit unit : data.units()) {
            if (!log.put(seq++, unit) && rank != StudyGroup.SENDER) {
                group.tally.duplicate();
            }
        }
        if (log.held() > before) {
            deliver();
            group.tally.held(before, log.held(), now());
        }
        reliability.arrived(StudyGroup.SENDER, data.firstSeq(), seq - 1);
    }

    void receive(Session session) {
        log.know(session.sent());
        if (reliability.acknowledgesToSender()) {
            log.freeThrough(session.stable());
            reliability.believed(
                    StudyGroup.SENDER, session.held().at(rank), session.freed().at(rank));
        }
        reliability.review();
    }

    /** An event of the timer is due; only that of its last setting counts. */
    void timerDue() {
        if (timerAt == now()) {
            timerAt = NO_TIMER;
            reliability.timerFired();
        }
    }

    private void deliver() {
        log.scan(log.held(), (seq, body) -> {});
        for (SenderLog.Message next = log.nextComplete(); next != null; next = log.nextComplete()) {
            log.take(next);
        }
    }

    @Override
    public int size() {
        return group.members();
    }

    @Override
    public int self() {
        return rank;
    }

    @Override
    public int streams() {
        return 1;
    }

    @Override
    public SenderLog log(int stream) {
        return log;
    }

    @Override
    public boolean suspects(int other) {
        return false;
    }

    @Override
    public long suspicionsSoFar() {
        return 0;
    }

    @Override
    public long askedThrough(SenderLog asked) {
        return asked.known();
    }

    @Override
    public long roundTripNanos(int other) {
        return 2 * group.network.pathNanos(rank, other);
    }

    @Override
    public boolean acknowledged(int other, long heldThrough, long freedThrough) {
        return group.acknowledged(other, heldThrough, freedThrough);
    }

    @Override
    public long heldBy(int other) {
        return group.heldBy(other);
    }

    @Override
    public ViewRef ref() {
        return StudyGroup.REF;
    }

    @Override
    public int maxBodyBytes() {
        return MAX_BODY_BYTES;
    }

    @Override
    public long now() {
        return group.now();
    }

    @Override
    public long draw(long bound, String stream) {
        return group.draw.below(bound, stream, rank, draws++);
    }

    @Override
    public void wakeAfter(long delayNanos) {
        timerAt = now() + delayNanos;
        group.wakeAt(timerAt, rank);
    }

    @Override
    public void send(int to, Packet packet) {
        group.send(rank, to, packet);
    }

    @Override
    public void multicast(Packet packet) {
        group.multicast(rank, packet);
    }
}

package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketKind;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.Buffers;
import dev.maat.reference.stream.SenderLog;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/**
 * A sender and its receivers in a group that never changes, in virtual time. The sender's stream is the only one. It says at
 * intervals which number it has sent last and, where it is told, which peers hold its stream; a static group needs no more.
 */
final class StaticGroup {
    /** Whether a packet is lost on its way to a peer. */
    @FunctionalInterface
    interface Loss {
        boolean loses(int from, int to, Packet packet);
    }

    static final int SENDER = 0;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LATENCY_NANOS = 500_000;
    private static final long ROUND_TRIP_NANOS = 3 * LATENCY_NANOS;
    private static final long SESSION_NANOS = 50 * NANOS_PER_MILLI;
    private static final long PATIENCE_MILLIS = 20_000;

    private record Event(long at, long number, Runnable what) {}

    final List<Peer> peers = new ArrayList<>();

    /** Packets of feedback that arrived at the sender: how many of each kind, and of which peers. */
    final TreeMap<PacketKind, Integer> feedbackAtSender = new TreeMap<>();

    final TreeSet<Integer> heardBySender = new TreeSet<>();

    /** Packets that were sent, a multicast as one. */
    final TreeMap<PacketKind, Integer> sent = new TreeMap<>();

    final TreeSet<Integer> suspected = new TreeSet<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.at() != b.at() ? Long.compare(a.at(), b.at()) : Long.compare(a.number(), b.number()));
    private final Random random;
    private final Loss loss;
    private long now = NANOS_PER_MILLI;
    private long numbers;

    StaticGroup(int receivers, long seed, Loss loss, Reliability.Factory strategy) {
        this.random = new Random(seed);
        this.loss = loss;
        for (int rank = 0; rank <= receivers; rank++) {
            peers.add(new Peer(rank, receivers + 1, strategy));
        }
        at(SESSION_NANOS, this::session);
    }

    Random random() {
        return random;
    }

    /** The sender multicasts that many messages, one every so often. */
    void multicast(int messages, long everyMicros) {
        for (int i = 0; i < messages; i++) {
            peers.get(SENDER).multicastOne();
            run(now + everyMicros * 1_000);
        }
    }

    void runMillis(long millis) {
        run(now + millis * NANOS_PER_MILLI);
    }

    /** Goes on until all living receivers hold everything and, where acknowledgements reach the sender, it knows so. */
    void untilAllHoldAll() {
        until("all hold all: " + this, () -> {
            long last = peers.get(SENDER).log.held();
            for (Peer peer : peers) {
                boolean known = !peer.reliability.acknowledgesToSender() || peers.get(SENDER).heldBy[peer.rank] == last;
                if (peer.living && (peer.log.held() < last || !known)) {
                    return false;
                }
            }
            return true;
        });
    }

    void until(String what, BooleanSupplier condition) {
        long end = now + PATIENCE_MILLIS * NANOS_PER_MILLI;
        while (!condition.getAsBoolean()) {
            if (now > end) {
                Assertions.fail("not within " + PATIENCE_MILLIS + " ms: " + what);
            }
            run(now + NANOS_PER_MILLI);
        }
    }

    int feedback() {
        return feedbackAtSender.values().stream().mapToInt(Integer::intValue).sum();
    }

    int sent(PacketKind kind) {
        return sent.getOrDefault(kind, 0);
    }

    void forgetCounts() {
        feedbackAtSender.clear();
        heardBySender.clear();
        sent.clear();
    }

    private void run(long end) {
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.poll();
            now = next.at();
            next.what().run();
        }
        now = end;
    }

    private void at(long delayNanos, Runnable what) {
        events.add(new Event(now + delayNanos, numbers++, what));
    }

    private void session() {
        Peer sender = peers.get(SENDER);
        long last = sender.log.held();
        long stable = Long.MAX_VALUE;
        for (long held : sender.heldBy) {
            stable = Math.min(stable, held);
        }
        for (Peer peer : peers) {
            if (peer.rank != SENDER && !loss.loses(SENDER, peer.rank, new Packet.Join())) {
                long held = sender.heldBy[peer.rank];
                long freed = sender.freedBy[peer.rank];
                long through = stable;
                at(latency(), () -> peer.session(last, through, held, freed));
            }
        }
        sender.log.freeThrough(stable);
        at(SESSION_NANOS, this::session);
    }

    private long latency() {
        return LATENCY_NANOS / 2 + random.nextInt((int) LATENCY_NANOS);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Peer peer : peers) {
            text.append(' ')
                    .append(peer.rank)
                    .append(peer.living ? ":" : " dead:")
                    .append(peer.log.held());
        }
        return text.toString();
    }

    /** One member of the group. */
    final class Peer implements Peers {
        final int rank;
        final SenderLog log = new SenderLog(0, new Buffers(1L << 40));
        final Reliability reliability;
        boolean living = true;
        private final long[] heldBy;
        private final long[] freedBy;
        private final int size;
        private long timer;

        Peer(int rank, int size, Reliability.Factory strategy) {
            this.rank = rank;
            this.size = size;
            this.heldBy = new long[rank == SENDER ? size : 0];
            this.freedBy = new long[rank == SENDER ? size : 0];
            this.reliability = strategy.serve(this);
        }

        private void multicastOne() {
            Unit unit = new Unit(Unit.FIRST | Unit.LAST, 0, new byte[10]);
            log.append(unit);
            deliver();
            heldBy[SENDER] = log.held();
            freedBy[SENDER] = log.held();
            multicast(new Packet.Data(ref(), SENDER, log.held(), List.of(unit)));
            reliability.transmitted(log.held());
            reliability.review();
        }

        private void receive(int from, Packet packet) {
            if (!living) {
                return;
            }
            if (packet instanceof Packet.Data data) {
                long seq = data.firstSeq();
                for (Unit unit : data.units()) {
                    log.put(seq++, unit);
                }
                deliver();
                reliability.arrived(SENDER, data.firstSeq(), seq - 1);
            } else if (packet instanceof Packet.Feedback feedback) {
                if (rank == SENDER) {
                    feedbackAtSender.merge(packet.kind(), 1, Integer::sum);
                    heardBySender.add(from);
                }
                reliability.onFeedback(from, feedback);
            }
            reliability.review();
        }

        private void session(long last, long stable, long held, long freed) {
            if (living) {
                log.know(last);
                if (reliability.acknowledgesToSender()) {
                    log.freeThrough(stable);
                    reliability.believed(SENDER, held, freed);
                }
                reliability.review();
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
            return size;
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
            return suspected.contains(other);
        }

        @Override
        public long suspicionsSoFar() {
            // No test withdraws one.
            return suspected.size();
        }

        @Override
        public long askedThrough(SenderLog asked) {
            return asked.known();
        }

        @Override
        public long roundTripNanos(int other) {
            return ROUND_TRIP_NANOS;
        }

        @Override
        public boolean acknowledged(int other, long heldThrough, long freedThrough) {
            boolean news = heldThrough > heldBy[other] || freedThrough > freedBy[other];
            heldBy[other] = Math.max(heldBy[other], heldThrough);
            freedBy[other] = Math.max(freedBy[other], freedThrough);
            return news;
        }

        @Override
        public long heldBy(int other) {
            return heldBy[other];
        }

        @Override
        public ViewRef ref() {
            return ViewRef.NONE;
        }

        @Override
        public int maxBodyBytes() {
            return 1_000;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public long draw(long bound, String stream) {
            return random.nextLong(bound);
        }

        @Override
        public void wakeAfter(long delayNanos) {
            long setting = ++timer;
            at(delayNanos, () -> {
                if (living && timer == setting) {
                    reliability.timerFired();
                }
            });
        }

        @Override
        public void send(int to, Packet packet) {
            sent.merge(packet.kind(), 1, Integer::sum);
            transmit(to, packet);
        }

        @Override
        public void multicast(Packet packet) {
            sent.merge(packet.kind(), 1, Integer::sum);
            for (int to = 0; to < size; to++) {
                if (to != rank) {
                    transmit(to, packet);
                }
            }
        }

        private void transmit(int to, Packet packet) {
            if (!loss.loses(rank, to, packet)) {
                at(latency(), () -> peers.get(to).receive(rank, packet));
            }
        }
    }
}

package dev.maat.reference.study;

import dev.maat.contract.Draw;
import dev.maat.contract.FeedbackStudy.Figures;
import dev.maat.contract.FeedbackStudy.Progress;
import dev.maat.contract.FeedbackStudy.Setting;
import dev.maat.contract.SeededDraw;
import dev.maat.reference.feedback.Reliability;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.Buffers;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** A sender and its receivers in a group that never changes, in virtual time, until all receivers hold all messages. */
final class StudyGroup {
    static final int SENDER = 0;
    static final ViewRef REF = ViewRef.of(0, "study");

    private static final int MESSAGE_BYTES = 200;
    private static final long MESSAGE_NANOS = 10_000_000;
    private static final long SESSION_NANOS = 50_000_000;

    /** After the last message so much time may pass until all receivers hold all. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** Progress is told after so many events. */
    private static final int PROGRESS_EVENTS = 1 << 10;

    /** An event is what it is about, above one of these. */
    private static final int KIND_BITS = 2;

    private static final int MESSAGE = 0;
    private static final int SESSION = 1;
    private static final int TIMER = 2;
    private static final int FLIGHT = 3;

    private static final Runnable NOTHING = () -> {};
    private static final Counts NONE = Counts.of();

    final StudyNetwork network;
    final Draw draw;
    final Tally tally;
    private final Agenda agenda = new Agenda();
    private final Flights flights = new Flights();

    /** The members in the order in which a packet to all meets them, which is their order in memory too: that is twice as fast. */
    private final StudyPeer[] nearestFirst;

    private final StudyPeer sender;
    private final int messages;
    private final long[] heldBy;
    private final long[] freedBy;
    private final boolean acknowledges;
    private long unacknowledged;
    private long now;
    private long lastMessageAt;

    StudyGroup(Setting setting, Reliability.Factory strategy) {
        this.draw = new SeededDraw(setting.seed());
        this.network = new StudyNetwork(setting, draw);
        this.messages = setting.messages();
        this.tally = new Tally(setting.receivers(), messages);
        this.heldBy = new long[members()];
        this.freedBy = new long[members()];
        // The messages of a study are fewer than any bound of buffers.
        Buffers buffers = new Buffers(Long.MAX_VALUE);
        this.nearestFirst = new StudyPeer[members()];
        for (int place = 0; place < nearestFirst.length; place++) {
            nearestFirst[place] = new StudyPeer(this, network.met(place), buffers, strategy);
        }
        this.sender = peer(SENDER);
        this.acknowledges = sender.reliability.acknowledgesToSender();
        this.unacknowledged = acknowledges ? setting.receivers() : 0;
    }

    /** Runs to the end. */
    Figures run(Progress progress) {
        at(MESSAGE_NANOS, MESSAGE, 0);
        at(SESSION_NANOS, SESSION, 0);
        while (!isComplete() && now <= lastMessageAt + PATIENCE_NANOS) {
            if (!progress.goOn(sender.log.held(), messages)) {
                throw new CancellationException("stopped");
            }
            for (int i = 0; i < PROGRESS_EVENTS && !isComplete(); i++) {
                now = agenda.take();
                happen(agenda.event());
            }
        }
        return tally.figures(isComplete());
    }

    private boolean isComplete() {
        return tally.allHold(messages) && unacknowledged == 0;
    }

    private void happen(long event) {
        int about = (int) (event >>> KIND_BITS);
        switch ((int) event & ((1 << KIND_BITS) - 1)) {
            case MESSAGE -> multicastOne();
            case SESSION -> session();
            case TIMER -> peer(about).timerDue();
            default -> fly(about);
        }
    }

    private void at(long nanos, int kind, int about) {
        agenda.add(nanos, (long) about << KIND_BITS | kind);
    }

    private void multicastOne() {
        Unit unit = new Unit(Unit.FIRST | Unit.LAST, 0, new byte[MESSAGE_BYTES]);
        long message = sender.log.held() + 1;
        heldBy[SENDER] = message;
        freedBy[SENDER] = message;
        lastMessageAt = now;
        Packet packet = new Packet.Data(REF, SENDER, message, List.of(unit));
        tally.multicast(message, now, bytes(SENDER, packet));
        launch(SENDER, peer -> peer.receive(SENDER, packet), () -> tally.lost(message));
        sender.multicastOne(unit);
        if (message < messages) {
            at(now + MESSAGE_NANOS, MESSAGE, 0);
        }
    }

    private void session() {
        Session session = acknowledges
                ? new Session(sender.log.held(), stable(), Counts.of(heldBy), Counts.of(freedBy))
                : new Session(sender.log.held(), 0, NONE, NONE);
        launch(SENDER, peer -> peer.receive(session), NOTHING);
        sender.log.freeThrough(session.stable());
        at(now + SESSION_NANOS, SESSION, 0);
    }

    private long stable() {
        long stable = Long.MAX_VALUE;
        for (long held : heldBy) {
            stable = Math.min(stable, held);
        }
        return stable;
    }

    private void launch(int from, Consumer<StudyPeer> arrival, Runnable loss) {
        long number = network.newPacket();
        if (network.losesAtOnce(number)) {
            loss.run();
            return;
        }
        Flight.Multicast flight = new Flight.Multicast(from, number, now, arrival, loss);
        at(meets(flight), FLIGHT, flights.add(flight));
    }

    private void fly(int place) {
        switch (flights.at(place)) {
            case Flight.Unicast unicast -> {
                flights.remove(place);
                arrive(unicast.from(), peer(unicast.to()), unicast.packet(), unicast.bytes());
            }
            case Flight.Multicast multicast -> fly(multicast, place);
        }
    }

    private void fly(Flight.Multicast flight, int place) {
        meet(flight);
        while (flight.met < nearestFirst.length) {
            long next = meets(flight);
            if (next >= agenda.freeBefore()) {
                at(next, FLIGHT, place);
                return;
            }
            // Nothing else happens until then.
            now = next;
            meet(flight);
        }
        flights.remove(place);
    }

    private void meet(Flight.Multicast flight) {
        StudyPeer member = nearestFirst[flight.met++];
        if (member.self() == flight.from) {
            return;
        }
        if (network.loses(flight.number, member.self())) {
            flight.loss.run();
        } else {
            flight.arrival.accept(member);
        }
    }

    /** When it meets the next member. */
    private long meets(Flight.Multicast flight) {
        return flight.sentAt + network.pathNanos(flight.from, network.met(flight.met));
    }

    private void arrive(int from, StudyPeer peer, Packet packet, int bytes) {
        if (peer.self() == SENDER && packet instanceof Packet.Feedback) {
            tally.reachedSender(from, bytes);
        }
        peer.receive(from, packet);
    }

    private int bytes(int from, Packet packet) {
        return PacketCodec.bytes(new Envelope(0, peer(from).process, REF, packet));
    }

    private StudyPeer peer(int rank) {
        return nearestFirst[network.place(rank)];
    }

    int members() {
        return network.members();
    }

    long now() {
        return now;
    }

    void wakeAt(long nanos, int rank) {
        at(nanos, TIMER, rank);
    }

    long heldBy(int rank) {
        return heldBy[rank];
    }

    boolean acknowledged(int rank, long heldThrough, long freedThrough) {
        boolean news = heldThrough > heldBy[rank] || freedThrough > freedBy[rank];
        if (heldBy[rank] < messages && heldThrough >= messages) {
            unacknowledged--;
        }
        heldBy[rank] = Math.max(heldBy[rank], heldThrough);
        freedBy[rank] = Math.max(freedBy[rank], freedThrough);
        return news;
    }

    void send(int from, int to, Packet packet) {
        int bytes = bytes(from, packet);
        tally.sent(packet, bytes);
        long number = network.newPacket();
        if (!network.losesAtOnce(number) && !network.loses(number, to)) {
            Flight flight = new Flight.Unicast(from, to, packet, bytes);
            at(now + network.pathNanos(from, to), FLIGHT, flights.add(flight));
        }
    }

    void multicast(int from, Packet packet) {
        int bytes = bytes(from, packet);
        tally.sent(packet, bytes);
        launch(from, peer -> arrive(from, peer, packet, bytes), NOTHING);
    }
}

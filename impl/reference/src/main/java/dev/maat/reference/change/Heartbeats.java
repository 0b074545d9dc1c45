package dev.maat.reference.change;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Timer;
import dev.maat.reference.options.DeliveryRule;
import dev.maat.reference.options.OrderingMode;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.reliability.ReliableMulticast;
import dev.maat.reference.transfer.StateTransfer;

/**
 * Tells the others at intervals that this process lives, whether it leaves, whether it has its state or how much of it, and, unless it is frozen or
 * acknowledges to the sender of each stream, how far it holds and has freed each stream.
 *
 * <p>Where deliveries wait for others' heartbeats, one follows soon after more is held, and does not wait for its interval nor for a
 * message to send: uniform delivery waits for acknowledgements, the agreed order for the Lamport times of members that send nothing.
 */
public final class Heartbeats {
    /** How long others wait for an acknowledgement that they need: short, but one may cover the messages of several senders. */
    private static final long PROMPT_NANOS = 2_000_000;

    private final Group group;
    private final Host host;
    private final ReliableMulticast multicast;
    private final StateTransfer transfer;
    private final boolean uniform;
    private final boolean timed;
    private long sentAt = Long.MIN_VALUE / 2;
    private Counts told = Counts.of();
    private boolean waiting;

    public Heartbeats(Group group, ReliableMulticast multicast, StateTransfer transfer) {
        this.group = group;
        this.transfer = transfer;
        this.host = group.host;
        this.multicast = multicast;
        this.timed = host.options.ordering() == OrderingMode.AGREED;
        this.uniform = host.options.delivery() == DeliveryRule.UNIFORM;
    }

    public void tick() {
        Epoch epoch = group.current();
        if (epoch != null && host.now() - sentAt >= host.options.heartbeatNanos()) {
            send(epoch);
        }
    }

    /**
     * The inputs that were ready are handled: senders whose windows are filling up are acknowledged before the next heartbeat is due,
     * and so are members that wait.
     */
    public void flush() {
        Epoch epoch = group.current();
        if (epoch == null || !epoch.running()) {
            return;
        }
        if (multicast.owesAcknowledgement(epoch)) {
            send(epoch);
        } else if (!waiting && awaited() && holdsMoreThanTold(epoch)) {
            waiting = true;
            host.setTimer(Timer.ACKNOWLEDGE, PROMPT_NANOS);
        }
    }

    /** {@link Timer#ACKNOWLEDGE} fired. */
    public void timerFired() {
        waiting = false;
        Epoch epoch = group.current();
        if (epoch != null && epoch.running() && holdsMoreThanTold(epoch)) {
            send(epoch);
        }
    }

    /** Whether others wait for heartbeats; acknowledgements are not in them where they go to the sender of a stream. */
    private boolean awaited() {
        return timed || (uniform && !multicast.acknowledgesToSender());
    }

    /** Whether more of another member's stream is held than the last heartbeat said. */
    private boolean holdsMoreThanTold(Epoch epoch) {
        for (int rank = 0; rank < epoch.streams(); rank++) {
            if (rank != epoch.selfRank() && epoch.log(rank).held() > told.at(rank)) {
                return true;
            }
        }
        return false;
    }

    public void send(Epoch epoch) {
        sentAt = host.now();
        multicast.acknowledged();
        boolean running = epoch.running();
        Counts held = running ? epoch.heldPrefixes() : null;
        told = held == null ? told : held;
        long last = running ? group.parts.stream().tail().named(epoch.own().held()) : 0;
        boolean acknowledges = running && !multicast.acknowledgesToSender();
        host.multicast(new Packet.Heartbeat(
                epoch.ref(),
                group.leaving(),
                epoch.selfLoaded(),
                transfer.storedBytes(),
                multicast.distances().beat(),
                last,
                running && timed ? group.clock.time() : Packet.Heartbeat.NO_TIME,
                held != null && acknowledges ? held.with(epoch.selfRank(), last) : null,
                acknowledges ? epoch.freedPrefixes() : null));
    }

    public void onHeartbeat(int rank, Packet.Heartbeat heartbeat) {
        Epoch epoch = group.current(heartbeat.subject());
        if (epoch == null || rank < 0) {
            return;
        }
        multicast.distances().onBeat(rank, epoch.selfRank(), heartbeat.beat());
        if (heartbeat.leaving()) {
            epoch.markLeaving(rank);
        }
        if (heartbeat.loaded()) {
            epoch.markLoaded(rank);
        } else {
            epoch.reportStored(rank, heartbeat.storedBytes(), host.now());
        }
        if (epoch.running()) {
            multicast.onHeartbeat(epoch, rank, heartbeat);
        }
    }
}

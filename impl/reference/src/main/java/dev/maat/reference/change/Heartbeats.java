package dev.maat.reference.change;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.reliability.ReliableMulticast;

/**
 * Tells the others at intervals that this process lives, whether it leaves, whether it has its state, and, unless it is frozen or
 * acknowledges to the sender of each stream, how far it holds and has freed each stream.
 */
public final class Heartbeats {
    private final Group group;
    private final Host host;
    private final ReliableMulticast multicast;
    private long sentAt = Long.MIN_VALUE / 2;

    public Heartbeats(Group group, ReliableMulticast multicast) {
        this.group = group;
        this.host = group.host;
        this.multicast = multicast;
    }

    public void tick() {
        Epoch epoch = group.current();
        if (epoch != null && host.now() - sentAt >= host.options.heartbeatNanos()) {
            send(epoch);
        }
    }

    /** The step ends: senders whose windows are filling up are acknowledged before the next heartbeat is due. */
    public void endStep() {
        Epoch epoch = group.current();
        if (epoch != null && epoch.running() && multicast.owesAcknowledgement(epoch)) {
            send(epoch);
        }
    }

    public void send(Epoch epoch) {
        sentAt = host.now();
        multicast.acknowledged();
        boolean running = epoch.running();
        long last = running ? group.parts.stream().tail().named(epoch.own().held()) : 0;
        boolean acknowledges = running && !multicast.acknowledgesToSender();
        host.multicast(new Packet.Heartbeat(
                epoch.ref(),
                group.leaving(),
                epoch.selfLoaded(),
                multicast.distances().beat(),
                last,
                acknowledges ? epoch.heldPrefixes().with(epoch.selfRank(), last) : null,
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
        }
        if (epoch.running()) {
            multicast.onHeartbeat(epoch, rank, heartbeat);
        }
    }
}

package dev.maat.reference.change;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.reliability.ReliableMulticast;

/** Says that this process lives; what it holds, unless it is frozen; that it leaves; that it has its state. */
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

    /** The step ends: who waits for acknowledgements may need one now. */
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
        host.multicast(new Packet.Heartbeat(
                epoch.ref(),
                group.leaving(),
                epoch.selfLoaded(),
                running ? epoch.own().held() : 0,
                running ? epoch.heldPrefixes() : null,
                running ? epoch.freedPrefixes() : null));
    }

    public void onHeartbeat(int rank, Packet.Heartbeat heartbeat) {
        Epoch epoch = group.current(heartbeat.subject());
        if (epoch == null || rank < 0) {
            return;
        }
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

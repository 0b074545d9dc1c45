package dev.maat.reference.reliability;

import dev.maat.reference.group.Acknowledged;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Timer;
import dev.maat.reference.options.DeliveryRule;
import dev.maat.reference.packet.Packet;

/**
 * Tells all members which of them hold this process's stream, where acknowledgements reach only the sender of a stream: they learn from it
 * what is stable. A sender announces soon when more is stable or, under uniform delivery, when any member holds more. It repeats itself
 * until every member has freed everything.
 *
 * <p>An announcement has a number for each member and is multicast. It goes from the sender to the receivers, so it adds nothing to the
 * feedback at the sender.
 */
final class Announcements {
    /** The time between two announcements, at least. */
    private static final long MIN_INTERVAL_NANOS = 5_000_000;

    private final Group group;
    private final Host host;
    /** Whether deliveries wait to hear who holds a message. */
    private final boolean awaited;

    private boolean unannounced;
    private long stableAnnounced;
    private long announcedAt;
    private boolean waiting;

    Announcements(Group group) {
        this.group = group;
        this.host = group.host;
        this.awaited = host.options.delivery() == DeliveryRule.UNIFORM;
    }

    /** A new view begins. */
    void open() {
        unannounced = false;
        stableAnnounced = 0;
        announcedAt = host.now();
    }

    /** A member has acknowledged more than was known. */
    void acknowledged() {
        unannounced = true;
    }

    /** The inputs that were ready are handled. */
    void flush(Epoch epoch) {
        if (!unannounced || !(awaited || epoch.acknowledged().stable(epoch.selfRank()) > stableAnnounced)) {
            return;
        }
        long early = announcedAt + MIN_INTERVAL_NANOS - host.now();
        if (early <= 0) {
            announce(epoch);
        } else if (awaited && !waiting) {
            waiting = true;
            host.setTimer(Timer.ANNOUNCE, early);
        }
    }

    /** {@link Timer#ANNOUNCE} fired. */
    void due() {
        waiting = false;
    }

    void tick(Epoch epoch) {
        boolean unfreed =
                epoch.acknowledged().freedByAll(epoch.selfRank()) < epoch.own().held();
        if (unannounced || (unfreed && host.now() - announcedAt >= host.options.heartbeatNanos())) {
            announce(epoch);
        }
    }

    /** Another member has announced the holders of its stream; whether it says so of every member. */
    boolean onHolders(Epoch epoch, int stream, Packet.Holders holders) {
        int members = epoch.streams();
        if (holders.held().size() != members || holders.freed().size() != members) {
            return false;
        }
        for (int rank = 0; rank < members; rank++) {
            if (rank != epoch.selfRank()) {
                long held = holders.held().at(rank);
                epoch.acknowledged()
                        .report(
                                stream,
                                rank,
                                held,
                                Math.min(held, holders.freed().at(rank)));
            }
        }
        return true;
    }

    private void announce(Epoch epoch) {
        int self = epoch.selfRank();
        Acknowledged acknowledged = epoch.acknowledged();
        unannounced = false;
        stableAnnounced = acknowledged.stable(self);
        announcedAt = host.now();
        host.multicast(new Packet.Holders(epoch.ref(), acknowledged.heldBy(self), acknowledged.freedBy(self)));
    }
}

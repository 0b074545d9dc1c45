package dev.maat.reference.reliability;

import dev.maat.reference.feedback.Peers;
import dev.maat.reference.feedback.Reliability;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.FailureDetector;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Timer;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.SenderLog;

/** The members of one view, as the peers of a {@link Reliability}. */
final class EpochPeers implements Peers {
    private final Epoch epoch;
    private final Group group;
    private final Host host;
    private final FailureDetector detector;
    private final Distances distances;
    private final Announcements announcements;

    EpochPeers(Epoch epoch, Group group, FailureDetector detector, Distances distances, Announcements announcements) {
        this.epoch = epoch;
        this.group = group;
        this.host = group.host;
        this.detector = detector;
        this.distances = distances;
        this.announcements = announcements;
    }

    @Override
    public int size() {
        return epoch.members().size();
    }

    @Override
    public int self() {
        return epoch.selfRank();
    }

    @Override
    public int streams() {
        return epoch.streams();
    }

    @Override
    public SenderLog log(int stream) {
        return epoch.log(stream);
    }

    @Override
    public boolean suspects(int rank) {
        return detector.suspects(rank);
    }

    @Override
    public long suspicionsSoFar() {
        return detector.changesSoFar();
    }

    @Override
    public long askedThrough(SenderLog log) {
        return group.parts.stream().repair().askedThrough(log.held(), log.known());
    }

    @Override
    public long roundTripNanos(int rank) {
        return distances.roundTripNanos(rank);
    }

    @Override
    public boolean acknowledged(int rank, long heldThrough, long freedThrough) {
        // No member holds more of a stream than its sender has sent, nor has freed more than it held.
        boolean news = freedThrough <= heldThrough
                && heldThrough <= epoch.own().held()
                && epoch.acknowledged().report(epoch.selfRank(), rank, heldThrough, freedThrough);
        if (news) {
            announcements.acknowledged();
        }
        return news;
    }

    @Override
    public long heldBy(int rank) {
        return epoch.acknowledged().held(epoch.selfRank(), rank);
    }

    @Override
    public ViewRef ref() {
        return epoch.ref();
    }

    @Override
    public int maxBodyBytes() {
        return host.maxBodyBytes;
    }

    @Override
    public long now() {
        return host.now();
    }

    @Override
    public long draw(long bound, String stream) {
        return host.jitter(bound, stream);
    }

    @Override
    public void wakeAfter(long delayNanos) {
        host.setTimer(Timer.FEEDBACK, delayNanos);
    }

    @Override
    public void send(int rank, Packet packet) {
        host.send(epoch.member(rank), packet);
    }

    @Override
    public void multicast(Packet packet) {
        host.multicast(packet);
    }
}

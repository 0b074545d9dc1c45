package dev.maat.reference;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.StateImage;
import dev.maat.reference.change.Acceptor;
import dev.maat.reference.change.Candidates;
import dev.maat.reference.change.ChangeTrigger;
import dev.maat.reference.change.Coordinator;
import dev.maat.reference.change.Decisions;
import dev.maat.reference.change.Departure;
import dev.maat.reference.change.FetchServer;
import dev.maat.reference.change.Heartbeats;
import dev.maat.reference.change.Installer;
import dev.maat.reference.change.Joiner;
import dev.maat.reference.change.Proposals;
import dev.maat.reference.change.Retention;
import dev.maat.reference.delivery.Deliveries;
import dev.maat.reference.delivery.DeliveryGate;
import dev.maat.reference.delivery.UniformGate;
import dev.maat.reference.feedback.AckReliability;
import dev.maat.reference.feedback.NackReliability;
import dev.maat.reference.feedback.Reliability;
import dev.maat.reference.feedback.TreeReliability;
import dev.maat.reference.group.EarlyPackets;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.FailureDetector;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Membership;
import dev.maat.reference.group.Timer;
import dev.maat.reference.ordering.AgreedOrdering;
import dev.maat.reference.ordering.CausalOrdering;
import dev.maat.reference.ordering.FifoOrdering;
import dev.maat.reference.ordering.Ordering;
import dev.maat.reference.ordering.SequencerOrdering;
import dev.maat.reference.packet.Drop;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.ReferenceParts;
import dev.maat.reference.reliability.ReliableMulticast;
import dev.maat.reference.reliability.SendQueue;
import dev.maat.reference.stream.Reassembler;
import dev.maat.reference.transfer.StateTransfer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A started process: composes the parts and gives each input to the one that handles it. */
final class Member {
    private static final long SAMPLE_NANOS = 500_000_000;

    /** For so many retries the pieces of a packet are waited for. */
    private static final int PIECES_RETRIES = 8;

    private final Host host;
    private final Group group;
    private final FailureDetector detector;
    private final SendQueue queue;
    private final ReliableMulticast multicast;
    private final StateTransfer transfer;
    private final Decisions decisions;
    private final FetchServer fetches;
    private final Candidates candidates;
    private final Acceptor acceptor;
    private final Coordinator coordinator;
    private final ChangeTrigger trigger;
    private final Joiner joiner;
    private final Departure departure;
    private final Retention retention;
    private final Heartbeats heartbeats;
    private final EarlyPackets early;
    private final Reassembler reassembler;
    private final Arrivals arrivals;
    private long sampledAt;
    private long askedAt;

    Member(Host host, ReferenceParts parts) {
        this.host = host;
        group = new Group(host, parts);
        detector = new FailureDetector(group);
        queue = new SendQueue(group);
        DeliveryGate gate =
                switch (host.options.delivery()) {
                    case PLAIN -> DeliveryGate.PLAIN;
                    case UNIFORM -> new UniformGate(group);
                };
        Deliveries deliveries = new Deliveries(host, gate);
        Ordering ordering =
                switch (host.options.ordering()) {
                    case FIFO -> new FifoOrdering(deliveries);
                    case CAUSAL -> new CausalOrdering(deliveries, parts.order().causality(), host.maxBodyBytes);
                    case TOTAL ->
                        new SequencerOrdering(host, deliveries, parts.order().sequencer());
                    case AGREED -> new AgreedOrdering(deliveries, parts.order().agreed(), group.clock);
                };
        Reliability.Factory reliabilities =
                switch (host.options.reliability()) {
                    case ACK -> AckReliability::new;
                    case NACK -> NackReliability::new;
                    case TREE -> peers -> new TreeReliability(peers, host.options.fanOut());
                };
        multicast = new ReliableMulticast(group, ordering, deliveries, queue, detector, reliabilities);
        transfer = new StateTransfer(group);
        Installer installer = new Installer(group, ordering, transfer);
        decisions = new Decisions(group, installer);
        fetches = new FetchServer(group);
        candidates = new Candidates(group);
        acceptor = new Acceptor(group);
        coordinator = new Coordinator(
                group, detector, acceptor, new Proposals(group, detector, candidates, ordering), decisions::decided);
        trigger = new ChangeTrigger(group, detector, candidates, acceptor, coordinator);
        joiner = new Joiner(group, candidates, decisions);
        departure = new Departure(group, queue, decisions);
        retention = new Retention(group);
        heartbeats = new Heartbeats(group, multicast, transfer);
        early = new EarlyPackets(group.buffers);
        reassembler = new Reassembler(
                group.buffers, host.start.limits().maxPacketBytes(), PIECES_RETRIES * host.options.retryNanos());
        arrivals = new Arrivals(host, reassembler);
        installer.whenInstalled(this::installed);
    }

    void start(Input.Start start) {
        if (start.founder()) {
            List<ProcessId> founders = new ArrayList<>();
            for (String node : start.founders()) {
                founders.add(new ProcessId(node, 0));
            }
            Membership zero = new Membership(
                    ViewRef.of(0, start.generation()),
                    "",
                    founders,
                    founders.size(),
                    founders.indexOf(host.self),
                    new TreeMap<>());
            group.found(zero);
        }
        tick();
    }

    void step(long nowNanos, Input input, Effects effects) {
        if (group.ended()) {
            return;
        }
        host.begin(nowNanos, effects);
        switch (input) {
            case Input.Start again -> throw new IllegalStateException("started twice: " + again.self());
            case Input.Receive(String from, byte[] packet) -> receive(from, ByteBuffer.wrap(packet));
            case Input.TimerFired(long id) -> timerFired(id);
            case Input.Multicast(long token, byte[] payload) -> multicast.multicast(token, payload);
            case Input.Leave leave -> departure.leave();
            case Input.Snapshot(String viewId, StateImage image) -> transfer.onSnapshot(viewId, image);
            case Input.Loaded loaded -> loaded();
        }
    }

    void receive(long nowNanos, String from, ByteBuffer packet, Effects effects) {
        if (!group.ended()) {
            host.begin(nowNanos, effects);
            receive(from, packet);
        }
    }

    /** The inputs that were ready are handled: what they called for is sent. */
    void flush(long nowNanos, Effects effects) {
        if (group.ended()) {
            return;
        }
        host.begin(nowNanos, effects);
        if (detector.takeNews()) {
            multicast.suspicionsChanged();
            trigger.tick();
        }
        if (!group.ended()) {
            multicast.flush();
            heartbeats.flush();
            transfer.flush();
        }
    }

    void unreachable(long nowNanos, String node, Effects effects) {
        if (!group.ended()) {
            host.begin(nowNanos, effects);
            detector.unreachable(node);
        }
    }

    long dropped(Drop why) {
        return arrivals.dropped(why);
    }

    private void timerFired(long id) {
        if (id == Timer.TICK.ordinal()) {
            tick();
        } else if (id == Timer.FEEDBACK.ordinal()) {
            multicast.timerFired();
        } else if (id == Timer.ACKNOWLEDGE.ordinal()) {
            heartbeats.timerFired();
        } else if (id == Timer.ANNOUNCE.ordinal()) {
            multicast.announcementDue();
        } else if (id == Timer.CHANGE.ordinal()) {
            trigger.tick();
        } else if (id == Timer.TRANSFER.ordinal()) {
            transfer.timerFired();
        }
    }

    /** Work that recurs at intervals, where its time has come. */
    private void tick() {
        host.setTimer(Timer.TICK, host.options.tickNanos());
        detector.tick();
        reassembler.dropOld(host.now());
        heartbeats.tick();
        multicast.tick();
        joiner.tick();
        transfer.tick();
        acceptor.reconsiderPending();
        trigger.tick();
        decisions.progress();
        departure.tick();
        if (host.now() - sampledAt >= SAMPLE_NANOS && !group.ended()) {
            sampledAt = host.now();
            host.emit(new Effect.Sample(group.buffers.bytes(), group.buffers.boundBytes()));
        }
    }

    private void loaded() {
        Epoch epoch = group.current();
        if (epoch != null && transfer.onLoaded()) {
            if (epoch.running()) {
                multicast.loaded(epoch);
            }
            heartbeats.send(epoch);
        }
    }

    /** A view was installed: every part that belongs to one view starts afresh. */
    private void installed(Epoch epoch) {
        arrivals.know(epoch.members());
        coordinator.reset();
        acceptor.open();
        trigger.open();
        multicast.open(epoch);
        retention.review();
        reassembler.clear();
        heartbeats.send(epoch);
        for (Envelope envelope : early.drain()) {
            dispatch(envelope);
        }
    }

    private void receive(String from, ByteBuffer packet) {
        Envelope envelope = arrivals.read(from, packet);
        if (envelope == null) {
            return;
        }
        detector.heard(envelope.sender());
        retention.reported(envelope.sender(), envelope.installed());
        dispatch(envelope);
        askIfBehind(envelope);
    }

    private void dispatch(Envelope envelope) {
        ProcessId from = envelope.sender();
        switch (envelope.packet()) {
            case Packet.Data data -> data(envelope, data);
            case Packet.Heartbeat heartbeat -> heartbeats.onHeartbeat(rank(from), heartbeat);
            case Packet.Feedback feedback -> multicast.onFeedback(rank(from), feedback);
            case Packet.Holders holders -> multicast.onHolders(rank(from), holders);
            case Packet.Join join -> joiner.onJoin(from);
            case Packet.Prepare prepare -> acceptor.onPrepare(from, prepare);
            case Packet.Promise promise -> coordinator.onPromise(from, promise);
            case Packet.Reject reject -> coordinator.onReject(reject);
            case Packet.Propose propose -> acceptor.onPropose(from, propose);
            case Packet.Accept accept -> coordinator.onAccept(from, accept);
            case Packet.Decision decision -> decisions.onDecision(envelope, decision);
            case Packet.Ask ask -> decisions.onAsk(from, ask);
            case Packet.Gone gone -> departure.onGone(gone);
            case Packet.Fetch fetch -> fetches.onFetch(from, fetch);
            case Packet.Fetched fetched -> {
                fetches.onFetched(fetched);
                multicast.fetched(fetched.subject(), fetched.rank());
                fetched();
            }
            case Packet.FetchStable answer -> {
                fetches.onFetchStable(answer);
                fetched();
            }
            case Packet.SnapshotAsk ask -> transfer.onAsk(from, ask);
            case Packet.SnapshotPiece piece -> transfer.onPiece(from, piece);
        }
    }

    private void fetched() {
        acceptor.reconsiderPending();
        coordinator.progress();
        decisions.progress();
    }

    private void data(Envelope envelope, Packet.Data data) {
        Epoch epoch = group.current(data.subject());
        if (epoch != null) {
            if (epoch.running() && epoch.seq() > 0 && epoch.rankOf(envelope.sender()) >= 0) {
                multicast.onData(epoch, data);
            }
            return;
        }
        Epoch current = group.current();
        if (current == null || data.subject().seq() == current.seq() + 1) {
            early.keep(envelope);
        }
    }

    /** A process that hears of a later view asks what became of its own. */
    private void askIfBehind(Envelope envelope) {
        Epoch epoch = group.current();
        if (epoch != null
                && !group.ended()
                && epoch.decision() == null
                && envelope.installed().seq() > epoch.seq()
                && host.now() - askedAt >= host.options.retryNanos()) {
            askedAt = host.now();
            host.send(envelope.sender(), new Packet.Ask(epoch.ref()));
        }
    }

    private int rank(ProcessId process) {
        Epoch epoch = group.current();
        return epoch == null ? -1 : epoch.rankOf(process);
    }
}

package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import dev.maat.reference.stream.Units;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Acknowledgements over a tree of coordinators (RMTP: Paul, Sabnani, Lin, Bhattacharyya 1997; a tree-based protocol in Levine and
 * Garcia-Luna-Aceves 1998). For each stream the peers form a {@link FeedbackTree} whose root is the sender. A peer acknowledges to its
 * parent and asks it for repair. A coordinator repairs its children from the units that it stores, and passes up one
 * acknowledgement for its whole subtree. So the sender hears no more peers than the fan-out, whatever the size of the group.
 *
 * <p>An acknowledgement is a fact: these peers hold the stream through this number. Facts stay true when the tree changes, and peers
 * may disagree for a while on the suspected ones: a peer then acknowledges to another parent than one that expects it, and any
 * peer passes on what it is told. Nothing is freed before a fact for every peer has reached the sender. So a coordinator that
 * dies, or is cut off, delays acknowledgements and loses nothing. {@link TreeBranch} has the transition table.
 */
public final class TreeReliability implements Reliability {
    private final Peers peers;
    private final Alarm alarm;
    private final TreeBranch[] branches;

    /** @param fanOut how many children a coordinator has at most, 2 or more */
    public TreeReliability(Peers peers, int fanOut) {
        this.peers = peers;
        this.alarm = new Alarm(peers);
        FeedbackTree tree = new FeedbackTree(peers.size(), fanOut);
        IntFunction<TreeBranch> branch = stream -> new TreeBranch(peers, alarm, tree, stream);
        this.branches = IntStream.range(0, peers.streams()).mapToObj(branch).toArray(TreeBranch[]::new);
    }

    @Override
    public boolean acknowledgesToSender() {
        return true;
    }

    @Override
    public void arrived(int stream, long first, long last) {
        // A report needs the held prefix alone.
    }

    @Override
    public void review() {
        for (int stream = 0; stream < branches.length; stream++) {
            if (stream != peers.self()) {
                branches[stream].review();
            }
        }
    }

    @Override
    public void transmitted(long through) {
        // Losses are found by the receivers.
    }

    @Override
    public void onFeedback(int from, Packet.Feedback feedback) {
        switch (feedback) {
            case Packet.Report report -> {
                if (report.stream() < branches.length) {
                    branches[report.stream()].onReport(from, report);
                }
            }
            case Packet.Nack nack -> repair(from, nack);
            case Packet.Ack ack -> {
                // of another strategy
            }
        }
    }

    @Override
    public void believed(int stream, long heldThrough, long freedThrough) {
        branches[stream].believed(heldThrough, freedThrough);
    }

    @Override
    public void suspicionsChanged() {
        for (int stream = 0; stream < branches.length; stream++) {
            if (stream != peers.self()) {
                branches[stream].reportElsewhere();
            }
        }
    }

    @Override
    public void timerFired() {
        alarm.fired();
        for (int stream = 0; stream < branches.length; stream++) {
            if (stream != peers.self()) {
                branches[stream].timerFired();
            }
        }
    }

    private void repair(int from, Packet.Nack nack) {
        int left = Units.MAX_ANSWERS;
        for (Range range : nack.missing()) {
            if (range.rank() < branches.length) {
                left = Repairs.send(peers, from, range.rank(), range.from(), range.to(), left);
            }
        }
    }
}

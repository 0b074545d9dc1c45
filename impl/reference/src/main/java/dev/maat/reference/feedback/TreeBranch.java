package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import dev.maat.reference.packet.Ranks;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * One peer's place in the tree of one stream: its acknowledgements to its parent, and its requests for repair.
 *
 * <table>
 * <caption>A receiver of one stream</caption>
 * <tr><th>on</th><th>if</th><th>then</th></tr>
 * <tr><td>data, more is freed, or a child's report</td><td>this peer and all its children hold more, or more peers are covered</td>
 * <td>report to the parent</td></tr>
 * <tr><td></td><td>they have only freed more</td><td>report after a short wait</td></tr>
 * <tr><td></td><td>a child is behind</td><td>wait for it; leave it out of the reports when it stays silent</td></tr>
 * <tr><td>a child's report</td><td>it only repeats itself, and the last report was a while ago</td><td>report again</td></tr>
 * <tr><td>announcement of the sender</td><td>it believes less than was reported a while ago</td><td>report again</td></tr>
 * <tr><td></td><td>the same many times in vain</td><td>shun the parent</td></tr>
 * <tr><td>a gap, a random time ago</td><td>it is still there</td><td>ask the parent for repair, again and again</td></tr>
 * <tr><td></td><td>many requests in vain</td><td>shun the parent</td></tr>
 * </table>
 *
 * A child that is left out has turned to another parent, or is dead. {@link TreePlace} shuns parents.
 */
final class TreeBranch {
    private static final long FIRST_WAIT_NANOS = 1_000_000;
    private static final long FIRST_JITTER_NANOS = 4_000_000;
    private static final long NEXT_WAIT_NANOS = 15_000_000;
    private static final long NEXT_JITTER_NANOS = 10_000_000;

    /** How long a report of freed units waits for one of held units. */
    private static final long FREED_WAIT_NANOS = 10_000_000;

    /** A report may be on its way for so long before it is taken for lost. */
    private static final long REPEAT_NANOS = 40_000_000;

    /** A child that is behind and silent for longer is left out: it repeats itself several times in that time. */
    private static final long MAX_SILENCE_NANOS = 250_000_000;

    private static final int MAX_IN_VAIN = 8;

    private final Peers peers;
    private final Alarm alarm;
    private final int stream;
    private final TreePlace place;
    private final Children children;

    private long askAt = Alarm.NEVER;
    private int askedInVain;
    private long heldWhenAsked;

    private long reviewedHeld;
    private long reviewedFreed;
    private long reportAt = Alarm.NEVER;
    private long reportedHeld;
    private long reportedFreed;
    private List<Ranks> reportedCover = List.of();
    private int reportedTo = FeedbackTree.NONE;
    private long reportedAt;
    private int reportedInVain;
    private long believedHeld;
    private long believedFreed;

    TreeBranch(Peers peers, Alarm alarm, FeedbackTree tree, int stream) {
        this.peers = peers;
        this.alarm = alarm;
        this.stream = stream;
        this.place = new TreePlace(peers, tree, stream);
        this.children = new Children(peers.self());
    }

    /** The held or freed part of the stream may have grown here, or a gap may be known. */
    void review() {
        SenderLog log = peers.log(stream);
        if (!misses(log)) {
            askAt = Alarm.NEVER;
        } else if (askAt == Alarm.NEVER) {
            askedInVain = 0;
            askAfter(FIRST_WAIT_NANOS, FIRST_JITTER_NANOS);
        }
        if (log.held() != reviewedHeld || log.freed() != reviewedFreed) {
            reviewedHeld = log.held();
            reviewedFreed = log.freed();
            report(false);
        }
    }

    void onReport(int from, Packet.Report report) {
        if (stream != peers.self()) {
            boolean news = children.heard(from, report, peers.now());
            report(false);
            // A child repeats itself because the sender believes less: the report that passed it on was lost.
            if (!news && peers.now() - reportedAt >= REPEAT_NANOS) {
                send();
            }
            return;
        }
        for (Ranks run : report.covered()) {
            for (int rank = run.first(); rank <= Math.min(run.last(), peers.size() - 1); rank++) {
                peers.acknowledged(rank, report.held(), report.freed());
            }
        }
    }

    /** The sender says how far it knows that this peer holds the stream and has freed it. */
    void believed(long heldThrough, long freedThrough) {
        boolean progress = heldThrough > believedHeld || freedThrough > believedFreed;
        believedHeld = Math.max(believedHeld, heldThrough);
        believedFreed = Math.max(believedFreed, freedThrough);
        report(true);
        boolean behind = heldThrough < reportedHeld || freedThrough < reportedFreed;
        if (progress || !behind) {
            reportedInVain = 0;
        } else if (peers.now() - reportedAt >= REPEAT_NANOS) {
            reportedInVain++;
            if (reportedInVain > MAX_IN_VAIN) {
                reportedInVain = 0;
                place.shunParent();
            }
            send();
        }
    }

    /** The coordinator that this peer reports to may be another one now. */
    void reportElsewhere() {
        report(false);
    }

    void timerFired() {
        long now = peers.now();
        if (askAt <= now) {
            ask();
        }
        if (reportAt <= now) {
            reportAt = Alarm.NEVER;
            report(true);
        }
        alarm.by(askAt);
        alarm.by(reportAt);
    }

    private void ask() {
        SenderLog log = peers.log(stream);
        if (!misses(log)) {
            askAt = Alarm.NEVER;
            return;
        }
        askedInVain = log.held() == heldWhenAsked ? askedInVain + 1 : 0;
        heldWhenAsked = log.held();
        if (askedInVain > MAX_IN_VAIN) {
            askedInVain = 0;
            place.shunParent();
        }
        List<Range> missing = new ArrayList<>();
        Units.missing(log, peers.askedThrough(log), missing);
        peers.send(place.parent(), new Packet.Nack(peers.ref(), missing));
        askAfter(NEXT_WAIT_NANOS, NEXT_JITTER_NANOS);
    }

    /**
     * Reports if there is news.
     *
     * @param freedToo whether more that is freed is news enough
     */
    private void report(boolean freedToo) {
        SenderLog log = peers.log(stream);
        children.expect(place.children());
        Children.Sum sum = children.sum(log.held(), log.freed(), peers.now(), MAX_SILENCE_NANOS);
        reportBy(sum.changesAt());
        boolean otherCover = !sum.covered().equals(reportedCover) || place.parent() != reportedTo;
        boolean more = sum.held() > reportedHeld || (otherCover && sum.held() > 0 && sum.held() >= reportedHeld);
        boolean freedMore = sum.freed() > reportedFreed;
        if (more || (freedMore && freedToo)) {
            reportedHeld = sum.held();
            reportedFreed = sum.freed();
            reportedCover = sum.covered();
            send();
        } else if (freedMore) {
            reportBy(peers.now() + FREED_WAIT_NANOS);
        }
    }

    private void send() {
        if (reportedCover.isEmpty()) {
            return;
        }
        reportedTo = place.parent();
        reportedAt = peers.now();
        peers.send(reportedTo, new Packet.Report(peers.ref(), stream, reportedHeld, reportedFreed, reportedCover));
    }

    private boolean misses(SenderLog log) {
        return log.held() < peers.askedThrough(log);
    }

    private void askAfter(long atLeastNanos, long jitterNanos) {
        askAt = peers.now() + atLeastNanos + peers.draw(jitterNanos, "nack");
        alarm.by(askAt);
    }

    private void reportBy(long at) {
        reportAt = Math.min(reportAt, at);
        alarm.by(reportAt);
    }
}

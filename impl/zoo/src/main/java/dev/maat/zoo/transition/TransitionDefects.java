package dev.maat.zoo.transition;

import dev.maat.zoo.defect.Defect;
import java.util.List;

/** The defects on the way from one view to the next. */
public final class TransitionDefects {
    public static final List<Defect> ALL = List.of(
            Defect.transition("coordinators-cut", standard -> standard.withFlush(new CoordinatorsCut())),
            Defect.transition("early-departure", standard -> standard.withDeparture(new EarlyDeparture())),
            Defect.transition("early-drop", standard -> standard.withRetention(new EarlyDrop())),
            Defect.transition("ghost", standard -> standard.withDeparture(new Ghost())),
            Defect.transition("hasty-flush", standard -> standard.withFlush(new HastyFlush())),
            Defect.transition("impatient-admission", standard -> standard.withTransfer(new ImpatientAdmission())),
            Defect.transition("kept-for-ever", standard -> standard.withRetention(new KeptForEver())),
            Defect.transition("last-report-cut", standard -> standard.withFlush(new LastReportCut())),
            Defect.transition("one-missing", standard -> standard.withFlush(new OneMissing())),
            Defect.transition("shortest-cut", standard -> standard.withFlush(new ShortestCut())),
            Defect.transition("snapshot-dropped", standard -> standard.withTransfer(new SnapshotDropped())),
            Defect.transition("stable-cut", standard -> standard.withFlush(new StableCut())),
            Defect.transition("votes-before-load", standard -> standard.withTransfer(new VotesBeforeLoad())));

    private TransitionDefects() {}
}

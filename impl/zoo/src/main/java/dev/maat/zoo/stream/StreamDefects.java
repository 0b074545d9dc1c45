package dev.maat.zoo.stream;

import dev.maat.zoo.defect.Defect;
import java.util.List;

/** The defects in how messages travel within a view. */
public final class StreamDefects {
    public static final List<Defect> ALL = List.of(
            Defect.stream("all-but-one-stable", standard -> standard.withStability(new AllButOneStable())),
            Defect.stream("any-holder-stable", standard -> standard.withStability(new AnyHolderStable())),
            Defect.stream("first-report-stable", standard -> standard.withStability(new FirstReportStable())),
            Defect.stream("never-stable", standard -> standard.withStability(new NeverStable())),
            Defect.stream("nothing-asked", standard -> standard.withRepair(new NothingAsked())),
            Defect.stream("one-missing-never-asked", standard -> standard.withRepair(new OneMissingNeverAsked())),
            Defect.stream("quorum-stable", standard -> standard.withStability(new QuorumStable())),
            Defect.stream("silent-tail", standard -> standard.withTail(new SilentTail())));

    private StreamDefects() {}
}

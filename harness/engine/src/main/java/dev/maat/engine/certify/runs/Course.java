package dev.maat.engine.certify.runs;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.BundleWriter;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.runs.RunMaker.Made;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.Runs;
import dev.maat.engine.run.ShellWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The course of a certification: takes its runs in the order of the plan into the bundle, and decides when there are enough. */
public final class Course {
    /** After so many failures of the harness in a row, a share ends: it would not get better. */
    private static final int MAX_FAILURES_IN_A_ROW = 3;

    private static final int MAX_KEPT_FOLDERS = 20;

    private final Plan plan;
    private final FinishedRuns finished;
    private final BundleWriter bundle;
    private final Notes notes;
    private final Inquiry inquiry;
    private final Duration endTime;
    private final Consumer<Event> listener;
    private final int planned;
    private final List<RunRecord> records = new ArrayList<>();
    private int keptFolders;
    private int failures;
    /** Whether what was taken decides the outcome, so that no further run is. */
    private boolean isDecided;

    public Course(
            Plan plan,
            FinishedRuns finished,
            BundleWriter bundle,
            Notes notes,
            Inquiry inquiry,
            Duration endTime,
            Consumer<Event> listener) {
        this.plan = plan;
        this.finished = finished;
        this.bundle = bundle;
        this.notes = notes;
        this.inquiry = inquiry;
        this.endTime = endTime;
        this.listener = listener;
        this.planned = plan.runs().size();
    }

    /** The records of the runs in the bundle. */
    public List<RunRecord> records() {
        return List.copyOf(records);
    }

    /** Makes the runs. Returns how it ended, as {@link Measured#ended()}. */
    public String run(List<Lane> lanes) {
        String ended = Measured.COMPLETE;
        for (Lane lane : lanes) {
            try (PlanRuns making =
                    new PlanRuns(lane, finished, endTime, share -> listener.accept(new Event.Begun(share)))) {
                // After an interrupt the later lanes make nothing, and hand over what earlier sittings finished.
                making.noteInterrupt();
                ended = consume(making, lane);
            }
            if (isDecided) {
                return ended;
            }
        }
        return ended;
    }

    private String consume(PlanRuns making, Lane lane) {
        Share at = null;
        for (Made made = making.next(); made != null; made = making.next()) {
            if (!bundle.hasRoomFor(made.history())) {
                made.discard();
                isDecided = true;
                return ended(making, Measured.FULL);
            }
            boolean first = !made.planned().share().equals(at);
            at = made.planned().share();
            take(made);
            isDecided = made.record().verdict() == Verdict.VIOLATED && !plan.all();
            if (isDecided) {
                // Further runs would share the machine with those that are still under way.
                making.stop();
            }
            lookInto(made, making, lane, first);
            making.noteInterrupt();
            finish(made);
            if (isDecided) {
                return ended(making, Measured.VIOLATION);
            }
            giveUpAfterFailures(made, making, first);
        }
        return ended(making, Measured.COMPLETE);
    }

    /** After an interrupt runs before the last one may be missing: a resumed certification makes them, and comes to its end. */
    private static String ended(PlanRuns making, String otherwise) {
        return making.wasInterrupted() ? Measured.INTERRUPTED : otherwise;
    }

    private void take(Made made) {
        RunRecord record = made.record();
        records.add(record);
        notes.run(finished.sittingOf(record.run()), record.deployment(), made.environment());
        bundle.run(record.run(), made.scenarioBytes(), BundleJson.line(record), made.history());
        listener.accept(new Event.Run(record, records.size(), planned));
    }

    private void lookInto(Made made, PlanRuns making, Lane lane, boolean first) {
        boolean violated = made.record().verdict() == Verdict.VIOLATED;
        if (violated && (making.wasInterrupted() || making.hasAbandoned())) {
            inquiry.findWitness(made);
        } else if (violated) {
            inquiry.violated(made, lane);
        } else if (first && lane.isDeterministic() && !making.wasInterrupted()) {
            inquiry.replay(made, lane);
        }
    }

    private void giveUpAfterFailures(Made made, PlanRuns making, boolean first) {
        boolean failed = !made.record().told().harnessFailure().isEmpty();
        failures = failed ? (first ? 1 : failures + 1) : 0;
        if (failures == MAX_FAILURES_IN_A_ROW) {
            making.giveUp(made.planned().share());
        }
    }

    /** Keeps the folder of a run that is worth a look, with its report, and of what was set aside for it. */
    private void finish(Made made) {
        RunDirectory aside = made.setAside();
        if (aside != null) {
            keepOrRemove(aside, true);
        }
        boolean kept = keepOrRemove(made.folder(), RunMaker.isWorthALook(made.record()));
        if (kept && made.judged() != null) {
            Runs.report(
                    made.judged(),
                    made.folder(),
                    "./maat run --scenario "
                            + ShellWord.quote(made.folder().scenario().toString()));
        }
    }

    private boolean keepOrRemove(RunDirectory folder, boolean worthALook) {
        if (worthALook && folder.exists() && keptFolders < MAX_KEPT_FOLDERS) {
            keptFolders++;
            return true;
        }
        if (folder.exists()) {
            folder.remove();
        }
        return false;
    }
}

package dev.maat.engine.study;

import dev.maat.contract.FeedbackStudy;
import dev.maat.contract.FeedbackStudy.Figures;
import dev.maat.contract.FeedbackStudy.Setting;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.Quantities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the measurements of a plan, several at a time, small groups first. Threads decide how long that takes, and nothing else. When
 * the calling thread is interrupted, measurements under way are given up, and those that ended count.
 */
public final class Study {
    private final FeedbackStudy strategies;
    private final StudyPlan plan;
    private final Progress progress;
    private final AtomicLong done = new AtomicLong();
    private final long total;
    private volatile boolean stopped;

    public Study(FeedbackStudy strategies, StudyPlan plan, Progress progress) {
        this.strategies = strategies;
        this.plan = plan;
        this.progress = progress;
        this.total = plan.cases().stream()
                .flatMap(one -> one.settings().stream())
                .mapToLong(Study::weight)
                .sum();
    }

    /** One measurement, which a thread makes sooner or later. */
    private record Pending(StudyPlan.Case of, Setting setting, Future<Figures> figures) {}

    /**
     * Makes them all.
     *
     * @param jobs how many at a time
     * @return the cases in the order of the plan; without those of which nothing was measured
     */
    public List<StudyRow> run(int jobs) {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Pending> all = submit(threads);
            List<StudyRow> rows = new ArrayList<>();
            await(all);
            for (StudyPlan.Case one : plan.cases()) {
                List<Figures> measured = measured(all, one);
                if (!measured.isEmpty()) {
                    rows.add(StudyRow.of(one, measured));
                }
            }
            return rows;
        } finally {
            stopped = true;
            threads.shutdownNow();
        }
    }

    private List<Pending> submit(ExecutorService threads) {
        List<StudyPlan.Case> smallestFirst = new ArrayList<>(plan.cases());
        smallestFirst.sort(Comparator.comparingInt(StudyPlan.Case::receivers));
        List<Pending> all = new ArrayList<>();
        for (StudyPlan.Case one : smallestFirst) {
            for (Setting setting : one.settings()) {
                all.add(new Pending(one, setting, threads.submit(() -> measure(setting))));
            }
        }
        return all;
    }

    private void await(List<Pending> all) {
        for (Pending each : all) {
            progress.stage("measuring " + words(each.setting()));
            try {
                each.figures().get();
            } catch (InterruptedException e) {
                stop(all);
                return;
            } catch (ExecutionException e) {
                stop(all);
                throw new HarnessException(words(each.setting()) + " failed: " + e.getCause(), e);
            }
        }
    }

    /** Ends the measurements under way, after all are called off: a thread that comes free must not begin another one. */
    private void stop(List<Pending> all) {
        all.forEach(each -> each.figures().cancel(false));
        stopped = true;
    }

    private static List<Figures> measured(List<Pending> all, StudyPlan.Case one) {
        List<Figures> measured = new ArrayList<>();
        for (Pending each : all) {
            if (each.of().equals(one)) {
                Figures figures = each.figures().state() == Future.State.SUCCESS
                        ? each.figures().resultNow()
                        : null;
                if (figures == null) {
                    break;
                }
                measured.add(figures);
            }
        }
        return measured;
    }

    private Figures measure(Setting setting) {
        long[] told = {0};
        Figures figures = strategies.measure(setting, (now, of) -> {
            long part = of <= 0 ? 0 : Math.clamp(weight(setting) * now / of, told[0], weight(setting));
            progress.at(done.addAndGet(part - told[0]), total);
            told[0] = part;
            return !stopped;
        });
        progress.at(done.addAndGet(weight(setting) - told[0]), total);
        return figures;
    }

    private static long weight(Setting setting) {
        return (long) setting.receivers() * setting.messages();
    }

    private static String words(Setting setting) {
        return setting.strategy() + ", " + Quantities.count(setting.receivers()) + " receivers, seed " + setting.seed();
    }
}

package dev.maat.engine.simulated;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.simulated.WorkerMessages.Failed;
import dev.maat.engine.simulated.WorkerMessages.Finished;
import dev.maat.engine.simulated.WorkerMessages.KnownEnd;
import dev.maat.engine.simulated.WorkerMessages.Run;
import dev.maat.engine.simulated.WorkerProcess.Died;
import dev.maat.engine.simulated.WorkerProcess.End;
import dev.maat.engine.simulated.WorkerProcess.Replied;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes runs in workers. All share one worker, which is as fast as one JVM for everything. If the worker ends, each run that was
 * under way is made again, alone in a fresh worker. A run whose worker ends there is made once more, and the call that ended the
 * worker is not made: its process ends there, with the cause, and the run goes on to a complete history. This works because a run
 * is repeated to the byte.
 */
final class FencedRuns {
    /** Processes of one run that may end their JVM; each costs a worker. */
    private static final int MAX_ENDS = 64;

    /** Ends of a worker that look like a signal from outside, in a row. */
    private static final int MAX_SIGNALS = 3;

    private static final AtomicLong IDS = new AtomicLong();

    private final Implementation implementation;
    private final AtomicInteger slots = new AtomicInteger();
    private @Nullable WorkerProcess shared;

    FencedRuns(Implementation implementation) {
        this.implementation = implementation;
    }

    /**
     * Makes a run. An interrupt of the calling thread ends it.
     *
     * @return null if the run was interrupted and had no end in good order
     */
    @Nullable
    Finished run(Scenario scenario, RunDirectory directory, boolean stopsAtViolation) {
        List<KnownEnd> ends = new ArrayList<>();
        End end = inShared(scenario, directory, stopsAtViolation);
        if (end instanceof Died died && (!died.wasAlone() || died.told().isEmpty() || died.call() == 0)) {
            end = alone(scenario, directory, stopsAtViolation, ends);
        }
        @Nullable Died before = null;
        int signals = 0;
        while (end instanceof Died died) {
            boolean again = before != null && before.call() == died.call();
            if (died.mayBeBySignal() && !again) {
                // It counts against the implementation if it happens there again.
                if (++signals > MAX_SIGNALS) {
                    throw new HarnessException(
                            "the JVM of the simulation was killed from outside, " + signals + " times");
                }
                before = died;
            } else {
                known(died, ends);
                RunOutput.keepEnd(directory, ends.size(), died.printed());
                before = null;
            }
            end = alone(scenario, directory, stopsAtViolation, ends);
        }
        return end instanceof Replied replied ? finished(replied.reply(), ends) : null;
    }

    private static void known(Died died, List<KnownEnd> ends) {
        long last = ends.isEmpty() ? 0 : ends.getLast().call();
        if (died.call() <= last || ends.size() == MAX_ENDS) {
            throw new HarnessException("the implementation ended the JVM of the simulation ("
                    + died.detail().lines().findFirst().orElse("")
                    + "), and not at the same call when the run was repeated");
        }
        ends.add(new KnownEnd(died.call(), died.detail()));
    }

    private static Finished finished(WorkerMessages.Reply reply, List<KnownEnd> ends) {
        return switch (reply) {
            case Failed failed ->
                throw switch (failed.kind()) {
                    case "argument" -> new ArgumentException(failed.message());
                    case "illegal" -> new IllegalArgumentException(failed.message());
                    default -> new HarnessException("the simulation failed: " + failed.message());
                };
            case Finished done
            when done.endsReached() < ends.size() ->
                throw new HarnessException("the implementation ended the JVM of the simulation ("
                        + ends.getFirst().detail().lines().findFirst().orElse("")
                        + "), and did not come to that call when the run was repeated");
            case Finished done -> done;
        };
    }

    private End inShared(Scenario scenario, RunDirectory directory, boolean stopsAtViolation) {
        while (true) {
            WorkerProcess worker = shared();
            End end = worker.run(request(scenario, directory, stopsAtViolation, false, List.of()), scenario);
            if (end != null) {
                return end;
            }
            synchronized (this) {
                shared = shared == worker ? null : shared;
            }
        }
    }

    /** For tests: what the kernel does when memory is short. */
    synchronized void killSharedWorker() {
        if (shared != null) {
            shared.end();
        }
    }

    private synchronized WorkerProcess shared() {
        WorkerProcess worker = shared;
        if (worker == null) {
            worker = new WorkerProcess(implementation);
            shared = worker;
        }
        return worker;
    }

    private End alone(Scenario scenario, RunDirectory directory, boolean stopsAtViolation, List<KnownEnd> ends) {
        directory.forgetHistory();
        RunOutput.forget(directory);
        WorkerProcess worker = new WorkerProcess(implementation);
        try {
            End end = worker.run(request(scenario, directory, stopsAtViolation, true, List.copyOf(ends)), scenario);
            if (end == null) {
                throw new HarnessException("a JVM for simulations ended at once: " + worker.output());
            }
            return end;
        } finally {
            worker.end();
        }
    }

    private Run request(Scenario scenario, RunDirectory directory, boolean stops, boolean strict, List<KnownEnd> ends) {
        return new Run(
                IDS.incrementAndGet(),
                Math.floorMod(slots.getAndIncrement(), SimulationWorker.MAX_SLOTS),
                strict,
                stops,
                directory.path().toAbsolutePath().toString(),
                ScenarioJson.write(scenario),
                ends);
    }
}

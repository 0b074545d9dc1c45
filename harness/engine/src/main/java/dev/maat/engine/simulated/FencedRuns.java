package dev.maat.engine.simulated;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.reading.HistoryFolder;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.simulated.FileSeal.Seal;
import dev.maat.engine.simulated.RunEnd.Died;
import dev.maat.engine.simulated.RunEnd.Disturbed;
import dev.maat.engine.simulated.RunEnd.Interrupted;
import dev.maat.engine.simulated.RunEnd.Replied;
import dev.maat.engine.simulated.WorkerMessages.Failed;
import dev.maat.engine.simulated.WorkerMessages.Finished;
import dev.maat.engine.simulated.WorkerMessages.KnownEnd;
import dev.maat.engine.simulated.WorkerMessages.Run;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes runs in workers. All share one worker, which is as fast as one JVM for everything. If a run does not end there in good order,
 * it is made again, alone in a fresh worker. A run whose worker ends there is made once more, and the call that ended the worker is
 * not made: its process ends there, with the cause, and the run goes on to a complete history. This works because a run is repeated
 * to the byte. Where the implementation broke its fence and no call is known to have done it, the run is made once more without any
 * call of it: every process ends at once, with that cause.
 */
final class FencedRuns {
    /** Processes of one run that may end their JVM; each costs a worker. */
    private static final int MAX_ENDS = 64;

    /** Ends of a worker that look like a signal from outside, in a row. */
    private static final int MAX_SIGNALS = 3;

    private static final String DISTURBED = "the core wrote to the descriptors of its JVM, or read from them";

    private static final AtomicLong IDS = new AtomicLong();

    private final Implementation implementation;
    private final AtomicInteger slots = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private @Nullable WorkerProcess shared;

    /** One request for a run, with the secret of the history's seals. */
    private record Ask(
            Scenario scenario, RunDirectory directory, boolean stopsAtViolation, boolean inMemory, long sealPoint) {}

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
        return run(new Ask(scenario, directory, stopsAtViolation, false, random.nextLong()));
    }

    /** As above, with the history in memory. Of the directory no more is made than logs, if there are any. */
    @Nullable
    Finished runInMemory(Scenario scenario, RunDirectory directory) {
        return run(new Ask(scenario, directory, false, true, random.nextLong()));
    }

    private @Nullable Finished run(Ask ask) {
        List<KnownEnd> ends = new ArrayList<>();
        RunEnd end = inShared(ask);
        if (end instanceof Replied replied && replied.reply() instanceof Finished done && isIntact(done, ask)) {
            return done;
        }
        if (isDoubtful(end)) {
            end = alone(ask, ends, "");
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
            } else if (isErratic(died, ends)) {
                return withoutCalls(ask, firstLine(died.detail()));
            } else {
                ends.add(new KnownEnd(died.call(), died.detail()));
                RunOutput.keepEnd(ask.directory(), ends.size(), died.printed());
                before = null;
            }
            end = alone(ask, ends, "");
        }
        return switch (end) {
            case Replied replied -> finished(replied.reply(), ask, ends);
            case Disturbed disturbed -> withoutCalls(ask, DISTURBED);
            case Interrupted interrupted -> null;
            case Died died -> throw new IllegalStateException("unreachable");
        };
    }

    /** Whether a run without a good end among others is to be repeated alone before anything is concluded. */
    private static boolean isDoubtful(RunEnd end) {
        return switch (end) {
            case Interrupted interrupted -> false;
            case Disturbed disturbed -> true;
            case Died died -> !died.wasAlone() || died.told().isEmpty() || died.call() == 0;
            case Replied replied ->
                switch (replied.reply()) {
                    case Finished altered -> true;
                    case Failed failed ->
                        failed.kind() == Failed.Kind.HARNESS || failed.kind() == Failed.Kind.IMPLEMENTATION;
                    default -> true;
                };
        };
    }

    /** Whether the run ends its JVM at other calls when it is repeated, or at too many. */
    private static boolean isErratic(Died died, List<KnownEnd> ends) {
        long last = ends.isEmpty() ? 0 : ends.getLast().call();
        return died.call() <= last || ends.size() == MAX_ENDS;
    }

    private @Nullable Finished finished(WorkerMessages.Reply reply, Ask ask, List<KnownEnd> ends) {
        return switch (reply) {
            case Failed failed when failed.kind() == Failed.Kind.IMPLEMENTATION -> withoutCalls(ask, failed.message());
            case Failed failed -> throw failure(failed);
            case Finished done
            when done.endsReached() < ends.size() ->
                withoutCalls(ask, firstLine(ends.getFirst().detail()));
            case Finished done -> isIntact(done, ask) ? done : withoutCalls(ask, SimulationWorker.HISTORY_ALTERED);
            default -> throw new IllegalStateException(reply + " ends no run");
        };
    }

    private static RuntimeException failure(Failed failed) {
        return switch (failed.kind()) {
            case ARGUMENT -> new ArgumentException(failed.message());
            case ILLEGAL_ARGUMENT -> new IllegalArgumentException(failed.message());
            default -> new HarnessException("the simulation failed: " + failed.message());
        };
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /**
     * The run without any call of the implementation: the finding is certain, and no call is known that it could be pinned to.
     *
     * @param did what the implementation did
     */
    private @Nullable Finished withoutCalls(Ask ask, String did) {
        RunEnd end =
                alone(ask, List.of(), did + "; no call is known to have done it, so the run was repeated without any");
        if (end instanceof Interrupted) {
            return null;
        }
        if (end instanceof Replied replied && replied.reply() instanceof Finished done && isIntact(done, ask)) {
            return done;
        }
        throw new HarnessException(
                "a run without any call of the implementation did not end in good order (" + did + ")");
    }

    /** Whether the history consists of the files that the worker wrote, as it wrote them. */
    private static boolean isIntact(Finished done, Ask ask) {
        // A history in memory came with the reply, under the seal of the reply.
        return ask.inMemory() || isIntact(ask.directory().history(), done.seals(), ask.sealPoint());
    }

    static boolean isIntact(Path history, Map<String, Seal> seals, long sealPoint) {
        Set<String> found = new TreeSet<>();
        try {
            // Those that are read as a history: an editor may leave other files beside them.
            HistoryFolder.list(history)
                    .files()
                    .forEach(file -> found.add(file.getFileName().toString()));
            for (Map.Entry<String, Seal> file : seals.entrySet()) {
                if (!FileSeal.isIntact(history.resolve(file.getKey()), file.getValue(), sealPoint)) {
                    return false;
                }
            }
        } catch (IOException | HistoryInputException altered) {
            return false;
        }
        return found.equals(seals.keySet());
    }

    private RunEnd inShared(Ask ask) {
        while (true) {
            WorkerProcess worker = shared();
            RunEnd end = worker.run(request(ask, false, List.of(), ""), ask.scenario());
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

    private RunEnd alone(Ask ask, List<KnownEnd> ends, String refusal) {
        if (!ask.inMemory()) {
            ask.directory().forgetHistory();
        }
        RunOutput.forget(ask.directory());
        WorkerProcess worker = new WorkerProcess(implementation);
        try {
            RunEnd end = worker.run(request(ask, true, List.copyOf(ends), refusal), ask.scenario());
            if (end == null) {
                throw new HarnessException("a JVM for simulations ended at once: " + worker.output());
            }
            return end;
        } finally {
            worker.end();
        }
    }

    private Run request(Ask ask, boolean strict, List<KnownEnd> ends, String refusal) {
        return new Run(
                IDS.incrementAndGet(),
                Math.floorMod(slots.getAndIncrement(), CallsFile.MAX_SLOTS),
                strict,
                ask.stopsAtViolation(),
                ask.inMemory(),
                ask.sealPoint(),
                refusal,
                ask.directory().path().toAbsolutePath().toString(),
                ScenarioJson.write(ask.scenario()),
                ends);
    }
}

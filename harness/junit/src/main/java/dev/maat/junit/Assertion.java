package dev.maat.junit;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.RunDirectory;
import java.nio.file.Path;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Turns the verdict of a run into the end of a test. */
final class Assertion {
    private Assertion() {}

    /**
     * Returns if the run holds.
     *
     * @param folder the run directory
     * @param again the command of the build tool that repeats the test
     * @throws AssertionFailedError if the claim is violated, or the run proves nothing
     * @throws TestAbortedException if no property was at risk
     * @throws HarnessException if the harness failed, which says nothing about the implementation
     */
    static void holds(JudgedRun run, Path folder, String again, Laboratory laboratory) {
        if (run.result().wasInterrupted()) {
            throw new HarnessException("the run was interrupted");
        }
        if (run.harnessFailed()) {
            throw new HarnessException("the harness failed, which says nothing about the implementation: "
                    + run.result().outcome().harnessFailure());
        }
        Verdict verdict = run.judgement().verdict();
        switch (verdict) {
            case HOLDS -> {}
            case NOT_EXERCISED ->
                throw new TestAbortedException(
                        "seed " + run.scenario().seed()
                                + " put no claimed property at risk, so it proves nothing: give it faults, or a longer duration");
            case VIOLATED -> throw new AssertionFailedError(message("violated", run, folder, again, laboratory));
            case UNKNOWN, INAPPLICABLE ->
                throw new AssertionFailedError(message("the run proves nothing", run, folder, again, laboratory));
        }
    }

    private static String message(String what, JudgedRun run, Path folder, String again, Laboratory laboratory) {
        RunDirectory directory = RunDirectory.existing(folder);
        return what + ": " + run.lead() + "\n"
                + "  claim   " + String.join(", ", run.scenario().claims()) + " of "
                + run.scenario().implementation() + ", under seed "
                + run.scenario().seed() + "\n"
                + "  report  " + directory.report().toUri() + "\n"
                + "  again   " + again + "\n"
                + "  or      " + laboratory.command("run --scenario", directory.scenario()) + "\n"
                + "  smaller " + laboratory.command("shrink", folder) + "\n";
    }
}

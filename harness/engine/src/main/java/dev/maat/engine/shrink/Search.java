package dev.maat.engine.shrink;

import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.shrink.Trial.Outcome;
import dev.maat.engine.shrink.Trial.Result;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The smallest scenario so far. A candidate that does takes its place. No candidate is tried twice. */
final class Search {
    /** Far more than are run in a day. */
    private static final int MAX_KNOWN = 1_000_000;

    private final Trial trial;
    private final Consumer<Search> listener;
    private final Map<String, Outcome> known = new HashMap<>();
    private Scenario smallest;
    private JudgedRun run;
    private int candidates;

    /**
     * @param run that shows the violation under the first scenario
     * @param listener hears of each candidate that was run
     */
    Search(Trial trial, Scenario first, JudgedRun run, Consumer<Search> listener) {
        this.trial = trial;
        this.smallest = first;
        this.run = run;
        this.listener = listener;
        known.put(key(first), Outcome.SAME);
    }

    Scenario smallest() {
        return smallest;
    }

    /** The latest run of the smallest scenario. */
    JudgedRun run() {
        return run;
    }

    int candidates() {
        return candidates;
    }

    /** Tries a candidate; true if it does, and then it is the smallest so far. */
    boolean adopt(Optional<Scenario> candidate) {
        return candidate.isPresent() && !candidate.get().equals(smallest) && outcome(candidate.get()) == Outcome.SAME;
    }

    /** The outcome of a candidate; one that violates the property in the same way is the smallest from now on. */
    Outcome outcome(Scenario candidate) {
        Outcome before = known.get(key(candidate));
        if (before != null) {
            return before;
        }
        candidates++;
        Result result = trial.of(candidate);
        if (known.size() < MAX_KNOWN) {
            known.put(key(candidate), result.outcome());
        }
        JudgedRun shown = result.run();
        if (result.outcome() == Outcome.SAME && shown != null) {
            smallest = candidate;
            run = shown;
        }
        listener.accept(this);
        return result.outcome();
    }

    private static String key(Scenario scenario) {
        try {
            byte[] text = ScenarioJson.write(scenario).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}

package dev.maat.engine.certify.runs;

import dev.maat.engine.run.JudgedRun;
import dev.maat.scenario.Scenario;
import java.util.Optional;

/** Finds a smaller scenario that violates the same property; the bundle of a refusal holds it beside the witness. */
@FunctionalInterface
public interface ScenarioShrinker {
    /** Finds nothing smaller. */
    ScenarioShrinker NONE = (run, property) -> Optional.empty();

    /** The smaller scenario of a violated run; empty if none was found. */
    Optional<Smaller> shrink(JudgedRun run, String property);

    /**
     * A smaller scenario.
     *
     * @param before the parts of the scenario of the run, in words
     * @param after the parts of the smaller one
     * @param minimal whether no single part of it can go; else the search ended early
     */
    record Smaller(Scenario scenario, String before, String after, boolean minimal) {}
}

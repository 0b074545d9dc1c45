package dev.maat.suites.mutants;

import dev.maat.checkers.recording.CompactEvidence;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.RunInMemory;
import dev.maat.engine.run.Runs;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.CoreFactory;
import dev.maat.simulation.EvidenceSink;
import dev.maat.simulation.Simulation;
import dev.maat.simulation.SimulationResult;
import java.util.LinkedHashMap;

/** A scenario with a name, run in this JVM and judged by the code of a campaign. */
record Schedule(String name, Scenario scenario) {
    private static final CoreFactory REFERENCE =
            options -> new ReferenceProvider().newCore(ReferenceProvider.NAME, options);

    /**
     * The simulation asks every 1,024 events whether to go on. No schedule of the reference takes as many; a mutant may let processes start
     * again and again for hours of virtual time.
     */
    private static final int MAX_LOOKS = 1_000;

    /** The run, judged. */
    Finding finding() {
        CompactEvidence evidence = new CompactEvidence();
        int[] looks = {0};
        SimulationResult result =
                Simulation.run(scenario, REFERENCE, EvidenceSink.in(evidence), () -> ++looks[0] > MAX_LOOKS);
        byte[] history = evidence.bytes();
        if (looks[0] > MAX_LOOKS || history == null) {
            return Finding.endless();
        }
        DeploymentResult ended = new DeploymentResult(
                result.outcome(), result.fingerprintHex(), new LinkedHashMap<>(), result.crashesInFanOut());
        JudgedRun run = Runs.judge(scenario, new RunInMemory(ended, history), System.nanoTime());
        return Finding.of(run);
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.maat.suites;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.history.History;
import dev.maat.checkers.recording.LineSink;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.CoreFactory;
import dev.maat.simulation.EvidenceSink;
import dev.maat.simulation.Simulation;
import dev.maat.simulation.SimulationResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A scenario, run in simulation and judged.
 *
 * @param claimed the ids of the properties that the scenario's claims ask of its history
 */
record SimulatedRun(
        Scenario scenario,
        SimulationResult result,
        Map<String, String> history,
        Judgement judgement,
        Set<String> claimed) {
    static final CoreFactory REFERENCE = options -> new ReferenceProvider().newCore(ReferenceProvider.NAME, options);

    /** The same cores with another way to repair losses. */
    static CoreFactory over(String reliability, CoreFactory factory) {
        return with("reliability", reliability, factory);
    }

    /** The same cores with an option. */
    static CoreFactory with(String option, String value, CoreFactory factory) {
        return options -> {
            Map<String, String> all = new TreeMap<>(options);
            all.put(option, value);
            return factory.newCore(all);
        };
    }

    static SimulatedRun of(Scenario scenario) {
        return of(scenario, REFERENCE);
    }

    static SimulatedRun of(Scenario scenario, CoreFactory factory) {
        Memory memory = new Memory();
        SimulationResult result = Simulation.run(scenario, factory, memory);
        Map<String, String> history = memory.texts();
        StringBuilder whole = new StringBuilder(history.get(Memory.HARNESS));
        history.forEach((name, text) -> whole.append(name.equals(Memory.HARNESS) ? "" : text));
        History read = Histories.parse(whole.toString());
        Judgement judgement = Judge.judge(read);
        return new SimulatedRun(scenario, result, history, judgement, judgement.claimedIds(read));
    }

    private static final class Memory implements EvidenceSink {
        static final String HARNESS = "harness";

        private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

        @Override
        public LineSink harness() {
            return process(HARNESS);
        }

        @Override
        public LineSink process(String process) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            files.put(process, file);
            return (buffer, length) -> file.write(buffer, 0, length);
        }

        Map<String, String> texts() {
            Map<String, String> texts = new TreeMap<>();
            files.forEach((name, bytes) -> texts.put(name, bytes.toString(StandardCharsets.UTF_8)));
            return texts;
        }
    }
}

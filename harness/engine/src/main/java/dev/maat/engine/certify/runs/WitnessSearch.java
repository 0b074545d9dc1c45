package dev.maat.engine.certify.runs;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.runs.RunMaker.Made;
import dev.maat.engine.run.JudgedRun;
import dev.maat.scenario.ScenarioJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The smallest histories of the violated properties: for each property that of the first run that violates it. */
final class WitnessSearch {
    private static final long MAX_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int MAX_PROPERTIES = 50;

    private final List<Measured.Shrunk> shrunk;
    private final Map<String, byte[]> entries = new TreeMap<>();

    /** @param shrunk gets what was made smaller */
    WitnessSearch(List<Measured.Shrunk> shrunk) {
        this.shrunk = shrunk;
    }

    /** Entries for the bundle, by their names. */
    Map<String, byte[]> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Looks for the properties that this run is the first to violate. */
    List<Measured.Witness> search(Made made, ScenarioShrinker shrinker) {
        List<Measured.Witness> found = new ArrayList<>();
        JudgedRun run = made.judged();
        if (run == null) {
            return found;
        }
        for (Derived.Property property : made.record().derived().violated()) {
            String entry = EntryNames.witness(property.id());
            if (entries.containsKey(entry) || entries.size() >= MAX_PROPERTIES) {
                continue;
            }
            PropertyResult result = run.judgement().property(property.id());
            long until = System.nanoTime() + MAX_NANOS;
            History smallest = Witnesses.smallest(
                    run.history(), result, Witnesses.MAX_EVALUATIONS, () -> System.nanoTime() - until > 0);
            entries.put(entry, HistoryWriter.text(smallest).getBytes(StandardCharsets.UTF_8));
            shrinker.shrink(run, property.id())
                    .ifPresent(small -> smaller(made.record().run(), property.id(), small));
            found.add(new Measured.Witness(
                    made.record().run(),
                    property.id(),
                    property.sentence(),
                    entry,
                    (int) smallest.eventCount(),
                    Witnesses.insufficient(smallest)));
        }
        return found;
    }

    private void smaller(int run, String property, ScenarioShrinker.Smaller small) {
        String entry = EntryNames.smallScenario(property);
        entries.put(entry, ScenarioJson.write(small.scenario()).getBytes(StandardCharsets.UTF_8));
        shrunk.add(new Measured.Shrunk(run, property, small.before(), small.after(), small.minimal(), entry));
    }
}

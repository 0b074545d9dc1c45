package dev.maat.engine.certify.runs;

import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.runs.RunMaker.Made;
import java.util.Map;
import java.util.function.Consumer;

/** Looks into a run beyond its verdict: the smallest history of a violation, and whether a run, or its violation, comes back. */
public final class Inquiry {
    /** Simulated runs that are made twice, at most. */
    private static final int MAX_REPLAYS = 10;

    private final Settings settings;
    private final Notes notes;
    private final Consumer<Event> listener;
    private final WitnessSearch witnesses;

    public Inquiry(Settings settings, Notes notes, Consumer<Event> listener) {
        this.settings = settings;
        this.notes = notes;
        this.listener = listener;
        this.witnesses = new WitnessSearch(notes.shrunk);
    }

    /** Entries for the bundle, by their names. */
    public Map<String, byte[]> entries() {
        return witnesses.entries();
    }

    /** Looks into a violated run while no live run is under way. */
    void violated(Made made, Lane lane) {
        try (Turns.Turn alone = lane.alone()) {
            listener.accept(new Event.Shrinking());
            notes.witnesses.addAll(witnesses.search(made, settings.shrinker()));
            if (lane.isDeterministic()) {
                replay(made, lane);
            } else {
                countRecurrences(made, lane);
            }
        } catch (InterruptedException e) {
            findWitness(made);
            Thread.currentThread().interrupt();
        }
    }

    /** Looks for the smallest history of a violated run, and runs nothing: after an interrupt. */
    void findWitness(Made made) {
        notes.witnesses.addAll(witnesses.search(made, ScenarioShrinker.NONE));
    }

    /** Makes a simulated run a second time. */
    void replay(Made made, Lane lane) {
        if (notes.replays.size() == MAX_REPLAYS) {
            return;
        }
        RunRecord record = made.record();
        RunMaker.Again again = lane.maker(made.planned().share()).again(made.planned());
        if (again != null) {
            notes.replays.add(
                    new Measured.Replay(record.run(), again.historySha256().equals(record.historySha256())));
        }
    }

    /** Counts how often the first violation comes back where a seed cannot replay. */
    private void countRecurrences(Made made, Lane lane) {
        if (!notes.recurrences.isEmpty()) {
            return;
        }
        RunMaker maker = lane.maker(made.planned().share());
        FurtherRuns further = new FurtherRuns(settings.furtherTime(), System::nanoTime, listener);
        notes.recurrences.add(further.of(made.record(), () -> maker.again(made.planned())));
    }
}

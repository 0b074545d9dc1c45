package dev.maat.scenario.conductor.phases;

import dev.maat.scenario.conductor.group.CoreChoice;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The load is off; the deployment probes the links and processes of the core. Where a probe fails, the run was not shown to be at rest, and
 * the {@code quiet} line names no node to be judged: a link that stands still may excuse a view that comes later.
 */
public final class Probe implements Phase {
    private final Run run;
    private final CoreChoice core;
    private Observation.@Nullable Probed answer;

    private Probe(Run run, CoreChoice core) {
        this.run = run;
        this.core = core;
    }

    /** Requests the probes. */
    static Phase enter(Run run, CoreChoice core) {
        run.out().accept(new Action.Probe(core.core()));
        return new Probe(run, core);
    }

    @Override
    public void observe(long now, Observation in) {
        if (in instanceof Observation.Probed probed) {
            answer = probed;
        }
    }

    @Override
    public Phase drive(long now) {
        if (answer == null) {
            run.tend(now);
            return this;
        }
        Map<String, String> probes = new LinkedHashMap<>();
        probes.put("links", answer.links() ? "ok" : "failed");
        probes.put("scheduled", answer.scheduled() ? "ok" : "failed");
        boolean atRest = answer.links() && answer.scheduled();
        run.quiet(atRest ? core.core() : List.of(), probes);
        return new End(run, core, now);
    }

    /** The deployment always answers, within a bound of its own. */
    @Override
    public long deadline(long now) {
        return run.nextDuty(now);
    }
}

package dev.maat.engine.certify.verify;

import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;

/** Makes simulated runs again, where the implementation is at hand. */
public interface Replayer {
    /** Replays nothing. */
    Replayer NONE = new Replayer() {
        @Override
        public boolean isWanted() {
            return false;
        }

        @Override
        public String obstacle(Plan plan) {
            return "nothing was to be made again";
        }

        @Override
        public Scenario draw(Plan plan, PlannedRun planned) {
            throw new IllegalStateException(obstacle(plan));
        }

        @Override
        public Path replay(Scenario scenario, Path work) {
            throw new IllegalStateException("nothing was to be made again");
        }
    };

    /** Whether a verifier asked for runs to be made again. */
    boolean isWanted();

    /** Why a run of this plan that is made again here would prove nothing; empty if it proves something. */
    String obstacle(Plan plan);

    /** The scenario of a run, drawn from its seed. */
    Scenario draw(Plan plan, PlannedRun planned);

    /** The folder of the history of a scenario that was run here. */
    Path replay(Scenario scenario, Path work);
}

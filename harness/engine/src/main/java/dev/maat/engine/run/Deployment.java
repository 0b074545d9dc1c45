package dev.maat.engine.run;

import dev.maat.faults.Capabilities;
import dev.maat.scenario.Scenario;

/**
 * Where the processes of a run live. Bound to one implementation; {@code Deployments} makes them.
 *
 * <p>A deployment drives the {@link dev.maat.scenario.conductor.RunConductor} and sees to it that all evidence lies in the run directory's
 * history when it returns: the harness's file, header first, and one file a process. It leaves nothing else behind, whatever
 * happens: no process, container, network or rule.
 */
public interface Deployment {
    /**
     * What can be done to processes here, over a transport of the scenario file ({@code udp}, {@code multicast}, {@code tcp}).
     * Answers from what is known beforehand: nothing is started.
     */
    Capabilities capabilities(String transport);

    /**
     * Runs the scenario to its end.
     *
     * <p>When the calling thread is interrupted it stops as soon as it can, cleans up, and returns what is known, the run's end
     * being {@code harness-failure} with {@link DeploymentResult#INTERRUPTED} as the reason. A failure of the harness is told by the
     * result too, as long as there is a history that could say anything.
     *
     * @throws ArgumentException if this machine or implementation cannot run such a scenario, before anything was started; says
     *     what would help
     * @throws HarnessException if something failed before there was a history
     */
    DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress);

    /**
     * The same, but for this: a run is judged while it goes on, and ends in good order once something that is claimed is violated.
     */
    Deployment stoppingAtViolation();
}

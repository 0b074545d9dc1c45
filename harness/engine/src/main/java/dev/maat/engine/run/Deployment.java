package dev.maat.engine.run;

import dev.maat.faults.Capabilities;
import dev.maat.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Where the processes of a run live. A deployment is bound to one implementation; {@code Deployments} makes it.
 *
 * <p>A deployment drives the {@link dev.maat.scenario.conductor.RunConductor}. When it returns, all evidence is in the history folder
 * of the run directory: the harness's file, which begins with the header, and one file per process. Whatever happens, nothing else
 * is left behind: no process, no container, no network and no firewall rule.
 */
public interface Deployment {
    /**
     * The faults and operations that are possible here, over a transport of the scenario file ({@code udp}, {@code multicast},
     * {@code tcp}). The answer needs no running process: nothing is started.
     */
    Capabilities capabilities(String transport);

    /** Why this machine has no such runs, with the remedy; empty if it has, as far as can be seen before one. */
    default String obstacle(String transport) {
        return "";
    }

    /**
     * Runs the scenario to its end.
     *
     * <p>When the calling thread is interrupted, the run stops as soon as possible and is cleaned up. The result then holds what
     * is known; its end is {@code harness-failure} with {@link DeploymentResult#INTERRUPTED} as the reason. A failure of the harness
     * is also reported in the result, provided that there is a history to judge.
     *
     * @throws ArgumentException if this machine or implementation cannot run such a scenario; thrown before anything is started,
     *     and the message names the remedy
     * @throws HarnessException if something failed before there was a history
     */
    DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress);

    /**
     * As {@link #run}, with the history in memory: none of it is written. For runs by the thousand, of which few are looked at again.
     *
     * @param directory gets the output of the implementation, if there is any; it need not exist
     * @return null if the deployment cannot do it for this run: then it is to be run into files
     */
    default @Nullable RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
        return null;
    }

    /**
     * The same deployment, except that a run is judged while it goes on and is shut down in order as soon as a claimed property is
     * violated.
     */
    Deployment stoppingAtViolation();
}

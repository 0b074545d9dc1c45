package dev.maat.engine.processes;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.injectors.processes.ProcessFaults;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;

/**
 * Runs scenarios on plain processes of this machine, one for each node. A run ends its processes whatever happens; where this JVM is
 * killed, the guard does.
 */
public final class ProcessDeployment implements Deployment {
    private static final String MULTICAST = "multicast";

    private final Implementation implementation;
    private final boolean stopsAtViolation;

    public ProcessDeployment(Implementation implementation) {
        this(implementation, false);
    }

    private ProcessDeployment(Implementation implementation, boolean stopsAtViolation) {
        this.implementation = implementation;
        this.stopsAtViolation = stopsAtViolation;
    }

    @Override
    public Deployment stoppingAtViolation() {
        return new ProcessDeployment(implementation, true);
    }

    /** Why this machine has no such runs; empty if it has. */
    public static String obstacle() {
        String why = LoopbackAddresses.obstacle();
        return why.isEmpty()
                ? ""
                : why + "; each node needs a loopback address of its own (127.x.y.z), which Linux has without any set-up";
    }

    @Override
    public Capabilities capabilities(String transport) {
        if (transport.equals(MULTICAST)) {
            throw new ArgumentException("processes of one machine have no IP multicast that faults could reach; use"
                    + " --transport udp, which sends to each member, or --deployment containers");
        }
        return ProcessFaults.capabilities(transport);
    }

    @Override
    public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
        capabilities(scenario.transport()).require(scenario.plan().kinds());
        if (scenario.nodes().size() > LoopbackAddresses.MAX_NODES) {
            throw new ArgumentException("the processes deployment takes at most " + LoopbackAddresses.MAX_NODES
                    + " nodes: they share this machine");
        }
        String obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            throw new ArgumentException(obstacle);
        }
        return new ProcessRun(implementation, scenario, directory, progress).run(stopsAtViolation);
    }
}

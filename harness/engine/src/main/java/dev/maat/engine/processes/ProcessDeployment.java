package dev.maat.engine.processes;

import dev.maat.engine.live.LiveRun;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.injectors.InjectionException;
import dev.maat.injectors.processes.ProcessFaults;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

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
                : why
                        + "; each node needs a loopback address of its own (127.x.y.z), which Linux has without any set-up";
    }

    @Override
    public String obstacle(String transport) {
        return obstacle();
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
        if (scenario.plan().faults().stream()
                .anyMatch(one -> one.fault() instanceof Fault.Partition cut && cut.refusesConnections())) {
            throw new ArgumentException(
                    "the processes deployment leaves attempts to connect across a partition without an"
                            + " answer; \"refuseConnections\" needs containers");
        }
        if (scenario.nodes().size() > LoopbackAddresses.MAX_NODES) {
            throw new ArgumentException("the processes deployment takes at most " + LoopbackAddresses.MAX_NODES
                    + " nodes: they share this machine");
        }
        String obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            throw new ArgumentException(obstacle);
        }
        progress.stage("starting " + scenario.nodes().size() + " processes");
        try (ProcessHosts hosts =
                ProcessHosts.open(implementation, scenario.nodes(), scenario.transport(), scenario.seed())) {
            progress.stage("running");
            RunOutcome outcome = LiveRun.conduct(scenario, directory, hosts, stopsAtViolation, progress);
            if (hosts.lost() > 0) {
                progress.note("the link proxy itself lost " + hosts.lost() + " datagrams, for lack of room");
            }
            return new DeploymentResult(outcome, "", environment(hosts));
        } catch (IOException | InjectionException e) {
            throw new HarnessException("the processes cannot be set up, or not ended: " + Failures.describe(e), e);
        }
    }

    private static SequencedMap<String, String> environment(ProcessHosts hosts) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("Java", Runtime.version() + ", " + System.getProperty("java.vendor"));
        environment.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        environment.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("network", hosts.network());
        return environment;
    }
}

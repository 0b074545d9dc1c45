package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.containers.ContainerFaults;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;

/**
 * Runs scenarios on real containers, one for each node, on a network of their own. A run removes its containers and its network
 * when it ends, whatever happens; the next run removes those that a killed harness left.
 */
public final class ContainerDeployment implements Deployment {
    private final Path implementation;
    private final boolean stopsAtViolation;

    /** @param implementation the folder that is copied into each container */
    public ContainerDeployment(Path implementation) {
        this(implementation, false);
    }

    private ContainerDeployment(Path implementation, boolean stopsAtViolation) {
        this.implementation = implementation;
        this.stopsAtViolation = stopsAtViolation;
    }

    @Override
    public Deployment stoppingAtViolation() {
        return new ContainerDeployment(implementation, true);
    }

    @Override
    public Capabilities capabilities(String transport) {
        return ContainerFaults.capabilities(transport);
    }

    @Override
    public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
        ContainerRun run;
        try {
            capabilities(scenario.transport()).require(scenario.plan().kinds());
            if (scenario.nodes().size() > RunNetwork.MAX_NODES) {
                throw new ArgumentException("containers take at most " + RunNetwork.MAX_NODES + " nodes");
            }
            progress.stage("looking for the engine and its images");
            ContainerNeeds.require(ContainerNeeds.of(scenario.transport()), Machine.here());
            EngineEnvironment.check(progress);
            run = new ContainerRun(
                    scenario, directory, implementation, images(scenario.transport(), progress), progress);
        } catch (UnsupportedFaultException | EngineUnavailable e) {
            throw new ArgumentException(Failures.describe(e), e);
        }
        return run.run(stopsAtViolation);
    }

    private static ContainerRun.Images images(String transport, Progress progress) {
        try {
            DockerClient client = DockerClientFactory.instance().client();
            return new ContainerRun.Images(
                    new NodeImage(client, progress).ensure(),
                    transport.equals("tcp") ? new ToxiproxyImage(client, progress).ensure() : "");
        } catch (DockerException | ContainerFetchException | IllegalStateException e) {
            throw new EngineUnavailable("the engine's images are not available: " + Failures.describe(e), e);
        }
    }
}

package dev.maat.engine.containers;

import com.github.dockerjava.api.exception.DockerException;
import dev.maat.engine.containers.needs.ContainerNeeds;
import dev.maat.engine.containers.needs.EngineEnvironment;
import dev.maat.engine.containers.needs.EngineImages;
import dev.maat.engine.containers.needs.EngineUnavailable;
import dev.maat.engine.containers.needs.Machine;
import dev.maat.engine.containers.needs.Need;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.containers.ContainerFaults;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import dev.maat.scenario.Scenario;
import java.util.Set;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;

/**
 * Runs scenarios on real containers, one for each node, on a network of their own. A run removes its containers and its network
 * when it ends, whatever happens; the next run removes those that a killed harness left.
 */
public final class ContainerDeployment implements Deployment {
    private final Implementation implementation;
    private final boolean stopsAtViolation;

    /** @param implementation its folder is copied into each container */
    public ContainerDeployment(Implementation implementation) {
        this(implementation, false);
    }

    private ContainerDeployment(Implementation implementation, boolean stopsAtViolation) {
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
    public String obstacle(String transport) {
        try {
            ContainerNeeds.require(needs(transport), Machine.here());
            return "";
        } catch (EngineUnavailable missing) {
            return Failures.describe(missing);
        }
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
            ContainerNeeds.require(needs(scenario.transport()), Machine.here());
            EngineEnvironment.check(progress);
            run = new ContainerRun(
                    scenario, directory, implementation, images(scenario.transport(), progress), progress);
        } catch (UnsupportedFaultException | EngineUnavailable e) {
            throw new ArgumentException(Failures.describe(e), e);
        }
        return run.run(stopsAtViolation);
    }

    /** A program brings an image of its own. */
    private Set<Need.Subject> needs(String transport) {
        Set<Need.Subject> needs = ContainerNeeds.of(transport);
        if (implementation.program() instanceof Program.Command) {
            needs.remove(Need.Subject.NODE_IMAGE);
        }
        return needs;
    }

    private String nodeImage(EngineImages images) {
        return switch (implementation.program()) {
            case Program.Provider provider -> images.node();
            case Program.Command command -> images.ofManifest(String.valueOf(command.image()), implementation.name());
        };
    }

    private ContainerRun.Images images(String transport, Progress progress) {
        try {
            EngineImages images =
                    new EngineImages(DockerClientFactory.instance().client(), progress);
            return new ContainerRun.Images(nodeImage(images), transport.equals("tcp") ? images.toxiproxy() : "");
        } catch (DockerException | ContainerFetchException | IllegalStateException e) {
            throw new EngineUnavailable("the engine's images are not available: " + Failures.describe(e), e);
        }
    }
}

package dev.maat.engine.campaign;

import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunInMemory;
import dev.maat.faults.Capabilities;
import dev.maat.scenario.Scenario;

/** A deployment as another has it; a test changes what one of the two ways of a run does. */
abstract class ChangedDeployment implements Deployment {
    private final Deployment deployment;

    /** The runs in memory so far. */
    int inMemory;

    ChangedDeployment(Deployment deployment) {
        this.deployment = deployment;
    }

    @Override
    public Capabilities capabilities(String transport) {
        return deployment.capabilities(transport);
    }

    @Override
    public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
        return deployment.run(scenario, directory, progress);
    }

    @Override
    public RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
        inMemory++;
        return deployment.runInMemory(scenario, directory);
    }

    @Override
    public Deployment stoppingAtViolation() {
        throw new UnsupportedOperationException();
    }
}

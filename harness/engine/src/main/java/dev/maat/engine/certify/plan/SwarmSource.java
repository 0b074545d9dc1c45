package dev.maat.engine.certify.plan;

import dev.maat.engine.RunRequest;
import dev.maat.faults.Capabilities;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;

/** Scenarios as {@code maat run} draws them: a swarm of faults, and in simulation everything else that a seed varies. */
public final class SwarmSource implements ScenarioSource {
    /** The name of the source. */
    public static final String NAME = "swarm";

    private final RunRequest request;
    private final Implementation implementation;
    private final Capabilities capabilities;

    public SwarmSource(RunRequest request, Implementation implementation, Capabilities capabilities) {
        this.request = request;
        this.implementation = implementation;
        this.capabilities = capabilities;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Scenario scenario(long seed) {
        return request.draw(implementation, capabilities, seed);
    }
}

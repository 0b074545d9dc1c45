package dev.maat.engine.certify.plan;

import dev.maat.scenario.Scenario;

/** Where scenarios come from: the swarm, or one named case of a battery. The same seed gives the same scenario. */
public interface ScenarioSource {
    /** The name in plans and certificates: lower-case letters, digits and hyphens. */
    String name();

    /** The scenario of one seed, for the deployment and the transport that the source was made for. */
    Scenario scenario(long seed);
}

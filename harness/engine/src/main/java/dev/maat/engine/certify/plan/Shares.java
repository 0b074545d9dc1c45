package dev.maat.engine.certify.plan;

import dev.maat.engine.run.Deployment;

/** Makes the source and the deployment of a share. */
public interface Shares {
    ScenarioSource source(Share share);

    Deployment deployment(Share share);
}

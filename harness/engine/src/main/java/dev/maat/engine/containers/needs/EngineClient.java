package dev.maat.engine.containers.needs;

import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.run.Failures;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The engine's client. Testcontainers' own factory starts Ryuk with the first client that it hands out, and never tries again
 * after a failure. So questions that come <em>before</em> Ryuk's image is known to be there go through a plain client.
 */
final class EngineClient {
    private EngineClient() {}

    /**
     * A client, without Ryuk, of the engine that Testcontainers would use. The caller closes it.
     *
     * @throws EngineUnavailable if Testcontainers finds no engine that it can use
     */
    static DockerClient plain() {
        try {
            return DockerClientProviderStrategy.getClientForConfig(
                    DockerClientFactory.instance().getTransportConfig());
        } catch (IllegalStateException e) {
            throw new EngineUnavailable(
                    "Testcontainers cannot use the Docker engine: " + Failures.describe(e),
                    "look at DOCKER_HOST and ~/.testcontainers.properties",
                    e);
        }
    }
}

package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The engine's client. Testcontainers' own factory starts Ryuk with the first client that it hands out, and never tries again
 * after a failure. So questions that come <em>before</em> Ryuk's image is known to be there go through a plain client.
 */
final class EngineClient {
    private static final String NO_ENGINE =
            "no Docker engine answers: start one (as root: dockerd; with a service manager: systemctl start docker), or name"
                    + " it with DOCKER_HOST";

    private EngineClient() {}

    /**
     * A client, without Ryuk, of the engine that Testcontainers would use. The caller closes it.
     *
     * @throws EngineUnavailable if no engine answers
     */
    static DockerClient plain() {
        try {
            return DockerClientProviderStrategy.getClientForConfig(
                    DockerClientFactory.instance().getTransportConfig());
        } catch (IllegalStateException e) {
            throw new EngineUnavailable(NO_ENGINE, e);
        }
    }
}

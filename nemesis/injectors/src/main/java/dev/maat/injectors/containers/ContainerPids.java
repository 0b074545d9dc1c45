package dev.maat.injectors.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.maat.injectors.InjectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The process ids of the containers' first processes, as the engine's host knows them. Each is asked for once. */
final class ContainerPids {
    private final DockerClient client;
    private final Map<String, Long> byContainer = new ConcurrentHashMap<>();

    ContainerPids(DockerClient client) {
        this.client = client;
    }

    /** @throws NodeGone if the container does not run */
    long of(Target target) {
        return byContainer.computeIfAbsent(target.containerId(), id -> {
            try {
                Long pid = client.inspectContainerCmd(id).exec().getState().getPidLong();
                if (pid == null || pid == 0) {
                    throw new NodeGone(target.node());
                }
                return pid;
            } catch (DockerException e) {
                throw new InjectionException("cannot inspect node " + target.node() + ": " + e.getMessage(), e);
            }
        });
    }

    /** The container has ended: when it runs again its process is another one. */
    void forget(Target target) {
        byContainer.remove(target.containerId());
    }

    void clear() {
        byContainer.clear();
    }
}

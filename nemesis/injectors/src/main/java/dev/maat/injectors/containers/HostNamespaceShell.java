package dev.maat.injectors.containers;

import com.github.dockerjava.api.DockerClient;
import dev.maat.injectors.HostCommand;
import dev.maat.injectors.InjectionException;
import dev.maat.injectors.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Enters the namespace with {@code nsenter}: works for root on the engine's own host. */
public final class HostNamespaceShell implements NamespaceShell {
    private static final long LIMIT_MILLIS = 20_000;

    private final ContainerPids pids;
    private final Programs programs = Programs.here();

    public HostNamespaceShell(DockerClient client) {
        this.pids = new ContainerPids(client);
    }

    /** Whether this machine runs the container, and this process may enter the container's namespace. */
    public boolean worksFor(Target target) {
        try {
            Path namespace = Path.of("/proc/" + processId(target) + "/ns/net");
            // The control group's name proves that the engine's process ids are this machine's.
            return Files.exists(namespace)
                    && Files.readString(Path.of("/proc/" + processId(target) + "/cgroup"))
                            .contains(target.containerId())
                    && run(target, List.of("true")).isEmpty();
        } catch (IOException | InjectionException e) {
            return false;
        }
    }

    @Override
    public String run(Target target, List<String> command) {
        List<String> entering = new ArrayList<>(
                programs.resolve(List.of("nsenter", "-t", Long.toString(processId(target)), "-n", "--")));
        entering.addAll(programs.resolve(command));
        HostCommand.Outcome outcome = HostCommand.run(LIMIT_MILLIS, entering);
        if (outcome.succeeded()) {
            return outcome.output();
        }
        if (!Files.exists(Path.of("/proc/" + processId(target) + "/ns/net"))) {
            forget(target);
            throw new NodeGone(target.node());
        }
        throw new InjectionException(command + " at " + target.node() + " failed: "
                + outcome.output().strip());
    }

    /** The processes whose namespaces this shell enters. */
    ContainerPids pids() {
        return pids;
    }

    private long processId(Target target) {
        return pids.of(target);
    }

    @Override
    public void forget(Target target) {
        pids.forget(target);
    }

    @Override
    public void close() {
        pids.clear();
    }
}

package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.TopContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import dev.maat.engine.live.HostCondition;
import java.util.List;
import java.util.stream.Stream;

/** The last process of a container, as the engine sees it from outside. */
record ContainerProcess(DockerClient client, String containerId) {
    /** The first letter of a stopped process in the list of the system. */
    private static final String STOPPED = "T";

    /** Lets the process go on, whatever holds it. */
    void resume() {
        if (Boolean.TRUE.equals(state().getPaused())) {
            client.unpauseContainerCmd(containerId).exec();
        }
        if (isStopped()) {
            client.killContainerCmd(containerId).withSignal("SIGCONT").exec();
        }
    }

    /** How the process is; never throws. */
    HostCondition condition() {
        try {
            InspectContainerResponse.ContainerState state = state();
            if (Boolean.TRUE.equals(state.getPaused())) {
                return new HostCondition(HostCondition.Kind.HELD, "its container is paused");
            }
            if (Boolean.TRUE.equals(state.getRunning())) {
                return isStopped()
                        ? new HostCondition(HostCondition.Kind.HELD, "its process is stopped by a signal (SIGSTOP)")
                        : new HostCondition(HostCondition.Kind.RUNNING, "its container runs");
            }
            ContainerEnd end = new ContainerEnd(client, containerId, state);
            return new HostCondition(HostCondition.Kind.ENDED, "its container has ended with " + end.description(null));
        } catch (DockerException e) {
            return new HostCondition(
                    HostCondition.Kind.UNKNOWN, "the engine does not say how its container is: " + e.getMessage());
        }
    }

    private InspectContainerResponse.ContainerState state() {
        return client.inspectContainerCmd(containerId).exec().getState();
    }

    /** Whether a signal has stopped the process, as the engine's machine sees it; false where that cannot be told. */
    private boolean isStopped() {
        try {
            TopContainerResponse top = client.topContainerCmd(containerId)
                    .withPsArgs("-eo pid,stat")
                    .exec();
            int state = List.of(top.getTitles()).indexOf("STAT");
            return state >= 0 && Stream.of(top.getProcesses()).anyMatch(process -> process[state].startsWith(STOPPED));
        } catch (RuntimeException cannotTell) {
            // The process has ended, or the engine's machine has no ps.
            return false;
        }
    }
}

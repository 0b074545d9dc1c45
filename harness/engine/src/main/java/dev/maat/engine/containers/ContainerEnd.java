package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.maat.engine.live.ExitSignal;
import dev.maat.engine.live.NodeEnd;
import org.jspecify.annotations.Nullable;

/**
 * The end of a container's process.
 *
 * @param state of the container after the end
 */
record ContainerEnd(DockerClient client, String containerId, InspectContainerResponse.ContainerState state)
        implements NodeEnd {
    @Override
    public boolean isInGoodOrder() {
        Long code = state.getExitCodeLong();
        return code != null && code == 0;
    }

    @Override
    public String description(@Nullable String lastWord) {
        Long code = state.getExitCodeLong();
        return "exit code " + code + (wasOutOfMemory() ? ", out of memory" : "")
                + (code == null || lastWord == null ? "" : ExitSignal.objection(code, lastWord));
    }

    @Override
    public boolean isByOutsider() throws InterruptedException {
        Long code = state.getExitCodeLong();
        return code != null
                && ForeignKills.explain(code, wasOutOfMemory(), new ContainerSignals(client, containerId, state));
    }

    @Override
    public String suspicion(@Nullable String lastWord) {
        Long code = state.getExitCodeLong();
        return code == null ? "" : ForeignKills.suspicion(code, wasOutOfMemory(), lastWord);
    }

    private boolean wasOutOfMemory() {
        return Boolean.TRUE.equals(state.getOOMKilled());
    }
}

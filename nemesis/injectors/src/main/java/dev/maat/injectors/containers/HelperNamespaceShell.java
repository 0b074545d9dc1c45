package dev.maat.injectors.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import dev.maat.injectors.InjectionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Enters the namespace through a helper container that shares it: works for users who are not root on the engine's host. Each
 * running node has its own helper, made when it is first needed.
 */
public final class HelperNamespaceShell implements NamespaceShell {
    private static final long LIMIT_SECONDS = 20;

    private final DockerClient client;
    private final String image;
    private final Map<String, String> labels;
    /** Helper's container by node's container. */
    private final Map<String, String> helpers = new ConcurrentHashMap<>();

    /** @param labels put on every helper, so that a later run can tell which harness made it */
    public HelperNamespaceShell(DockerClient client, String image, Map<String, String> labels) {
        this.client = client;
        this.image = image;
        this.labels = Map.copyOf(labels);
    }

    @Override
    public String run(Target target, List<String> command) {
        try {
            String helper = helpers.computeIfAbsent(target.containerId(), this::startHelper);
            return exec(helper, target, command);
        } catch (DockerException e) {
            if (!runs(target)) {
                throw new NodeGone(target.node());
            }
            throw new InjectionException("helper of node " + target.node() + " failed: " + e.getMessage(), e);
        }
    }

    private boolean runs(Target target) {
        try {
            return Boolean.TRUE.equals(client.inspectContainerCmd(target.containerId())
                    .exec()
                    .getState()
                    .getRunning());
        } catch (DockerException e) {
            return false;
        }
    }

    private String startHelper(String container) {
        String id = client.createContainerCmd(image)
                .withEntrypoint("sleep", "86400")
                .withCmd()
                .withLabels(labels)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("container:" + container)
                        .withCapAdd(Capability.NET_ADMIN))
                .exec()
                .getId();
        client.startContainerCmd(id).exec();
        return id;
    }

    private String exec(String helper, Target target, List<String> command) {
        ExecCreateCmdResponse exec = client.execCreateCmd(helper)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command.toArray(String[]::new))
                .exec();
        StringBuffer output = new StringBuffer();
        ResultCallback.Adapter<Frame> collect = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        };
        try {
            client.execStartCmd(exec.getId()).exec(collect);
            if (!collect.awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new InjectionException(command + " at " + target.node() + " did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InjectionException("interrupted at " + target.node(), e);
        }
        Long exitCode = client.inspectExecCmd(exec.getId()).exec().getExitCodeLong();
        if (exitCode == null || exitCode != 0) {
            throw new InjectionException(command + " at " + target.node() + " failed: "
                    + output.toString().strip());
        }
        return output.toString();
    }

    @Override
    public void forget(Target target) {
        removeHelper(target.containerId());
    }

    private void removeHelper(String container) {
        String helper = helpers.remove(container);
        if (helper != null) {
            client.removeContainerCmd(helper).withForce(true).exec();
        }
    }

    @Override
    public void close() {
        List.copyOf(helpers.keySet()).forEach(this::removeHelper);
    }
}

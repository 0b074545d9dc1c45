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
 * Enters the namespace through a helper container that shares it: for whoever is not root on the engine's host. One helper
 * for each running node, made when first needed.
 */
public final class HelperNamespaceShell implements NamespaceShell {
    private static final long LIMIT_SECONDS = 20;

    private final DockerClient client;
    private final String image;
    private final Map<String, String> labels;
    /** Container of the node to container of its helper. */
    private final Map<String, String> helpers = new ConcurrentHashMap<>();

    /** @param labels put on every helper, so that a later run can tell whose it was */
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
                throw new InjectionException.NodeGone(target.node());
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

    private String startHelper(String node) {
        String id = client.createContainerCmd(image)
                .withEntrypoint("sleep", "86400")
                .withCmd()
                .withLabels(labels)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("container:" + node)
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
        String helper = helpers.remove(target.containerId());
        if (helper != null) {
            client.removeContainerCmd(helper).withForce(true).exec();
        }
    }

    @Override
    public void close() {
        for (String node : List.copyOf(helpers.keySet())) {
            String helper = helpers.remove(node);
            if (helper != null) {
                client.removeContainerCmd(helper).withForce(true).exec();
            }
        }
    }
}

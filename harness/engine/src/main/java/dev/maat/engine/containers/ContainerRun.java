package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Info;
import dev.maat.engine.containers.leftovers.HarnessLabels;
import dev.maat.engine.containers.leftovers.Leftovers;
import dev.maat.engine.containers.needs.EngineImages;
import dev.maat.engine.containers.needs.EngineUnavailable;
import dev.maat.engine.live.LiveRun;
import dev.maat.engine.live.RunToken;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.injectors.InjectionException;
import dev.maat.injectors.containers.ContainerFaults;
import dev.maat.injectors.containers.HelperNamespaceShell;
import dev.maat.injectors.containers.HostNamespaceShell;
import dev.maat.injectors.containers.NamespaceShell;
import dev.maat.injectors.containers.NetfilterTool;
import dev.maat.injectors.containers.Target;
import dev.maat.node.implementation.GroupKeyFile;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Everything that one run has at the engine: made, run on, and removed in the reverse order whatever happens. */
final class ContainerRun {
    private static final String ALWAYS_HELPER = "maat.helper.always";
    private static final String ONLY_TOOL = "maat.netfilter";
    private static final AtomicInteger RUNS = new AtomicInteger();

    /**
     * The images that a run needs, by name.
     *
     * @param proxy empty where no proxy is needed
     */
    record Images(String node, String proxy) {
        boolean haveProxy() {
            return !proxy.isEmpty();
        }
    }

    private final Scenario scenario;
    private final RunDirectory directory;
    private final Implementation implementation;
    private final Images images;
    private final Progress progress;
    private final DockerClient client = DockerClientFactory.instance().client();
    /** Distinct among all machines that share the engine. */
    private final String runId = ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet() + "-"
            + Long.toHexString(new SecureRandom().nextLong());

    private final Map<String, String> labels = HarnessLabels.ofThisHarness(runId);
    private final SequencedMap<String, String> environment = new LinkedHashMap<>();
    private final Deque<AutoCloseable> made = new ArrayDeque<>();

    /** @param implementation its folder is copied into each container */
    ContainerRun(
            Scenario scenario,
            RunDirectory directory,
            Implementation implementation,
            Images images,
            Progress progress) {
        this.scenario = scenario;
        this.directory = directory;
        this.implementation = implementation;
        this.images = images;
        this.progress = progress;
    }

    DeploymentResult run(boolean stopAtViolation) {
        try {
            new Leftovers(client).removeOfDeadHarnesses(progress);
            ContainerHosts hosts = hosts();
            progress.stage("running");
            RunOutcome outcome = LiveRun.conduct(scenario, directory, hosts, stopAtViolation, progress);
            return new DeploymentResult(outcome, "", environment);
        } catch (EngineUnavailable | InjectionException | DockerException e) {
            throw new HarnessException("the containers cannot be set up: " + Failures.describe(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            removeAll();
        }
    }

    private ContainerHosts hosts() {
        progress.stage("starting " + scenario.nodes().size() + " containers");
        RunToken token = RunToken.draw();
        Networks networks = new Networks(keep(RunNetwork.ofGroup(labels)), keep(RunNetwork.ofControl(labels)));
        NodeContainers containers = keep(NodeContainers.start(
                images.node(),
                networks,
                token,
                labels,
                scenario.nodes(),
                implementation,
                GroupKeyFile.keyOf(scenario.options())));
        Way way = way(containers.targets().get(0));
        ProxyContainer proxy = images.haveProxy() ? keep(ProxyContainer.start(images.proxy(), networks, labels)) : null;
        ContainerFaults faults = keep(
                proxy == null
                        ? ContainerFaults.overUdp(client, containers.targets(), way.shell(), way.tool())
                        : overTcp(containers, way, proxy));
        EngineEvents events = keep(new EngineEvents(client, containers.targets(), proxy, progress));
        describeEnvironment(way);
        return new ContainerHosts(containers, faults, token, events);
    }

    /** How netfilter rules get into the containers' namespaces. */
    private record Way(NamespaceShell shell, NetfilterTool tool) {}

    /** Entering the namespaces from here is the faster way; helper containers need no rights on the engine's host. */
    private Way way(Target first) {
        List<NetfilterTool> tools = tools();
        HostNamespaceShell host = new HostNamespaceShell(client);
        if (!Boolean.getBoolean(ALWAYS_HELPER) && host.worksFor(first)) {
            try {
                return new Way(host, NetfilterTool.workingIn(host, first, tools, images.haveProxy()));
            } catch (InjectionException e) {
                progress.note("from the host " + e.getMessage() + "; helper containers set them");
            }
        }
        HelperNamespaceShell helper =
                keep(new HelperNamespaceShell(client, new EngineImages(client, progress).helper(), labels));
        return new Way(helper, NetfilterTool.workingIn(helper, first, tools, images.haveProxy()));
    }

    /** The tools that may be used, the preferred one first. */
    private static List<NetfilterTool> tools() {
        String only = System.getProperty(ONLY_TOOL, "");
        return Stream.of(NetfilterTool.values())
                .filter(tool -> only.isEmpty() || tool.word().equals(only))
                .toList();
    }

    private ContainerFaults overTcp(NodeContainers containers, Way way, ProxyContainer proxy) {
        return ContainerFaults.overTcp(
                client,
                containers.targets(),
                way.shell(),
                way.tool(),
                proxy.address(),
                proxy.controlHost(),
                proxy.controlPort());
    }

    private void describeEnvironment(Way way) {
        Info info = client.infoCmd().exec();
        environment.put("kernel", String.valueOf(info.getKernelVersion()));
        environment.put("engine", "docker " + info.getServerVersion());
        environment.put("nodeImage", images.node());
        if (images.haveProxy()) {
            environment.put("toxiproxyImage", images.proxy());
        }
        environment.put(
                "netfilter", way.shell() instanceof HostNamespaceShell ? "from the host" : "by helper containers");
        environment.put("netfilterTool", way.tool().word());
    }

    private <T extends AutoCloseable> T keep(T one) {
        made.push(one);
        return one;
    }

    private void removeAll() {
        boolean interrupted = Thread.interrupted();
        while (!made.isEmpty()) {
            try {
                made.pop().close();
            } catch (Exception e) {
                progress.note("cleaning up: " + Failures.describe(e));
            }
        }
        try {
            Leftovers leftovers = new Leftovers(client);
            leftovers.removeOfRun(runId);
            List<String> left = leftovers.ofRun(runId);
            if (!left.isEmpty()) {
                progress.note("these could not be removed: " + left);
            }
        } catch (RuntimeException engineIsGone) {
            // The run has a result, and it must not be lost with the engine.
            progress.note("what the run left at the engine could not be removed, the next run tries again: "
                    + Failures.describe(engineIsGone));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

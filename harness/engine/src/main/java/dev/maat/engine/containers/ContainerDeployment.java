package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.engine.live.ViolationWatch;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.InjectionException;
import dev.maat.injectors.containers.ContainerFaults;
import dev.maat.injectors.containers.HelperNamespaceShell;
import dev.maat.injectors.containers.HostNamespaceShell;
import dev.maat.injectors.containers.NamespaceShell;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunConductor;
import dev.maat.scenario.conductor.RunOutcome;
import dev.maat.scenario.conductor.port.Observation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;

/**
 * Runs scenarios on real containers, one for each node, on a network of their own. Whatever happens, containers and network are
 * taken away at the end; what a killed harness left, the next run takes away.
 */
public final class ContainerDeployment implements Deployment {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Path implementation;
    private final boolean stopsAtViolation;

    /** @param implementation the folder that is copied into each container */
    public ContainerDeployment(Path implementation) {
        this(implementation, false);
    }

    private ContainerDeployment(Path implementation, boolean stopsAtViolation) {
        this.implementation = implementation;
        this.stopsAtViolation = stopsAtViolation;
    }

    @Override
    public Deployment stoppingAtViolation() {
        return new ContainerDeployment(implementation, true);
    }

    @Override
    public Capabilities capabilities(String transport) {
        return ContainerFaults.capabilities(transport);
    }

    @Override
    public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
        try {
            capabilities(scenario.transport()).require(scenario.plan().kinds());
            if (scenario.nodes().size() > RunNetwork.MOST_NODES) {
                throw new ArgumentException("containers take at most " + RunNetwork.MOST_NODES + " nodes");
            }
            progress.stage("looking for the engine and its images");
            EngineEnvironment.check(progress);
            return new Stage(scenario, directory, progress, images(scenario.transport(), progress)).run();
        } catch (UnsupportedFaultException | EngineUnavailable e) {
            throw new ArgumentException(Failures.describe(e), e);
        }
    }

    /**
     * The images that a run needs, by name.
     *
     * @param proxy empty where no proxy is needed
     */
    private record Images(String node, String proxy) {}

    private static Images images(String transport, Progress progress) {
        try {
            DockerClient client = DockerClientFactory.instance().client();
            return new Images(
                    new NodeImage(client, progress).ensure(),
                    transport.equals("tcp") ? new ToxiproxyImage(client, progress).ensure() : "");
        } catch (DockerException | ContainerFetchException | IllegalStateException e) {
            throw new EngineUnavailable("the engine gives no images: " + Failures.describe(e), e);
        }
    }

    /** All that one run makes, taken away in the reverse order. */
    private final class Stage {
        private final Scenario scenario;
        private final RunDirectory directory;
        private final Progress progress;
        private final Images images;
        private final DockerClient client = DockerClientFactory.instance().client();
        private final String runId =
                ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet() + "-" + System.currentTimeMillis();
        private final Map<String, String> labels = HarnessLabels.of(runId);
        private final SequencedMap<String, String> environment = new LinkedHashMap<>();
        private final Deque<AutoCloseable> made = new ArrayDeque<>();

        Stage(Scenario scenario, RunDirectory directory, Progress progress, Images images) {
            this.scenario = scenario;
            this.directory = directory;
            this.progress = progress;
            this.images = images;
        }

        DeploymentResult run() {
            try {
                new Leftovers(client).removeOfDeadHarnesses(progress);
                return new DeploymentResult(conduct(), "", environment);
            } catch (EngineUnavailable | InjectionException | DockerException e) {
                throw new HarnessException("the containers cannot be set up: " + Failures.describe(e), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                takeAway();
            }
        }

        private RunOutcome conduct() throws IOException {
            boolean overTcp = !images.proxy().isEmpty();
            progress.stage("starting " + scenario.nodes().size() + " containers");
            RunNetwork network = keep(RunNetwork.create(labels));
            NodeContainers containers =
                    keep(NodeContainers.start(images.node(), network, labels, scenario.nodes(), implementation));
            NamespaceShell shell = shell(containers);
            ContainerFaults faults = keep(
                    overTcp
                            ? overTcp(containers, shell, keep(ProxyContainer.start(images.proxy(), network, labels)))
                            : ContainerFaults.overUdp(client, containers.targets(), shell));
            describeEnvironment(shell);
            progress.stage("running");
            return conduct(containers, faults);
        }

        private RunOutcome conduct(NodeContainers containers, ContainerFaults faults) throws IOException {
            long originNanos = System.nanoTime();
            try (OutputStream harness = Files.newOutputStream(directory.harnessFile())) {
                HarnessRecorder recorder = new HarnessRecorder(
                        (line, length) -> write(harness, line, length), () -> System.nanoTime() - originNanos);
                RunConductor conductor = new RunConductor(scenario, recorder);
                ContainerRun run =
                        new ContainerRun(scenario, directory, containers, faults, conductor, originNanos, progress);
                try (run) {
                    RunOutcome outcome = conduct(run);
                    // An interrupt has had its effect; what follows must not be broken off by it.
                    Thread.interrupted();
                    run.collectEvidence();
                    return outcome;
                }
            }
        }

        private RunOutcome conduct(ContainerRun run) {
            if (!stopsAtViolation) {
                return run.conduct();
            }
            Consumer<String> enough = why -> run.observe(new Observation.EnoughSeen(why));
            try (ViolationWatch watch = ViolationWatch.begin(directory.history(), enough, progress)) {
                return run.conduct();
            }
        }

        private static void write(OutputStream out, byte[] line, int length) {
            try {
                out.write(line, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the harness's history", e);
            }
        }

        private ContainerFaults overTcp(NodeContainers containers, NamespaceShell shell, ProxyContainer proxy) {
            return ContainerFaults.overTcp(
                    client, containers.targets(), shell, proxy.address(), proxy.controlHost(), proxy.controlPort());
        }

        private NamespaceShell shell(NodeContainers containers) {
            HostNamespaceShell host = new HostNamespaceShell(client);
            if (!Boolean.getBoolean("maat.helper.always")
                    && host.worksFor(containers.targets().get(0))) {
                return host;
            }
            return new HelperNamespaceShell(client, new HelperImage(client, progress).ensure(), labels);
        }

        private void describeEnvironment(NamespaceShell shell) {
            var info = client.infoCmd().exec();
            environment.put("kernel", String.valueOf(info.getKernelVersion()));
            environment.put("engine", "docker " + info.getServerVersion());
            environment.put("nodeImage", images.node());
            if (!images.proxy().isEmpty()) {
                environment.put("toxiproxyImage", images.proxy());
            }
            environment.put(
                    "netfilter", shell instanceof HostNamespaceShell ? "from the host" : "by helper containers");
        }

        private <T extends AutoCloseable> T keep(T one) {
            made.push(one);
            return one;
        }

        private void takeAway() {
            boolean interrupted = Thread.interrupted();
            while (!made.isEmpty()) {
                try {
                    made.pop().close();
                } catch (Exception e) {
                    progress.note("taking away: " + Failures.describe(e));
                }
            }
            try {
                Leftovers leftovers = new Leftovers(client);
                leftovers.removeOfRun(runId);
                List<String> left = leftovers.ofRun(runId);
                if (!left.isEmpty()) {
                    progress.note("these could not be taken away: " + left);
                }
            } catch (RuntimeException engineIsGone) {
                // What is known of the run must not be lost with it.
                progress.note("what the run made could not be taken away, the next run tries again: "
                        + Failures.describe(engineIsGone));
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.maat.engine.processes;

import dev.maat.engine.live.LiveRun;
import dev.maat.engine.live.RunToken;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.injectors.InjectionException;
import dev.maat.injectors.processes.ProcessFaults;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Everything that one run has on this machine: made, run on, and removed in the reverse order whatever happens. */
final class ProcessRun {
    private static final String TOKEN = "token";

    private final Implementation implementation;
    private final Scenario scenario;
    private final RunDirectory directory;
    private final Progress progress;
    private final Deque<AutoCloseable> made = new ArrayDeque<>();

    ProcessRun(Implementation implementation, Scenario scenario, RunDirectory directory, Progress progress) {
        this.implementation = implementation;
        this.scenario = scenario;
        this.directory = directory;
        this.progress = progress;
    }

    DeploymentResult run(boolean stopAtViolation) {
        try {
            ProcessHosts hosts = hosts();
            progress.stage("running");
            RunOutcome outcome = LiveRun.conduct(scenario, directory, hosts, stopAtViolation, progress);
            long lost = hosts.injector().proxy().lost();
            if (lost > 0) {
                progress.note("the link proxy itself lost " + lost + " datagrams, for lack of room");
            }
            return new DeploymentResult(outcome, "", environment(hosts));
        } catch (IOException | InjectionException e) {
            throw new HarnessException("the processes cannot be set up: " + Failures.describe(e), e);
        } finally {
            removeAll();
        }
    }

    private ProcessHosts hosts() throws IOException {
        progress.stage("starting " + scenario.nodes().size() + " processes");
        LoopbackAddresses addresses = LoopbackAddresses.draw(scenario.nodes());
        // The folder is the user's own, and with it the token.
        Path folder = Files.createTempDirectory("maat-processes");
        Guard guard = keep(Guard.start(folder));
        RunToken secret = RunToken.draw();
        Path token = Files.createFile(
                folder.resolve(TOKEN),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, secret.text());
        NodeProcesses processes = keep(new NodeProcesses(
                node -> new NodeCommand(
                        implementation, node, addresses.control(node), token, folder.resolve("data-" + node)),
                guard));
        ProcessFaults faults = keep(ProcessFaults.open(addresses.group(), scenario.seed(), processes));
        processes.startAll(scenario.nodes());
        return new ProcessHosts(
                addresses, processes, faults, secret, scenario.transport().equals("udp"));
    }

    private SequencedMap<String, String> environment(ProcessHosts hosts) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("Java", Runtime.version() + ", " + System.getProperty("java.vendor"));
        environment.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        environment.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put(
                "network",
                "loopback, " + hosts.addresses().block() + ".0/24"
                        + (hosts.isProxied() ? ", datagrams through Maat's own proxy" : ""));
        return environment;
    }

    private <T extends AutoCloseable> T keep(T one) {
        made.push(one);
        return one;
    }

    private void removeAll() {
        while (!made.isEmpty()) {
            try {
                made.pop().close();
            } catch (Exception e) {
                progress.note("cleaning up: " + Failures.describe(e));
            }
        }
    }
}

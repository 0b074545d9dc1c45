package dev.maat.engine.live;

import dev.maat.injectors.FaultInjector;
import dev.maat.node.implementation.GroupKeyFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The places where the nodes of one live run have their processes, one for each node of the scenario: containers, or processes
 * of this machine. A host outlives its node's process: after a kill it takes the node's next process.
 *
 * <p>A deployment makes the hosts before the run and takes them away after it. {@link LiveRun} calls from several threads, also
 * for one node at a time: a process may be resumed while its end is awaited. Each method may throw a {@link RuntimeException};
 * the run then ends as a failure of the harness.
 */
public interface NodeHosts {
    /**
     * Where a node hears itself and finds the others: {@code host:port} by node, in the order of the scenario. Two nodes may find a
     * third at different addresses.
     */
    SequencedMap<String, String> groupAddresses(String node);

    /** The options for a node's implementation: a file that they name is named as the node's process finds it. */
    default SequencedMap<String, String> options(SequencedMap<String, String> ofScenario) {
        return GroupKeyFile.movedTo(file -> Path.of(file).toAbsolutePath().toString(), ofScenario);
    }

    /** Where the nodes hear each other when the transport is IP multicast: {@code address:port}. */
    String multicastGroup();

    /** The secret of this run, which every node asks for on its control port. */
    String token();

    /**
     * Reports what happens to the hosts, by the harness or by an outsider, from any thread. Called once, before a node is started;
     * a deployment that hears nothing of its hosts ignores it.
     */
    void watch(Consumer<HostEvent> observer);

    /** How the node's process is. It may take its time. */
    HostCondition condition(String node);

    /** Does the plan's faults to these nodes. {@link LiveRun} calls it from one thread, in the conductor's order. */
    FaultInjector faults();

    /**
     * Makes a host ready for a process: starts it again if the last process has ended. When this returns the faults in force
     * hold there too.
     *
     * @return where the harness reaches the node's control port, which need not listen yet
     * @throws IOException if the host ended again at once
     */
    InetSocketAddress start(String node) throws IOException;

    /** Lets a paused or stopped process go on; does nothing to one that runs. */
    void resume(String node);

    /**
     * Waits until the node's process has ended. When this returns an end, the faults no longer reckon with the process, and keep
     * what they counted there.
     *
     * @return null if the process still runs after the time limit
     */
    @Nullable
    NodeEnd awaitEnd(String node, Duration limit) throws InterruptedException;

    /**
     * Copies the evidence of all processes that the node has had; does nothing where there is none. The node may run or have
     * been killed.
     *
     * @param fileOf where the evidence of a process belongs; a file there is replaced in one step, so that a reader that follows
     *     the history never sees half of it
     */
    void copyEvidence(String node, Function<String, Path> fileOf) throws IOException;

    /**
     * The signal that a process of the node named before it ended, as {@code SIGTERM}; empty if it named none; null if the
     * node's program never names one. The implementation may have written it.
     *
     * @throws IOException if the host does not tell
     */
    @Nullable
    String lastWord(String node, String process) throws IOException;

    /** The last lines that the node wrote to its standard streams, or why they cannot be read. */
    String lastOutput(String node);

    /** As {@link #lastOutput}, but as much as is kept for a reader of the run directory: a bounded number of the last lines. */
    default String output(String node) {
        return lastOutput(node);
    }
}

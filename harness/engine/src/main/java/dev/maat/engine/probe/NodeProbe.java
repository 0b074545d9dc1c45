package dev.maat.engine.probe;

import dev.maat.engine.processes.ProcessHosts;
import dev.maat.node.implementation.Implementation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Walks the node protocol on two nodes, {@code n1} and {@code n2}, in processes of this machine. The steps build on each other, so
 * the first wrong one is the last.
 */
public final class NodeProbe {
    private static final List<String> NODES = List.of("n1", "n2");
    private static final long SEED = 1;

    private final ProbedNode n1;
    private final ProbedNode n2;
    private final Opening opening;
    private final Ending ending;
    private final Evidence evidence;

    private NodeProbe(ProbedNode n1, ProbedNode n2, Opening opening, Evidence evidence) {
        this.n1 = n1;
        this.n2 = n2;
        this.opening = opening;
        this.ending = new Ending(opening.hosts(), evidence, opening);
        this.evidence = evidence;
    }

    /** The transport that is probed; empty if the implementation offers none that processes have. */
    public static String transport(Implementation implementation) {
        return implementation.transports().stream()
                .filter(one -> !one.equals("multicast"))
                .findFirst()
                .orElse("");
    }

    /**
     * Probes an implementation.
     *
     * @param told takes each step as it ends
     * @return whether all steps were right
     * @throws IOException if the probe itself fails: a process cannot be started, a file not be read
     */
    public static boolean probe(Implementation implementation, Consumer<Step> told)
            throws IOException, InterruptedException {
        String transport = transport(implementation);
        long originNanos = System.nanoTime();
        try (ProcessHosts hosts = ProcessHosts.open(implementation, NODES, transport, SEED);
                Evidence evidence = Evidence.create(hosts);
                ProbedNode n1 = new ProbedNode("n1", hosts);
                ProbedNode n2 = new ProbedNode("n2", hosts)) {
            Opening opening = new Opening(implementation, transport, hosts, NODES, originNanos);
            return new NodeProbe(n1, n2, opening, evidence).walk(told);
        }
    }

    /** One thing that a node does; returns what was seen. */
    private interface Walk {
        String go() throws WrongException, InterruptedException, IOException;
    }

    private record Named(String name, Walk walk) {}

    private boolean walk(Consumer<Step> told) throws InterruptedException, IOException {
        List<Named> steps = new ArrayList<>(List.of(
                new Named("listens", n1::awaitListening),
                new Named("turns a stranger away", n1::answerToAStranger),
                new Named("says hello", () -> Opening.hello(n1) + ", " + Opening.hello(n2)),
                new Named("beats", () -> Opening.beat(n1)),
                new Named("waits for its start", () -> Opening.tooEarly(n1)),
                new Named("starts", () -> opening.start(n1, 0) + ", " + opening.start(n2, 0))));
        if (!opening.implementation().isStatic()) {
            steps.add(new Named("installs a view of both", () -> opening.view(n1) + ", " + opening.view(n2)));
        }
        steps.addAll(List.of(
                new Named("multicasts", () -> Traffic.multicast(n1, n2)),
                new Named("marks the last message", () -> Traffic.last(n1)),
                new Named("refuses a number twice", () -> Traffic.twice(n1)),
                new Named("counts packets of peers", () -> Traffic.links(n1, n2)),
                new Named("has its time from the start", () -> Traffic.times(n1, opening.originNanos())),
                new Named("keeps what it said in its file", () -> evidence.holds("n1.0", n1.ear())),
                new Named("loses no line by a SIGKILL", () -> ending.killed(n2)),
                new Named("has a new name after a restart", ending::restarted),
                new Named("stops", () -> ending.stopped(n1)),
                new Named("writes a history that can be read", () -> evidence.reads(opening.implementation(), NODES))));
        for (Named step : steps) {
            try {
                told.accept(new Step(step.name(), true, step.walk().go(), ""));
            } catch (WrongException wrong) {
                told.accept(new Step(step.name(), false, String.valueOf(wrong.getMessage()), wrong.right()));
                return false;
            }
        }
        return true;
    }
}

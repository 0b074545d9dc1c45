package dev.maat.engine.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.engine.live.NodeEnd;
import dev.maat.engine.processes.ProcessHosts;
import dev.maat.faults.Fault;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks the node protocol on two nodes, {@code n1} and {@code n2}, in processes of this machine. The steps build on each other, so
 * the first wrong one is the last.
 */
public final class NodeProbe {
    private static final long WAIT_MILLIS = 5_000;
    private static final long GROUP_MILLIS = 30_000;
    private static final List<String> NODES = List.of("n1", "n2");
    private static final int SIZE = 200;
    private static final long SEED = 1;
    private static final int KILL = 1;
    private static final int MAX_ROUNDS = 20;
    private static final long ROUND_MILLIS = 100;

    private final Implementation implementation;
    private final String transport;
    private final ProcessHosts hosts;
    private final Evidence evidence;
    private final Consumer<Step> told;
    private final long originNanos = System.nanoTime();

    private NodeProbe(
            Implementation implementation,
            String transport,
            ProcessHosts hosts,
            Evidence evidence,
            Consumer<Step> told) {
        this.implementation = implementation;
        this.transport = transport;
        this.hosts = hosts;
        this.evidence = evidence;
        this.told = told;
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
        try (ProcessHosts hosts = ProcessHosts.open(implementation, NODES, transport, SEED);
                Evidence evidence = Evidence.create(hosts);
                ProbedNode n1 = new ProbedNode("n1", hosts);
                ProbedNode n2 = new ProbedNode("n2", hosts)) {
            return new NodeProbe(implementation, transport, hosts, evidence, told).walk(n1, n2);
        }
    }

    /** One thing that a node does; returns what was seen. */
    private interface Walk {
        String go() throws WrongException, InterruptedException, IOException;
    }

    private record Named(String name, Walk walk) {}

    private boolean walk(ProbedNode n1, ProbedNode n2) throws InterruptedException, IOException {
        List<Named> steps = new ArrayList<>(List.of(
                new Named("listens", n1::awaitListening),
                new Named("turns a stranger away", n1::answerToAStranger),
                new Named("says hello", () -> hello(n1) + ", " + hello(n2)),
                new Named("beats", () -> beat(n1)),
                new Named("waits for its start", () -> tooEarly(n1)),
                new Named("starts", () -> start(n1, 0) + ", " + start(n2, 0))));
        if (!implementation.isStatic()) {
            steps.add(new Named("installs a view of both", () -> view(n1) + ", " + view(n2)));
        }
        steps.addAll(List.of(
                new Named("multicasts", () -> multicast(n1, n2)),
                new Named("marks the last message", () -> last(n1)),
                new Named("refuses a number twice", () -> twice(n1)),
                new Named("counts packets of peers", () -> links(n1, n2)),
                new Named("has its time from the start", () -> times(n1)),
                new Named("keeps what it said in its file", () -> evidence.holds("n1.0", n1.ear())),
                new Named("loses no line by a SIGKILL", () -> killed(n2)),
                new Named("has a new name after a restart", this::restarted),
                new Named("stops", () -> stopped(n1)),
                new Named("writes a history that can be read", () -> evidence.reads(implementation, NODES))));
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

    private static String hello(ProbedNode node) throws WrongException, InterruptedException {
        node.awaitListening();
        node.connect();
        Answer.Hello hello = node.ear().await(Answer.Hello.class, any -> true, WAIT_MILLIS, "a hello");
        if (!hello.node().equals(node.name()) || hello.process() != null) {
            throw new WrongException(
                    "the hello says node " + hello.node() + ", process " + hello.process(),
                    "the node's name behind --node, " + node.name() + ", and null: no process runs there yet");
        }
        return hello.node();
    }

    private static String beat(ProbedNode node) throws WrongException, InterruptedException {
        node.ear()
                .await(
                        Answer.Beat.class,
                        any -> true,
                        WAIT_MILLIS,
                        "every 500 ms, from the hello on: {\"answer\":\"beat\",\"unscheduledMillis\":0}");
        return node.name() + " beats";
    }

    private static String tooEarly(ProbedNode node) throws WrongException, InterruptedException {
        node.send(new Command.Multicast(1, SIZE, false));
        return node.ear()
                .await(
                        Answer.Failed.class,
                        any -> true,
                        WAIT_MILLIS,
                        "a command before 'start' is answered by {\"answer\":\"error\",\"why\":\"...\"}, and the connection stays open")
                .why();
    }

    private String start(ProbedNode node, int incarnation) throws WrongException, InterruptedException {
        node.send(command(node.name()));
        String process = node.name() + "." + incarnation;
        Answer.Started started = node.ear()
                .await(
                        Answer.Started.class,
                        any -> true,
                        GROUP_MILLIS,
                        "{\"answer\":\"started\",\"process\":\"" + process + "\",\"founder\":true}");
        if (!started.process().equals(process)) {
            throw new WrongException(
                    "'started' names the process " + started.process(),
                    process + ": the node's name, a dot, and the number of processes that this node has had before");
        }
        node.ear().await("start", any -> true, WAIT_MILLIS, "the line of the event 'start', right behind the answer");
        JsonNode first = node.ear().events().getFirst();
        if (!first.path("e").asText().equals("start")
                || !first.path("p").asText().equals(process)) {
            throw new WrongException(
                    "the first line is " + Ear.brief(first.toString()),
                    "{\"p\":\"" + process + "\",\"t\":...,\"e\":\"start\"} as the first line of its history");
        }
        return process;
    }

    private Command.Start command(String node) {
        String ordering = implementation.claims().firstEntry().getKey();
        SequencedMap<String, String> options = new LinkedHashMap<>();
        options.put("ordering", ordering);
        return new Command.Start(
                implementation.name(),
                options,
                transport,
                hosts.groupAddresses(node),
                null,
                NODES,
                Evidence.GENERATION,
                SEED,
                originNanos,
                System.nanoTime(),
                new Command.StartLimits(1_400, 1 << 18, 8 << 20, 60_000));
    }

    private static String view(ProbedNode node) throws WrongException, InterruptedException {
        return node.ear()
                .await(
                        "view",
                        view -> view.path("members").size() == NODES.size(),
                        GROUP_MILLIS,
                        "a line {\"e\":\"view\",\"id\":...,\"seq\":...,\"members\":[\"n1.0\",\"n2.0\"]} at both nodes; an implementation"
                                + " without views says \"membership\": \"static\" in its manifest")
                .path("id")
                .asText();
    }

    private static String multicast(ProbedNode n1, ProbedNode n2) throws WrongException, InterruptedException {
        n1.send(new Command.Multicast(1, SIZE, false));
        String message = "n1.0:1";
        JsonNode send = n1.ear()
                .await(
                        "send",
                        isOf(message),
                        WAIT_MILLIS,
                        "a line {\"e\":\"send\",\"m\":\"n1.0:1\",\"hash\":\"...\",\"size\":" + SIZE
                                + "} before a packet of it leaves");
        if (send.path("size").asInt() < SIZE) {
            throw new WrongException(
                    "'send' says size " + send.path("size"),
                    "a payload of " + SIZE + " bytes, as the command asks, or longer where its id needs that");
        }
        n1.ear().await("sent", isOf(message), GROUP_MILLIS, "a line 'sent' when the implementation has accepted it");
        String atSender =
                "a line {\"e\":\"deliver\",\"m\":\"n1.0:1\"} at the sender, too: it delivers its own messages";
        String atPeer = "the same at n2; the message's id travels inside the payload";
        JsonNode own = n1.ear().await("deliver", isOf(message), GROUP_MILLIS, atSender);
        JsonNode other = n2.ear().await("deliver", isOf(message), GROUP_MILLIS, atPeer);
        requireSameHash(send, own);
        requireSameHash(send, other);
        List<String> order = n1.ear().events().stream()
                .filter(isOf(message))
                .map(event -> event.path("e").asText())
                .toList();
        if (!order.getFirst().equals("send")) {
            throw new WrongException("n1 wrote " + order, "'send' before 'sent' and before 'deliver'");
        }
        return message + " was delivered at both";
    }

    private static void requireSameHash(JsonNode send, JsonNode deliver) throws WrongException {
        if (send.has("hash")
                && deliver.has("hash")
                && !send.path("hash").asText().equals(deliver.path("hash").asText())) {
            throw new WrongException(
                    "'send' has hash " + send.path("hash") + ", 'deliver' has " + deliver.path("hash"),
                    "the same hash, of the same bytes, in hexadecimal");
        }
    }

    private static Predicate<JsonNode> isOf(String message) {
        return event -> event.path("m").asText().equals(message);
    }

    private static String last(ProbedNode n1) throws WrongException, InterruptedException {
        n1.send(new Command.Multicast(3, 0, true));
        JsonNode send = n1.ear()
                .await(
                        "send",
                        isOf("n1.0:3"),
                        WAIT_MILLIS,
                        "a line 'send' of n1.0:3: the number is the command's own, and gaps are allowed");
        if (!send.path("last").asBoolean()) {
            throw new WrongException(
                    "the line is " + Ear.brief(send.toString()),
                    "\"last\":true in the 'send' of a command with \"last\":true");
        }
        return "n1.0:3";
    }

    private static String twice(ProbedNode n1) throws WrongException, InterruptedException {
        long before = n1.ear().errors();
        n1.send(new Command.Multicast(1, SIZE, false));
        n1.ear()
                .awaitErrors(
                        before + 1,
                        WAIT_MILLIS,
                        "{\"answer\":\"refused\",\"number\":1,\"why\":\"...\"}, or an error, and no event: numbers increase");
        long sends = n1.ear().events().stream()
                .filter(isOf("n1.0:1"))
                .filter(event -> event.path("e").asText().equals("send"))
                .count();
        if (sends != 1) {
            throw new WrongException("n1.0:1 was sent " + sends + " times", "each id is sent once");
        }
        return "refused";
    }

    /** In rounds, as in a run: each node counts what the other sent it at the round before. */
    private static String links(ProbedNode n1, ProbedNode n2) throws WrongException, InterruptedException {
        long fromN2 = 0;
        long fromN1 = 0;
        for (long round = 1; round <= MAX_ROUNDS; round++) {
            fromN2 += counted(n1, "n2", round);
            fromN1 += counted(n2, "n1", round);
            if (round > 1 && fromN2 > 0 && fromN1 > 0) {
                return "n2>n1: " + fromN2 + ", n1>n2: " + fromN1;
            }
            Thread.sleep(ROUND_MILLIS);
        }
        throw new WrongException(
                "in " + MAX_ROUNDS + " rounds n1 counted " + fromN2 + " packets of n2, and n2 " + fromN1 + " of n1",
                "the packets received from each peer since the last probe; each node sends one packet to each peer at a probe");
    }

    private static long counted(ProbedNode node, String peer, long round) throws WrongException, InterruptedException {
        node.send(new Command.Probe(round));
        String right = "{\"answer\":\"probe\",\"id\":" + round + ",\"via\":\"transport\",\"received\":{\"" + peer
                + "\":0}}, with every peer";
        Answer.Probed probed =
                node.ear().await(Answer.Probed.class, answer -> answer.id() == round, WAIT_MILLIS, right);
        Long count = probed.received().get(peer);
        if (count == null) {
            throw new WrongException(node.name() + " counted " + probed.received(), right);
        }
        return count;
    }

    private String times(ProbedNode node) throws WrongException {
        long now = System.nanoTime() - originNanos;
        for (JsonNode event : node.ear().events()) {
            long t = event.path("t").asLong(-1);
            if (t < 0 || t > now) {
                throw new WrongException(
                        "a line has t " + event.path("t") + ", and the run began " + now + " ns ago",
                        "nanoseconds since the run began: CLOCK_MONOTONIC minus the 'originNanos' of the command 'start'");
            }
        }
        return "t is nanoseconds since the run began";
    }

    private String killed(ProbedNode n2) throws WrongException, IOException {
        hosts.faults().inject(KILL, new Fault.Kill("n2"));
        return evidence.holds("n2.0", n2.ear());
    }

    private String restarted() throws WrongException, InterruptedException, IOException {
        try (ProbedNode again = new ProbedNode("n2", hosts)) {
            hello(again);
            return start(again, 1);
        }
    }

    private String stopped(ProbedNode n1) throws WrongException, InterruptedException {
        n1.send(new Command.Stop());
        String closed =
                "a line {\"e\":\"closed\",\"events\":N} as the last of its history, with the number of lines before it";
        JsonNode line = n1.ear().await("closed", any -> true, WAIT_MILLIS, closed);
        Answer.Ended ended = n1.ear()
                .await(
                        Answer.Ended.class,
                        any -> true,
                        WAIT_MILLIS,
                        "{\"answer\":\"ended\",\"process\":\"n1.0\",\"exitCode\":0,\"why\":\"stopped\"}, behind the last line");
        n1.ear().awaitClosed(WAIT_MILLIS, "the end of the connection behind 'ended'");
        int lines = n1.ear().lines().size();
        if (line.path("events").asInt() != lines - 1
                || !n1.ear().events().getLast().equals(line)) {
            throw new WrongException("'closed' says " + line.path("events") + " of " + lines + " lines", closed);
        }
        if (ended.exitCode() != 0) {
            throw new WrongException("'ended' says exit code " + ended.exitCode(), "0 after a stop");
        }
        return exit();
    }

    private String exit() throws WrongException, InterruptedException {
        @Nullable NodeEnd end = hosts.awaitEnd("n1", Duration.ofMillis(WAIT_MILLIS));
        if (end == null || !end.isInGoodOrder()) {
            throw new WrongException(
                    end == null ? "the process still runs" : "the process ended with " + end.description(),
                    "exit code 0 within " + WAIT_MILLIS + " ms of 'ended'");
        }
        return end.description();
    }
}

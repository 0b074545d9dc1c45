package dev.maat.engine.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.engine.processes.ProcessHosts;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The steps up to a running process.
 *
 * @param originNanos zero of the history's {@code t}
 */
record Opening(
        Implementation implementation, String transport, ProcessHosts hosts, List<String> nodes, long originNanos) {
    /** Long enough for what a node does by itself. */
    static final long WAIT_MILLIS = 5_000;
    /** Long enough for what a group does together. */
    static final long GROUP_MILLIS = 30_000;

    private static final String DELIVERY = "delivery";
    private static final int SIZE = 200;
    private static final long SEED = 1;

    static String hello(ProbedNode node) throws WrongException, InterruptedException {
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

    static String beat(ProbedNode node) throws WrongException, InterruptedException {
        node.ear()
                .await(
                        Answer.Beat.class,
                        any -> true,
                        WAIT_MILLIS,
                        "every 500 ms, from the hello on: {\"answer\":\"beat\",\"unscheduledMillis\":0}");
        return node.name() + " beats";
    }

    static String tooEarly(ProbedNode node) throws WrongException, InterruptedException {
        node.send(new Command.Multicast(1, SIZE, false));
        return node.ear()
                .await(
                        Answer.Failed.class,
                        any -> true,
                        WAIT_MILLIS,
                        "a command before 'start' is answered by {\"answer\":\"error\",\"why\":\"...\"}, and the connection stays open")
                .why();
    }

    String start(ProbedNode node, int incarnation) throws WrongException, InterruptedException {
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
        String delivery = implementation.usualDelivery(ordering);
        if (!delivery.equals(Implementation.PLAIN)) {
            options.put(DELIVERY, delivery);
        }
        return new Command.Start(
                implementation.name(),
                options,
                transport,
                hosts.groupAddresses(node),
                null,
                nodes,
                Evidence.GENERATION,
                SEED,
                originNanos,
                System.nanoTime(),
                new Command.StartLimits(1_400, 1 << 18, 8 << 20, 60_000),
                0);
    }

    String view(ProbedNode node) throws WrongException, InterruptedException {
        return node.ear()
                .await(
                        "view",
                        view -> view.path("members").size() == nodes.size(),
                        GROUP_MILLIS,
                        "a line {\"e\":\"view\",\"id\":...,\"seq\":...,\"members\":[\"n1.0\",\"n2.0\"]} at both nodes; an implementation"
                                + " without views says \"membership\": \"static\" in its manifest")
                .path("id")
                .asText();
    }
}

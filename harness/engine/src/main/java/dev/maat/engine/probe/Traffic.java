package dev.maat.engine.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.engine.live.LineTime;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import java.util.List;
import java.util.function.Predicate;

/** The steps of a group of two that runs: what it multicasts, counts and writes. */
final class Traffic {
    private static final long WAIT_MILLIS = Opening.WAIT_MILLIS;
    private static final long GROUP_MILLIS = Opening.GROUP_MILLIS;
    private static final int SIZE = 200;
    private static final int MAX_ROUNDS = 20;
    private static final long ROUND_MILLIS = 100;

    private Traffic() {}

    static String multicast(ProbedNode n1, ProbedNode n2) throws WrongException, InterruptedException {
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
        JsonNode own = n1.ear().await("deliver", isOf(message), GROUP_MILLIS, atSender);
        JsonNode other = atPeer(n1, n2, message);
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

    /** What the sender said last tells as much as the silence of its peer. */
    private static JsonNode atPeer(ProbedNode sender, ProbedNode peer, String message)
            throws WrongException, InterruptedException {
        String right = "a line {\"e\":\"deliver\",\"m\":\"" + message + "\"} at " + peer.name()
                + " too; the message's id travels inside the payload";
        try {
            return peer.ear().await("deliver", isOf(message), GROUP_MILLIS, right);
        } catch (WrongException missing) {
            throw new WrongException(missing.getMessage() + "; " + sender.ear().lastWords(), right);
        }
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

    static String last(ProbedNode n1) throws WrongException, InterruptedException {
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

    static String twice(ProbedNode n1) throws WrongException, InterruptedException {
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
    static String links(ProbedNode n1, ProbedNode n2) throws WrongException, InterruptedException {
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
        String counts =
                "in " + MAX_ROUNDS + " rounds n1 counted " + fromN2 + " packets of n2, and n2 " + fromN1 + " of n1";
        if (n1.ear().saysBeside()) {
            throw new WrongException(
                    counts + ", by sockets beside those of the group (\"via\":\"beside\")",
                    "packets of the group's own sockets: the proxy between processes carries no others. The links of a live"
                            + " member (ImplementationProvider.Live) can be probed in containers alone: run it there");
        }
        throw new WrongException(
                counts,
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

    /** @param originNanos when the run began */
    static String times(ProbedNode node, long originNanos) throws WrongException {
        for (Ear.Heard heard : node.ear().heard()) {
            JsonNode event = Ear.parse(heard.line());
            String wrong = LineTime.wrong(
                    event.path("t").asLong(-1), node.startNanos() - originNanos, heard.atNanos() - originNanos);
            if (!wrong.isEmpty()) {
                throw new WrongException("the line '" + event.path("e").asText() + "' " + wrong, LineTime.RIGHT);
            }
        }
        return "t is nanoseconds since the run began";
    }
}

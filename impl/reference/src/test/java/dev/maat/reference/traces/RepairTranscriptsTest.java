package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.ACK;
import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.packet.PacketKind.HOLDERS;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How losses are found and repaired, and how messages become stable, as transcripts. */
final class RepairTranscriptsTest {
    private static Stage stage(String nodes, Map<String, String> options) {
        Stage stage = Stages.with(nodes, nodes, options);
        stage.found(nodes);
        return stage;
    }

    /** The next packet with units from one node to some others is lost. */
    private static void lose(Stage stage, String sender, String... receivers) {
        Network.Rule loss = stage.drop(from(sender).and(to(receivers)).and(kind(DATA)));
        stage.multicast(sender, "lost");
        stage.run(2);
        loss.discard();
    }

    @Test
    void aRequestRepairsAGap() throws IOException {
        Stage stage = stage("ABC", Map.of("reliability", "nack"));
        Scribe scribe = new Scribe(
                "repair-nack-gap",
                "Negative acknowledgements. The next message shows C a gap. C waits at random, asks the group, and one holder repairs.");
        stage.tell(scribe);
        lose(stage, "A", "C");
        stage.multicast("A", "next");
        stage.until("C delivers", () -> stage.process("C").delivered("next"));
        stage.run(20);
        scribe.end();
    }

    @Test
    void oneRequestServesAllThatMissTheSame() throws IOException {
        Stage stage = stage("ABCDEFGH", Map.of("reliability", "nack"));
        Scribe scribe = new Scribe(
                "repair-nack-suppression",
                "Negative acknowledgements. Seven members miss the same message. The first request is heard by all, and the others wait for"
                        + "\nthe repair instead of asking.");
        stage.tell(scribe);
        lose(stage, "A", "B", "C", "D", "E", "F", "G", "H");
        stage.multicast("A", "next");
        stage.until("all deliver", () -> stage.actors().stream().allMatch(actor -> actor.delivered("next")));
        stage.run(20);
        scribe.end();
    }

    @Test
    void aHeartbeatShowsALostTail() throws IOException {
        Stage stage = stage("ABC", Map.of("reliability", "nack"));
        Scribe scribe = new Scribe(
                        "repair-nack-tail",
                        "Negative acknowledgements. A's last message is lost, and no later one shows the gap: A's heartbeat does.")
                .withHeartbeats();
        stage.tell(scribe);
        lose(stage, "A", "C");
        stage.until("C delivers", () -> stage.process("C").delivered("lost"));
        scribe.end();
    }

    @Test
    void anAcknowledgementThatDoesNotComeIsALoss() throws IOException {
        Stage stage = stage("ABC", Map.of("reliability", "ack"));
        Scribe scribe = new Scribe(
                "repair-ack",
                "Positive acknowledgements. Every receiver acknowledges to the sender. C does not, and after a time-out A sends to C again.");
        stage.tell(scribe);
        lose(stage, "A", "C");
        stage.until("C delivers", () -> stage.process("C").delivered("lost"));
        stage.run(100);
        scribe.end();
    }

    @Test
    void aLostAcknowledgementCostsARepetition() throws IOException {
        Stage stage = stage("ABC", Map.of("reliability", "ack"));
        Scribe scribe = new Scribe(
                "repair-ack-lost",
                "Positive acknowledgements. C's acknowledgement is lost. A sends again, and C, which has the message, acknowledges again.");
        stage.tell(scribe);
        Network.Rule loss = stage.drop(from("C").and(kind(ACK)));
        stage.multicast("A", "a1");
        stage.until("C's acknowledgement is lost", () -> loss.stopped() > 0);
        loss.discard();
        stage.run(300);
        scribe.end();
    }

    @Test
    void aCoordinatorRepairsItsChildren() throws IOException {
        Stage stage = stage("ABCDEFG", Map.of("reliability", "tree", "fanOut", "2"));
        Scribe scribe = new Scribe(
                        "repair-tree",
                        "Acknowledgements in a tree of fan-out 2, rooted at the sender A. F misses a message; its coordinator has it and sends it"
                                + "\nagain. A hears of no more than two peers.")
                .without(HOLDERS);
        stage.tell(scribe);
        lose(stage, "A", "F");
        stage.until("F delivers", () -> stage.process("F").delivered("lost"));
        stage.run(100);
        scribe.end();
    }

    @Test
    void aCoordinatorThatDiesIsReplaced() throws IOException {
        Stage stage = stage("ABCDEFG", Map.of("reliability", "tree", "fanOut", "2"));
        Scribe scribe = new Scribe(
                        "repair-tree-coordinator-dies",
                        "Acknowledgements in a tree of fan-out 2. The coordinator B dies with what its children told it. They report to another"
                                + "\ncoordinator once B is suspected, before the view change ends, and nothing is lost.")
                .without(HOLDERS);
        stage.tell(scribe);
        stage.crash("B");
        stage.run(1);
        lose(stage, "A", "D");
        stage.until("D delivers", () -> stage.process("D").delivered("lost"));
        stage.untilInstalled("ACDEFG", "2[ACDEFG]");
        scribe.end();
    }

    @Test
    void aLongMessageTravelsInParts() throws IOException {
        Stage stage = stage("AB", Map.of("reliability", "nack"));
        Scribe scribe = new Scribe(
                "repair-long-message",
                "A message of 4,000 bytes takes several packets, whose units have numbers of their own. One is lost and repaired.");
        stage.tell(scribe);
        boolean[] lost = {false};
        stage.drop(from("A").and(kind(DATA)).and(flight -> {
            boolean second = flight.number() > 0
                    && !lost[0]
                    && PacketText.of(flight.bytes()).contains("a part of");
            lost[0] |= second;
            return second;
        }));
        stage.multicast("A", "x".repeat(4_000));
        stage.until("B delivers", () -> !stage.process("B").deliveries.isEmpty());
        stage.run(50);
        scribe.end();
    }
}

package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.packet.PacketKind.NACK;
import static dev.maat.reference.traces.Flights.between;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The four orders and uniform delivery, as transcripts. */
final class OrderTranscriptsTest {
    private static Stage stage(String nodes, String ordering, String delivery) {
        Stage stage = Stages.with(nodes, nodes, Map.of("ordering", ordering, "delivery", delivery));
        stage.found(nodes);
        return stage;
    }

    private static void atOnce(Stage stage) {
        stage.multicast("A", "a1");
        stage.multicast("B", "b1");
        stage.multicast("B", "b2");
        stage.run(20);
        stage.multicast("C", "c1");
        stage.run(20);
    }

    @Test
    void fifoOrder() throws IOException {
        Stage stage = stage("ABC", "fifo", "plain");
        Scribe scribe = new Scribe(
                "order-fifo",
                "Fifo order. Each member delivers what arrives in the order of its sender: a1 and b1 may come in any order.");
        stage.tell(scribe);
        atOnce(stage);
        scribe.end();
    }

    @Test
    void causalOrder() throws IOException {
        Stage stage = stage("ABC", "causal", "plain");
        Scribe scribe = new Scribe(
                "order-causal",
                "Causal order. B answers a question of A. At C the answer arrives first, and waits for the question.");
        stage.tell(scribe);
        Network.Rule late = stage.hold(from("A").and(to("C")).and(kind(DATA)));
        stage.multicast("A", "question");
        stage.until("B delivers the question", () -> stage.process("B").delivered("question"));
        stage.multicast("B", "answer");
        stage.run(5);
        late.release();
        stage.until("C delivers the answer", () -> stage.process("C").delivered("answer"));
        stage.run(5);
        scribe.end();
    }

    @Test
    void totalOrder() throws IOException {
        Stage stage = stage("ABC", "total", "plain");
        Scribe scribe = new Scribe(
                "order-total",
                "Total order. A, the first member, is the sequencer: its order data give places, and everybody delivers by place.");
        stage.tell(scribe);
        atOnce(stage);
        scribe.end();
    }

    @Test
    void totalOrderWhoseSequencerDies() throws IOException {
        Stage stage = stage("ABC", "total", "plain");
        Scribe scribe = new Scribe(
                        "order-total-sequencer-dies",
                        "The sequencer A dies before b1 has a place. The view change puts b1 into the cut: it is delivered without a place,"
                                + "\nand B is the sequencer of the next view.")
                .withPhases();
        stage.tell(scribe);
        stage.drop(from("A").and(kind(DATA)));
        stage.multicast("B", "b1");
        stage.run(2);
        stage.crash("A");
        stage.untilInstalled("BC", "2[BC]");
        stage.multicast("C", "c1");
        stage.run(20);
        scribe.end();
    }

    @Test
    void agreedOrder() throws IOException {
        Stage stage = stage("ABC", "agreed", "plain");
        Scribe scribe = new Scribe(
                        "order-agreed",
                        "Agreed order, without a sequencer. Every message carries a Lamport time. It is delivered once all members are known to be"
                                + "\npast that time, which silent members say in a heartbeat.")
                .withHeartbeats();
        stage.tell(scribe);
        atOnce(stage);
        scribe.end();
    }

    @Test
    void agreedOrderWhoseSenderDies() throws IOException {
        Stage stage = stage("ABC", "agreed", "plain");
        Scribe scribe = new Scribe(
                        "order-agreed-sender-dies",
                        "Agreed order. C dies after c1 has reached A alone. The others cannot know that C is past b1 before the view change says"
                                + "\nwhat C sent: the cut holds c1, and both deliver both messages in the order of their times.")
                .withPhases();
        stage.tell(scribe);
        stage.drop(from("C").and(to("B")).and(kind(DATA)));
        stage.multicast("C", "c1");
        stage.multicast("B", "b1");
        stage.run(1);
        stage.crash("C");
        stage.untilInstalled("AB", "2[AB]");
        stage.run(20);
        scribe.end();
    }

    @Test
    void uniformDelivery() throws IOException {
        Stage stage = stage("ABC", "fifo", "uniform");
        Scribe scribe = new Scribe(
                        "delivery-uniform",
                        "Uniform delivery. B holds b1 at once and delivers it only when a quorum is known to hold it, which heartbeats tell.")
                .withHeartbeats();
        stage.tell(scribe);
        stage.multicast("B", "b1");
        stage.until(
                "all deliver b1",
                () -> List.of("A", "B", "C").stream()
                        .allMatch(name -> stage.process(name).delivered("b1")));
        scribe.end();
    }

    @Test
    void uniformDeliveryInAMinority() throws IOException {
        Stage stage = stage("ABC", "total", "uniform");
        Scribe scribe = new Scribe(
                        "delivery-uniform-minority",
                        "Uniform delivery. A is cut off. It multicasts a1 and delivers it nowhere: the others go on without it, and A returns as a"
                                + "\nnew process.")
                .without(NACK);
        stage.tell(scribe);
        Network.Rule cut = stage.drop(between(List.of("A"), List.of("B", "C")));
        stage.multicast("A", "a1");
        stage.untilInstalled("BC", "2[BC]");
        cut.discard();
        stage.until("A is excluded", () -> stage.process("A").excluded);
        stage.start("A");
        stage.until("A.1 is in a view", () -> !stage.process("A.1").views.isEmpty());
        scribe.end();
    }

    @Test
    void causalOrderWhereACauseIsLostForGood() throws IOException {
        Stage stage = stage("ABCD", "causal", "plain");
        Scribe scribe = new Scribe(
                        "order-causal-cut",
                        "Causal order. d1 reaches C alone, which answers with c1. C and D are cut off; c1 reached B. The cut of the others leaves out"
                                + "\nc1, because its cause d1 lies beyond the cut.")
                .without(NACK);
        stage.tell(scribe);
        stage.drop(from("D").and(to("A", "B")));
        stage.multicast("D", "d1");
        stage.until("C delivers d1", () -> stage.process("C").delivered("d1"));
        stage.drop(from("C").and(to("A")));
        stage.multicast("C", "c1");
        stage.run(3);
        stage.crash("C");
        stage.crash("D");
        stage.run(3_000);
        scribe.end();
    }
}

package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.ACCEPT;
import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.packet.PacketKind.DECISION;
import static dev.maat.reference.packet.PacketKind.JOIN;
import static dev.maat.reference.packet.PacketKind.NACK;
import static dev.maat.reference.packet.PacketKind.PREPARE;
import static dev.maat.reference.packet.PacketKind.PROMISE;
import static dev.maat.reference.packet.PacketKind.PROPOSE;
import static dev.maat.reference.packet.PacketKind.SNAPSHOT_PIECE;
import static dev.maat.reference.traces.Flights.between;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The phases of the view change, as transcripts. */
final class ViewChangeTranscriptsTest {
    private static Stage group(String nodes, String founders) {
        Stage stage = Stages.with(nodes, founders, Map.of());
        stage.found(founders);
        return stage;
    }

    private static Scribe scribe(String name, String what) {
        return new Scribe("change-" + name, what).withPhases();
    }

    @Test
    void founding() throws IOException {
        Stage stage = Stages.with("ABC", "ABC", Map.of());
        Scribe scribe =
                scribe("founding", "Three founders decide view 1: the agreement of view 0, which nobody installs.");
        stage.tell(scribe);
        stage.start("A", "B", "C");
        for (String name : List.of("A", "B", "C")) {
            stage.untilInstalled(name, "1[ABC]");
        }
        stage.run(5);
        scribe.end();
    }

    @Test
    void aMemberDies() throws IOException {
        Stage stage = group("ABC", "ABC");
        Scribe scribe = scribe(
                        "member-dies",
                        "C dies after its message reached A alone. B misses it: B accepts only once it has fetched what is in the cut, so that A and"
                                + "\nB deliver the same messages in view 1.")
                .without(NACK);
        stage.tell(scribe);
        stage.drop(from("C").and(to("B")).and(kind(DATA)));
        stage.drop(kind(NACK));
        stage.multicast("C", "c1");
        stage.run(2);
        stage.crash("C");
        stage.untilInstalled("AB", "2[AB]");
        scribe.end();
    }

    @Test
    void theCoordinatorDiesBeforeItProposes() throws IOException {
        Stage stage = group("ABCDE", "ABCDE");
        Scribe scribe = scribe(
                "coordinator-dies-before-proposal",
                "E dies, and the coordinator A after it has its promises. B opens a higher ballot, which the members that are frozen promise.");
        stage.tell(scribe);
        stage.crash("E");
        Network.Rule proposal = stage.drop(kind(PROPOSE).and(from("A")));
        stage.until("A proposes", () -> proposal.stopped() > 0);
        stage.crash("A");
        stage.untilInstalled("BCD", "2[BCD]");
        scribe.end();
    }

    @Test
    void aValueThatOneMemberAcceptedIsAdopted() throws IOException {
        Stage stage = group("ABCDE", "ABCDE");
        Scribe scribe = scribe(
                "accepted-value-is-adopted",
                "E dies. A proposes, B accepts, and A dies. B's promise in the next ballot tells of the value, and it is proposed again"
                        + "\nunchanged: the same view, A included, which the next change takes out.");
        stage.tell(scribe);
        stage.crash("E");
        Network.Rule onlyB = stage.drop(kind(PROPOSE).and(from("A")).and(to("C", "D")));
        Network.Rule unheard = stage.drop(kind(ACCEPT).and(to("A")));
        stage.until("B has accepted", () -> unheard.stopped() > 0);
        stage.crash("A");
        onlyB.discard();
        unheard.discard();
        stage.untilInstalled("BCD", "3[BCD]");
        scribe.end();
    }

    @Test
    void aDecisionIsAskedFor() throws IOException {
        Stage stage = group("ABC", "ABC");
        Scribe scribe = scribe(
                "decision-is-lost",
                "C dies. A decides and installs view 2, and its decision does not reach B. B asks what became of view 1.");
        stage.tell(scribe);
        stage.crash("C");
        Network.Rule lost = stage.drop(kind(DECISION).and(to("B")));
        stage.untilInstalled("A", "2[AB]");
        stage.run(10);
        lost.discard();
        stage.untilInstalled("B", "2[AB]");
        scribe.end();
    }

    @Test
    void aMinorityIsLeftBehind() throws IOException {
        Stage stage = group("ABC", "ABC");
        Scribe scribe = scribe(
                        "minority-is-left-behind",
                        "A is cut off. Alone it is no quorum and installs nothing. B and C go on; when the cut heals, A learns that it is excluded,"
                                + "\nand its node joins as a new process.")
                .without(JOIN);
        stage.tell(scribe);
        Network.Rule cut = stage.drop(between(List.of("A"), List.of("B", "C")));
        stage.untilInstalled("BC", "2[BC]");
        stage.run(500);
        cut.discard();
        stage.until("A is excluded", () -> stage.process("A").excluded);
        stage.start("A");
        stage.until("A.1 is in a view", () -> !stage.process("A.1").views.isEmpty());
        scribe.end();
    }

    @Test
    void aProcessJoinsAndLoadsTheState() throws IOException {
        Stage stage = group("ABC", "AB");
        stage.multicast("A", "before");
        stage.run(200);
        Scribe scribe = scribe(
                "join",
                "C joins. The members take a snapshot after the cut; C installs view 2, asks for the state, loads it and delivers what follows.");
        stage.tell(scribe);
        stage.start("C");
        stage.untilInstalled("ABC", "2[ABC]");
        stage.multicast("B", "after");
        stage.until("C has both", () -> stage.process("C").state.size() == 2);
        scribe.end();
    }

    @Test
    void theProviderOfTheStateDies() throws IOException {
        Stage stage = group("ABCD", "ABC");
        stage.multicast("A", "before");
        stage.run(200);
        Scribe scribe = scribe(
                "state-provider-dies",
                "D joins, and A dies before its piece of the state arrives. Every survivor keeps the state: D asks another one.");
        stage.tell(scribe);
        Network.Rule late = stage.drop(kind(SNAPSHOT_PIECE).and(from("A")));
        stage.start("D");
        stage.until("a piece of A is lost", () -> late.stopped() > 0);
        stage.crash("A");
        stage.until("D has the state", () -> !stage.process("D").loaded.isEmpty());
        stage.untilInstalled("BCD", "3[BCD]");
        scribe.end();
    }

    @Test
    void aLongStateComesInPieces() throws IOException {
        Stage stage = group("ABC", "AB");
        stage.multicast("A", "s".repeat(30_000));
        stage.run(200);
        Scribe scribe = scribe(
                        "state-in-pieces",
                        "C joins, and the state takes 24 pieces. A keeps a window of them on their way, which grows with what C acknowledges. The tenth is"
                                + "\nlost: C tells what it has beyond the gap, and A sends the missing piece before new ones. C loads when it has all.")
                .without(JOIN, PREPARE, PROMISE, PROPOSE, ACCEPT, DECISION);
        stage.tell(scribe);
        AtomicInteger pieces = new AtomicInteger();
        stage.drop(kind(SNAPSHOT_PIECE).and(flight -> pieces.incrementAndGet() == 10));
        stage.start("C");
        stage.until("C has the state", () -> !stage.process("C").loaded.isEmpty());
        stage.run(50);
        scribe.end();
    }

    @Test
    void theProviderDiesInTheMiddleOfTheState() throws IOException {
        Stage stage = group("ABCD", "ABC");
        stage.multicast("A", "s".repeat(30_000));
        stage.run(200);
        Scribe scribe = scribe(
                        "state-rest-from-another",
                        "D joins, and A dies in the middle of the state. D asks B for the rest: B has the same bytes, as the digest says, and goes on"
                                + "\nwhere D is. D has loaded when the others suspect A, and so has a vote on the view without it.")
                .without(JOIN);
        stage.tell(scribe);
        stage.start("D");
        stage.until(
                "six pieces have arrived",
                () -> stage.arrived(kind(SNAPSHOT_PIECE)).size() == 6);
        stage.crashSilently("A");
        stage.until("D has the state", () -> !stage.process("D").loaded.isEmpty());
        stage.untilInstalled("BCD", "3[BCD]");
        scribe.end();
    }

    @Test
    void aMemberLeaves() throws IOException {
        Stage stage = group("ABC", "ABC");
        Scribe scribe = scribe(
                "leave",
                "A, the coordinator, leaves. It goes on until a quorum of the next view has installed it, and only then has left.");
        stage.tell(scribe);
        stage.leave("A");
        stage.until("A has left", () -> stage.process("A").left);
        stage.run(5);
        scribe.end();
    }

    @Test
    void theLastMemberLeaves() throws IOException {
        Stage stage = group("AB", "AB");
        Scribe scribe = scribe("last-leave", "B dies, and A, the last member, leaves: the group ends.");
        stage.tell(scribe);
        stage.crash("B");
        stage.leave("A");
        stage.until("A has left", () -> stage.process("A").left);
        scribe.end();
    }

    @Test
    void noQuorumIsLeft() throws IOException {
        Stage stage = group("ABC", "ABC");
        Scribe scribe =
                scribe("no-quorum", "B and C die. A alone is no quorum of view 1: it says so, and installs nothing.");
        stage.tell(scribe);
        stage.crash("B");
        stage.crash("C");
        stage.run(1_500);
        scribe.end();
    }
}

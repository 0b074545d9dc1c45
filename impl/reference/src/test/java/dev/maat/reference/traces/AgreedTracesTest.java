package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.DATA;
import static dev.maat.reference.packet.PacketKind.DECISION;
import static dev.maat.reference.packet.PacketKind.FETCHED;
import static dev.maat.reference.packet.PacketKind.HEARTBEAT;
import static dev.maat.reference.packet.PacketKind.PREPARE;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.parts.ReferenceParts;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agreed order: messages are delivered by the Lamport times of their sending, the same at all, and no sequencer is needed. */
final class AgreedTracesTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "uniform"})
    void messagesThatWereSentAtOnceAreDeliveredInOneOrderWithAPlaceEach(String delivery) {
        Stage stage = agreed("ABC", delivery);
        stage.found("ABC");
        stage.multicast("C", "c1");
        stage.multicast("B", "b1");
        stage.multicast("A", "a1");
        stage.multicast("C", "c2");

        stage.run(20);

        for (String name : List.of("A", "B", "C")) {
            assertThat(stage.process(name).deliveries)
                    .as("deliveries of %s", name)
                    .extracting(Actor.Delivery::text, Actor.Delivery::place)
                    .containsExactly(tuple("a1", 1), tuple("b1", 2), tuple("c1", 3), tuple("c2", 4));
        }
        Safety.holds(stage);
    }

    @Test
    void aMemberThatSendsNothingIsKnownToBePastAMessageWithinMilliseconds() {
        Stage stage = agreed("ABCDE", "plain");
        stage.found("ABCDE");
        stage.multicast("B", "m1");

        stage.run(10);

        for (String name : List.of("A", "B", "C", "D", "E")) {
            assertThat(stage.process(name).delivered("m1"))
                    .as("%s delivers m1", name)
                    .isTrue();
        }
    }

    @Test
    void aMessageThatArrivesLateIsDeliveredBeforeThoseWithALaterTime() {
        Stage stage = agreed("ABC", "plain");
        aMessageArrivesLate(stage);
    }

    /** C sends c1 before it hears of b2, whose time is later; A gets b2 first. */
    static void aMessageArrivesLate(Stage stage) {
        stage.found("ABC");
        Network.Rule late = stage.hold(kind(DATA).and(from("C")).and(to("A", "B")));
        stage.multicast("C", "c1");
        stage.multicast("B", "b1");
        stage.multicast("B", "b2");
        stage.run(100);
        assertThat(stage.process("A").deliveredIn(1)).containsExactly("b1");
        late.release();

        stage.until("A delivers b2", () -> stage.process("A").delivered("b2"));
        stage.until("C delivers b2", () -> stage.process("C").delivered("b2"));
        for (String name : List.of("A", "C")) {
            assertThat(stage.process(name).deliveredIn(1)).containsExactly("b1", "c1", "b2");
        }
        Safety.holds(stage);
    }

    /** A's heartbeat says that its later messages have later times; a message that it sent before is still missing at B. */
    @Test
    void aTimeThatIsToldCountsOnceAllThatWasSentBeforeItIsHeld() {
        Stage stage = agreed("ABC", "plain");
        stage.found("ABC");
        Network.Rule late = stage.hold(kind(DATA).and(from("A")).and(to("B")));
        stage.multicast("A", "a1");
        stage.multicast("C", "c1");
        Network.Rule unrepaired = stage.drop(kind(DATA)
                .and(from("C"))
                .and(to("B"))
                .and(flight -> stage.hasArrived(kind(DATA).and(from("C")).and(to("B")))));
        stage.run(200);
        assertThat(stage.process("A").deliveredIn(1)).containsExactly("a1", "c1");
        assertThat(stage.process("B").deliveries).isEmpty();
        late.release();
        unrepaired.discard();

        stage.until("B delivers c1", () -> stage.process("B").delivered("c1"));
        assertThat(stage.process("B").deliveredIn(1)).containsExactly("a1", "c1");
        Safety.holds(stage);
    }

    @Test
    void theDeathOfAnyMemberLosesNoPlace() {
        Stage stage = agreed("ABC", "plain");
        stage.found("ABC");
        Network.Rule silent = stage.drop(from("A"));
        stage.multicast("C", "c1");
        stage.multicast("B", "b1");
        stage.multicast("B", "b2");
        stage.run(50);
        assertThat(stage.process("B").delivered("b2")).isFalse();
        stage.crash("A");
        stage.untilInstalled("BC", "2[BC]");
        silent.discard();

        for (String name : List.of("B", "C")) {
            assertThat(stage.process(name).deliveries)
                    .extracting(Actor.Delivery::text, Actor.Delivery::place)
                    .containsExactly(tuple("b1", 1), tuple("c1", 2), tuple("b2", 3));
        }
        Safety.holds(stage);
    }

    /** B hears that A is past b1 and delivers it; C does not, and delivers it with the rest of the cut. */
    @Test
    void theRestOfTheCutGoesOnWithThePlacesOfWhatSomeHaveDelivered() {
        Stage stage = agreed("ABC", "plain");
        stage.found("ABC");
        Network.Rule deaf = stage.drop(kind(HEARTBEAT).and(from("A", "B")).and(to("C")));
        stage.multicast("B", "b1");
        stage.until("B delivers b1", () -> stage.process("B").delivered("b1"));
        assertThat(stage.process("C").deliveries).isEmpty();
        stage.crashSilently("A");
        stage.multicast("C", "c2");
        stage.multicast("B", "b2");
        stage.run(50);
        deaf.discard();

        stage.untilInstalled("BC", "2[BC]");

        assertThat(stage.process("B").deliveries)
                .extracting(Actor.Delivery::text, Actor.Delivery::place)
                .containsExactly(tuple("b1", 1), tuple("b2", 2), tuple("c2", 3));
        assertThat(stage.process("C").deliveries).isEqualTo(stage.process("B").deliveries);
        Safety.holds(stage);
    }

    @Test
    void aMessageOfManyPartsIsDeliveredAsOneInItsOrder() {
        Stage stage = agreed("ABC", "plain");
        stage.found("ABC");
        String big = "x".repeat(20_000);
        stage.multicast("B", big);
        stage.multicast("A", "a1");
        stage.run(50);

        for (String name : List.of("A", "B", "C")) {
            assertThat(stage.process(name).deliveredIn(1)).containsExactly("a1", big);
        }
    }

    /**
     * C is asked to accept a proposal without having promised, so it fetches while its view still runs. A heartbeat of B then tells a
     * time: C holds all that B sent before it, b1 among that, and must not deliver a1 first.
     */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "uniform"})
    void aMessageThatWasFetchedForAProposalIsDeliveredInItsPlaceTheSame(String delivery) {
        Stage stage = agreed("ABCD", "ABC", delivery);
        stage.found("ABC");
        stage.drop(kind(DATA).and(from("B")).and(to("C")));
        Network.Rule told = stage.hold(kind(HEARTBEAT).and(from("B")).and(to("C")));
        Network.Rule deaf = stage.drop(kind(HEARTBEAT).and(from("A")).and(to("C")));
        stage.multicast("B", "b1");
        stage.until("A has b1", () -> stage.hasArrived(kind(DATA).and(from("B")).and(to("A"))));
        stage.multicast("A", "a1");
        stage.until("C has a1", () -> stage.hasArrived(kind(DATA).and(from("A")).and(to("C"))));
        stage.drop(kind(DATA).and(from("A")).and(to("C")));
        stage.multicast("A", "a2");
        stage.drop(kind(PREPARE, DECISION).and(to("C")));
        stage.run(20);
        stage.drop(kind(FETCHED).and(to("C")).and(flight -> streamOf(flight) == 0));
        stage.start("D");
        stage.until("C has fetched b1", () -> stage.hasArrived(kind(FETCHED).and(to("C"))));
        told.release();
        stage.run(20);

        assertThat(stage.process("C").deliveredIn(1)).isIn(List.of(), List.of("b1"), List.of("b1", "a1"));
        deaf.discard();
        stage.until("A installs the next view", () -> stage.anyInstalled(2));
        assertThat(stage.process("A").deliveredIn(1)).containsExactly("b1", "a1", "a2");
    }

    private static int streamOf(Flight flight) {
        Envelope envelope =
                PacketCodec.decode(ByteBuffer.wrap(flight.bytes(), 0, flight.bytes().length - new Checksum().bytes()));
        return envelope != null && envelope.packet() instanceof Packet.Fetched fetched ? fetched.rank() : -1;
    }

    private static Stage agreed(String nodes, String founders, String delivery) {
        return Stages.of(nodes, founders, "agreed", delivery, ReferenceParts.STANDARD);
    }

    private static Stage agreed(String nodes, String delivery) {
        return Stages.of(nodes, nodes, "agreed", delivery, ReferenceParts.STANDARD);
    }

    private static org.assertj.core.groups.Tuple tuple(String text, long place) {
        return org.assertj.core.api.Assertions.tuple(text, place);
    }
}

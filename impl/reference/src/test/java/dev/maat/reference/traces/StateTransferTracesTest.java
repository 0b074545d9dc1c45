package dev.maat.reference.traces;

import static dev.maat.reference.packet.PacketKind.PREPARE;
import static dev.maat.reference.packet.PacketKind.SNAPSHOT_ASK;
import static dev.maat.reference.packet.PacketKind.SNAPSHOT_PIECE;
import static dev.maat.reference.traces.Flights.from;
import static dev.maat.reference.traces.Flights.kind;
import static dev.maat.reference.traces.Flights.to;
import static dev.maat.reference.traces.Flights.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Checksum;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Tags;
import dev.maat.reference.packet.ViewRef;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state of many pieces on its way to joiners. */
final class StateTransferTracesTest {
    private static final Predicate<Flight> PIECES = kind(SNAPSHOT_PIECE);

    /** Two messages, each of 110 pieces. */
    private static final String X = "x".repeat(140_000);

    private static final String Y = "y".repeat(140_000);

    private static Stage group(String nodes) {
        return group(nodes, 1);
    }

    private static Stage group(String nodes, long latencyMillis) {
        Stage stage = Stages.fifo(nodes, "ABC");
        stage.latency(latencyMillis);
        stage.found("ABC");
        stage.multicast("A", X);
        stage.multicast("A", Y);
        stage.until(
                "all have the state",
                () -> List.of("A", "B", "C").stream()
                        .allMatch(name -> stage.process(name).state.size() == 2));
        stage.run(200);
        return stage;
    }

    private static void untilLoaded(Stage stage, String name) {
        stage.until(name + " has loaded", () -> !stage.process(name).loaded.isEmpty());
    }

    private static void untilPieces(Stage stage, String from, int count) {
        stage.until(
                count + " pieces of " + from + " have arrived",
                () -> stage.arrived(PIECES.and(from(from))).size() >= count);
    }

    private static void untilReleased(Stage stage, String... names) {
        for (String name : names) {
            stage.until(name + " has released its image", () -> stage.process(name).images == 0);
        }
    }

    private static Packet.SnapshotPiece piece(Flight flight) {
        int sealBytes = new Checksum().bytes();
        Envelope envelope = PacketCodec.decode(ByteBuffer.wrap(flight.bytes(), 0, flight.bytes().length - sealBytes));
        return (Packet.SnapshotPiece) envelope.packet();
    }

    @Test
    void aMessageOfTheViewIsDeliveredAfterTheStateThatWasTakenBeforeIt() {
        Stage stage = group("ABCD");
        stage.start("D");
        stage.untilInstalled("ABCD", "2[ABCD]");
        untilPieces(stage, "A", 20);
        stage.multicast("B", "meanwhile");
        stage.until("B has delivered it", () -> stage.process("B").delivered("meanwhile"));
        assertThat(stage.process("D").loaded).isEmpty();

        untilLoaded(stage, "D");
        stage.until("D delivers it", () -> stage.process("D").delivered("meanwhile"));

        assertThat(stage.process("D").state).containsExactly(X, Y, "meanwhile");
        untilReleased(stage, "A", "B", "C");
        Safety.holds(stage);
    }

    @Test
    void theRestComesFromAnotherSurvivorWhenTheProviderDies() {
        Stage stage = group("ABCD");
        stage.start("D");
        untilPieces(stage, "A", 60);
        stage.crashSilently("A");

        untilLoaded(stage, "D");
        stage.untilInstalled("BCD", "3[BCD]");

        assertThat(stage.process("D").state).containsExactly(X, Y);
        List<Flight> ofB = stage.arrived(PIECES.and(from("B")));
        assertThat(piece(ofB.getFirst()).offset()).isGreaterThan(50_000);
        assertThat(ofB.getFirst().bytes().length * (long) ofB.size()).isLessThan(270_000);
        untilReleased(stage, "B", "C");
        Safety.holds(stage);
    }

    /** Under fifo order A and B may have delivered the same messages in different orders: their states are equal, the bytes are not. */
    @Test
    void aSurvivorWithOtherBytesForTheStateSendsThemFromTheBeginning() {
        Stage stage = Stages.fifo("ABCD", "ABC");
        stage.found("ABC");
        stage.multicast("A", X);
        stage.multicast("B", Y);
        stage.until(
                "all have the state",
                () -> List.of("A", "B", "C").stream()
                        .allMatch(name -> stage.process(name).state.size() == 2));
        stage.run(200);
        assertThat(stage.process("A").state).isNotEqualTo(stage.process("B").state);
        stage.start("D");
        untilPieces(stage, "A", 60);
        stage.crashSilently("A");

        untilLoaded(stage, "D");

        assertThat(stage.process("D").state).isEqualTo(stage.process("B").state);
        assertThat(piece(stage.arrived(PIECES.and(from("B"))).getFirst()).offset())
                .isZero();
    }

    @Test
    void aJoinerThatDiesIsExcludedAndNothingOfItIsKept() {
        Stage stage = group("ABCD");
        stage.start("D");
        untilPieces(stage, "A", 60);
        stage.crash("D");

        stage.untilInstalled("ABC", "3[ABC]");
        untilReleased(stage, "A", "B", "C");
        int sent = stage.sent(PIECES).size();
        stage.never(2_000, "a piece is sent", () -> stage.sent(PIECES).size() > sent);
        Safety.holds(stage);
    }

    @Test
    void piecesThatAreLostRepeatedAndOutOfOrderMakeTheWholeState() {
        Stage stage = group("ABCD");
        AtomicInteger passed = new AtomicInteger();
        stage.drop(PIECES.and(flight -> passed.incrementAndGet() % 7 == 0));
        Network.Rule late = stage.hold(PIECES.and(flight -> passed.get() % 11 == 3));
        AtomicInteger asks = new AtomicInteger();
        stage.drop(kind(SNAPSHOT_ASK).and(flight -> asks.incrementAndGet() % 5 == 0));
        stage.start("D");
        untilPieces(stage, "A", 60);
        stage.arrived(PIECES).subList(10, 60).forEach(flight -> stage.inject("A", "D", flight.bytes()));
        assertThat(late.stopped()).isPositive();
        late.release();

        untilLoaded(stage, "D");

        assertThat(stage.process("D").state).containsExactly(X, Y);
        Safety.holds(stage);
    }

    @Test
    void bytesThatTheDigestDoesNotNameAreNotLoaded() {
        Stage stage = group("ABCD");
        Network.Rule nothing = stage.drop(PIECES.and(from("A")));
        stage.start("D");
        stage.until("D has asked A", () -> nothing.stopped() > 0);
        ViewRef two = ViewRef.of(2, stage.process("D").views.getFirst().id());
        Packet.SnapshotPiece wrong = new Packet.SnapshotPiece(two, 42, 5, 0, Actor.bytes("wrong"));
        for (byte[] bytes : PacketCodec.encode(
                new Envelope(Tags.of("g"), new ProcessId("A", 0), two, wrong), 1_400, new Checksum())) {
            stage.inject("A", "D", bytes);
        }
        assertThat(stage.process("D").loaded).isEmpty();

        untilLoaded(stage, "D");

        assertThat(stage.process("D").state).containsExactly(X, Y);
        assertThat(stage.arrived(PIECES.and(from("B")))).isNotEmpty();
        Safety.holds(stage);
    }

    @Test
    void twoJoinersOfOneViewAskTwoSurvivors() {
        Stage stage = group("ABCDE");
        stage.start("D", "E");
        untilLoaded(stage, "D");
        untilLoaded(stage, "E");

        assertThat(stage.arrived(PIECES.and(from("A")).and(to("D")))).isNotEmpty();
        assertThat(stage.arrived(PIECES.and(from("B")).and(to("E")))).isNotEmpty();
        assertThat(stage.sent(kind(PREPARE).and(view(2)))).isEmpty();
        untilReleased(stage, "A", "B", "C");
        Safety.holds(stage);
    }

    @Test
    void aJoinerWhoseClockIsBelowZeroAsksToo() {
        Stage stage = Stages.fifo("ABCD", "ABC");
        stage.clockShows(-1_000_000);
        stage.found("ABC");
        stage.start("D");

        untilLoaded(stage, "D");
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 60, 100, 150, 200})
    void aLongWayDelaysATransferAndNeverEndsIt(long latencyMillis) {
        Stage stage = group("ABCD", latencyMillis);
        stage.start("D");

        untilLoaded(stage, "D");
        stage.run(2_000);

        assertThat(stage.process("D").state).containsExactly(X, Y);
        assertThat(stage.process("A").views).hasSize(2);
        assertThat(stage.arrived(PIECES)).hasSizeLessThan(2 * 224);
        Safety.holds(stage);
    }

    @Test
    void anEmptyStateIsLoadedToo() {
        Stage stage = Stages.fifo("ABCD", "ABC");
        stage.found("ABC");
        stage.start("D");

        untilLoaded(stage, "D");

        assertThat(stage.process("D").state).isEmpty();
    }
}

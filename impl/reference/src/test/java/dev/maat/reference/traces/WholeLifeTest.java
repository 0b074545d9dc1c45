package dev.maat.reference.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group from its founding to its end, with little or nothing going wrong. */
final class WholeLifeTest {
    private static final int PIECES_OF_STATE = 40;

    @Test
    void foundersDeliverEveryMessageInOneOrder() {
        Stage stage = Stages.total("ABCDE", "ABCDE");
        stage.found("ABCDE");
        for (String name : List.of("A", "B", "C", "D", "E")) {
            stage.multicast(name, "from " + name);
        }

        stage.until("all have all five", () -> stage.actors().stream().allMatch(actor -> actor.deliveries.size() == 5));

        assertThat(stage.actors())
                .allSatisfy(actor -> assertThat(actor.deliveries).isEqualTo(stage.process("A").deliveries));
        Safety.holds(stage);
    }

    @Test
    void aStateOfManyPiecesReachesTheProcessThatReplacesACrashedMember() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.found("ABC");
        for (int i = 0; i < PIECES_OF_STATE; i++) {
            stage.multicast("B", i + ":" + "x".repeat(Limits.DEFAULT.maxPacketBytes()));
        }
        stage.until("C has all", () -> stage.process("C").deliveries.size() == PIECES_OF_STATE);
        stage.crash("A");
        stage.untilInstalled("BC", "2[BC]");
        stage.start("A");

        stage.until("A.1 has loaded", () -> !stage.process("A.1").loaded.isEmpty());

        assertThat(stage.process("A.1").state).isEqualTo(stage.process("B").state);
        stage.multicast("A.1", "m1");
        stage.until("B delivers a message of A.1", () -> stage.process("B").delivered("m1"));
        Safety.holds(stage);
    }

    @Test
    void aPayloadBeyondTheLimitIsRefused() {
        Stage stage = Stages.fifo("AB", "AB");
        stage.found("AB");
        stage.multicast("A", "x".repeat(Limits.DEFAULT.maxPayloadBytes() + 1));
        stage.multicast("A", "m1");

        stage.until("B has m1", () -> stage.process("B").delivered("m1"));

        assertThat(stage.process("A").refused.values())
                .singleElement()
                .asString()
                .contains("limits.maxPayloadBytes");
        Safety.holds(stage);
    }

    @Test
    void membersThatAllLeaveAtOnceEndTheGroup() {
        Stage stage = Stages.total("ABCDE", "ABCDE");
        stage.found("ABCDE");
        for (String name : List.of("A", "B", "C", "D", "E")) {
            stage.leave(name);
        }

        stage.until("all have left", () -> stage.actors().stream().allMatch(actor -> actor.left));

        Safety.holds(stage);
    }
}

package dev.maat.checkers.properties.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.properties.Brief;
import dev.maat.checkers.properties.Checkers;
import org.junit.jupiter.api.Test;

/** Logs that begin with a block. */
class BlockingTest {
    private static long violations(PropertyId property, String n1) {
        String text = Brief.text("n1: " + n1, "n2: start, view 1 n1 n2, end 1, sent 1, closed", Brief.QUIET);
        return Checkers.judge(Histories.parse(text.replace("\"atomic\"", "[\"blocking\"]")))
                .get(property)
                .violations();
    }

    private static long broken(String n1) {
        return violations(PropertyId.BLOCKING, n1 + ", closed");
    }

    @Test
    void aSendDoesNotReturnWhileALogIsBlockedFromItsFirstLineOn() {
        assertThat(broken("block, view 1 n1 n2, send 1, sent 1")).isEqualTo(1);
        assertThat(broken("block, view 1 n1 n2, send 1, unblock, sent 1")).isZero();
        assertThat(broken("block, view 1 n1 n2, unblock, send 1, sent 1")).isZero();
    }

    @Test
    void aSecondBlockContinuesTheFirst() {
        assertThat(broken("block, view 1 n1 n2, send 1, block, sent 1")).isEqualTo(1);
        assertThat(broken("view 1 n1 n2, send 1, block, sent 1")).isZero();
    }

    @Test
    void aViewMayComeWhileALogIsBlockedFromItsFirstLineOn() {
        assertThat(broken("block, view 1 n1 n2, view 2 n1 n2")).isZero();
        assertThat(broken("block, view 1 n1 n2, unblock, view 2 n1 n2")).isEqualTo(1);
        assertThat(broken("view 1 n1 n2, view 2 n1 n2")).isEqualTo(1);
    }

    @Test
    void aBlockOnTheFirstLineIsFollowedByItsUnblock() {
        assertThat(violations(PropertyId.SEND_LIVENESS, "block, start, view 1 n1 n2, closed"))
                .isEqualTo(1);
        assertThat(violations(PropertyId.SEND_LIVENESS, "block, start, view 1 n1 n2, unblock, closed"))
                .isZero();
    }
}

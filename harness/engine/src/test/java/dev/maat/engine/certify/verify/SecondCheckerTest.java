package dev.maat.engine.certify.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.certify.records.Derived;
import dev.maat.naive.NaiveTwins;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecondCheckerTest {
    private static Derived.Property fifo(String verdict, long atRisk) {
        return new Derived.Property("fifo-order", verdict, atRisk, atRisk, 0, false, "");
    }

    @Test
    void onlyARunWithCasesAtRiskConfirmsAProperty() {
        SecondChecker second = new SecondChecker();
        assertThat(second.compare(fifo("not-exercised", 0), NaiveTwins.OK, 1)).isTrue();
        assertThat(second.neverConfirmed()).isEmpty();

        assertThat(second.compare(fifo("holds", 4), NaiveTwins.TOO_LARGE, 1_000))
                .isTrue();
        assertThat(second.compare(fifo("not-exercised", 0), NaiveTwins.OK, 1)).isTrue();
        assertThat(second.neverConfirmed()).containsExactly("fifo-order");

        assertThat(second.compare(fifo("holds", 4), NaiveTwins.OK, 1)).isTrue();
        assertThat(second.neverConfirmed()).isEmpty();
    }

    @Test
    void anotherWordIsNoConfirmation() {
        SecondChecker second = new SecondChecker();

        assertThat(second.compare(fifo("holds", 4), "violated", 1)).isFalse();
        assertThat(second.neverConfirmed()).containsExactly("fifo-order");
    }

    @Test
    void aWitnessThatTheSecondCannotReadIsAnObjectionAndNoCrash() {
        assertThat(new SecondChecker().objection("self-inclusion", "no json\n".getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(why -> assertThat(why).contains("cannot read it"));
    }
}

package dev.maat.checkers.properties.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.properties.Brief;
import org.junit.jupiter.api.Test;

/** Proofs from incomplete logs: n2 delivered n1:3 in a view of its own, so certainly not in view 7. */
class PrefixOrderTest {
    private static PropertyResult judged(String n1, String n2) {
        return Brief.judge("n1: view 6 n1, view 7 n1 n2, " + n1, "n2: view 5 n2, deliver n1:3, view 7 n1 n2, " + n2)
                .property("uniform-prefix-order");
    }

    @Test
    void aMissingMessageMayComeAfterAllMessagesOfBoth() {
        PropertyResult result =
                judged("deliver n1:1, deliver n1:2, deliver n1:3", "deliver n1:1, deliver n1:2, deliver n2:4");
        assertThat(result.verdict())
                .as("n1 may have delivered n2:4 before n1:3")
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(result.sentence()).contains("incomplete");
    }

    @Test
    void aMissingMessageBeforeAMessageOfBothIsAHole() {
        assertThat(judged("deliver n1:1, deliver n1:3, deliver n1:2", "deliver n1:1, deliver n1:2")
                        .verdict())
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aMissingMessageAfterTheMessagesOfBothIsNoHole() {
        assertThat(judged("deliver n1:1, deliver n1:2, deliver n1:3", "deliver n1:1, deliver n1:2")
                        .verdict())
                .isNotIn(Verdict.VIOLATED, Verdict.UNKNOWN);
    }
}

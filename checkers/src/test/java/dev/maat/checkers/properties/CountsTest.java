package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.history.History;
import org.junit.jupiter.api.Test;

/**
 * A message counts as one violation however often it is broken. On request, each breach is told in a sentence of its
 * own.
 */
class CountsTest {
    private static void counted(PropertyId property, long violations, int told, String... processes) {
        History history = Brief.history(processes);
        assertThat(Checkers.judge(history).get(property).violations()).isEqualTo(violations);
        assertThat(Checkers.told(history, property)).hasSize(told);
    }

    @Test
    void aMessageThatManyProcessesDeliverTwiceIsOneDuplicate() {
        counted(
                PropertyId.NO_DUPLICATION,
                1,
                1,
                "n1: view 1 n1 n2, deliver n1:1, deliver n1:1, deliver n1:1",
                "n2: view 1 n1 n2, deliver n1:1, deliver n1:1");
    }

    @Test
    void aMessageInThreeViewsIsOneViolation() {
        counted(
                PropertyId.SAME_VIEW_DELIVERY,
                1,
                2,
                "n1: view 1 n1 n2 n3, deliver n1:1",
                "n2: view 1 n1 n2 n3, view 2 n1 n2 n3, deliver n1:1",
                "n3: view 1 n1 n2 n3, view 2 n1 n2 n3, view 3 n1 n2 n3, deliver n1:1");
    }

    @Test
    void aMessageThatManyProcessesDeliverLateIsOneViolation() {
        counted(
                PropertyId.CAUSAL,
                1,
                2,
                "n1: view 1 n1 n2 n3, send 1, sent 1, send 2, sent 2, deliver n1:1, deliver n1:2",
                "n2: view 1 n1 n2 n3, deliver n1:2, deliver n1:1",
                "n3: view 1 n1 n2 n3, deliver n1:2, deliver n1:1");
    }
}

package dev.maat.scenario.conductor.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeStateTest {
    private final NodeState node = new NodeState("n3");

    @Test
    void processesThatAreExcludedBeforeTheyArriveAreCountedUntilOneArrives() {
        for (int incarnation = 1; incarnation <= 3; incarnation++) {
            node.started("n3." + incarnation);
            node.excluded();
            assertThat(node.futileReturns()).isEqualTo(incarnation);
        }

        node.started("n3.4");
        node.installed(0, new NodeState.SeenView("7@n1.0", 7, List.of("n1.0", "n3.4"), true));
        node.loadedState();
        node.excluded();

        assertThat(node.futileReturns()).isZero();
    }

    @Test
    void theCountIsBounded() {
        for (int incarnation = 1; incarnation <= 100; incarnation++) {
            node.started("n3." + incarnation);
            node.excluded();
        }

        assertThat(node.futileReturns()).isEqualTo(10);
    }
}

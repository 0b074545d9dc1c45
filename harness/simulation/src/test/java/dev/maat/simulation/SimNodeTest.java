package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimNodeTest {
    private final SimNode node = new SimNode(0, "n1", new LocalClock(0, 0), new int[0]);
    private final List<String> ran = new ArrayList<>();

    @Test
    void aProcessThatIsPausedAgainWhileItResumesLeavesTheRestWaiting() {
        node.paused = true;
        node.run(() -> ran.add("first"), false);
        node.run(() -> node.paused = true, false);
        node.run(() -> ran.add("last"), false);

        node.resume();
        assertThat(ran).containsExactly("first");

        node.resume();
        assertThat(ran).containsExactly("first", "last");
    }
}

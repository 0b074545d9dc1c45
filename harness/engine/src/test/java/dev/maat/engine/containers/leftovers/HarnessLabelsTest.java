package dev.maat.engine.containers.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.containers.leftovers.HarnessIdentity.Presence;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HarnessLabelsTest {
    private static final HarnessIdentity SELF = LocalProcesses.ofThisMachine().self();

    private static Presence presence(Map<String, String> labels) {
        return HarnessLabels.presence(labels, LocalProcesses.ofThisMachine());
    }

    @Test
    void theLabelsOfThisProcessNameALiveHarness() {
        assertThat(presence(HarnessLabels.of("run", SELF))).isEqualTo(Presence.ALIVE);
    }

    @Test
    void aHarnessWhoseProcessIsGoneIsDead() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        Map<String, String> labels = HarnessLabels.of("run", SELF);
        labels.put("dev.maat.harness.pid", Long.toString(process.pid()));

        assertThat(presence(labels)).isEqualTo(Presence.DEAD);
    }

    @Test
    void labelsThatNameNoHarnessCompletelyProveNoDeath() {
        for (String label : HarnessLabels.of("run", SELF).keySet()) {
            Map<String, String> labels = new HashMap<>(HarnessLabels.of("run", SELF));
            labels.remove(label);
            assertThat(presence(labels)).as(label).isNotEqualTo(Presence.DEAD);
        }
        Map<String, String> labels = HarnessLabels.of("run", SELF);
        labels.put("dev.maat.harness.pid", "none");
        assertThat(presence(labels)).isEqualTo(Presence.UNKNOWN);
        // As an earlier version wrote them.
        assertThat(presence(Map.of(
                        "dev.maat.run", "81-1-1764443880000",
                        "dev.maat.harness.host", "0123456789ab",
                        "dev.maat.harness.pid", "81",
                        "dev.maat.harness.started", "2026-01-01T00:00:00Z")))
                .isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void aRunOfAnUnknownHarnessIsNamedWithTheCommandsThatRemoveIt() {
        Strangers strangers = new Strangers();
        Map<String, String> labels =
                HarnessLabels.of("81-1-abc", new HarnessIdentity("build-7", "m", "b", "n", 81, "5"));
        strangers.container(labels);
        strangers.container(labels);
        strangers.network(labels);

        assertThat(strangers.sentences())
                .containsExactly("left alone at this engine: 2 containers and 1 network of a run by process 81 of host"
                        + " build-7, which may still be under way; if it is not, these remove them:"
                        + " docker rm -fv $(docker ps -aq --filter label=dev.maat.run=81-1-abc);"
                        + " docker network rm $(docker network ls -q --filter label=dev.maat.run=81-1-abc);");
    }

    @Test
    void aLabelOfAStrangerIsNoCommand() {
        Strangers strangers = new Strangers();
        strangers.container(Map.of("dev.maat.run", "$(reboot)"));

        assertThat(strangers.sentences().get(0)).contains("--filter 'label=dev.maat.run=$(reboot)'");
    }

    @Test
    void manyUnknownRunsAreCounted() {
        Strangers strangers = new Strangers();
        for (int i = 0; i < 8; i++) {
            strangers.container(HarnessLabels.of("run-" + i, SELF));
        }

        assertThat(strangers.sentences()).hasSize(6).last().isEqualTo("and 3 more runs of other harnesses");
    }
}

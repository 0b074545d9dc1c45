package dev.maat.engine.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.live.HostEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineEventsTest {
    private static final Instant AT = Instant.parse("2025-03-01T10:00:00Z");
    private static final String NODE = "0a";
    private static final String PROXY = "0b";

    private static @Nullable HostEvent meaning(String action, String container, boolean hasRunSince) {
        return EngineEvents.meaning(
                new EngineEvents.Heard(action, container, Map.of("name", "maat-7-2-group", "exitCode", "137"), AT),
                Map.of(NODE, "n1"),
                PROXY,
                (id, at) -> hasRunSince && id.equals(container) && at.equals(AT));
    }

    @Test
    void pausesAreReportedForTheHarnessToTellItsOwnFromThem() {
        assertThat(meaning("pause", NODE, true)).isEqualTo(new HostEvent.Paused("n1"));
        assertThat(meaning("unpause", NODE, true)).isEqualTo(new HostEvent.Resumed("n1"));
    }

    @Test
    void aNodeThatRunsOnWithoutItsNetworkWasDisconnectedFromOutside() {
        assertThat(meaning("disconnect", NODE, true))
                .isEqualTo(new HostEvent.Interference(
                        "node n1 was disconnected from the network maat-7-2-group, and not by this harness"));
    }

    @Test
    void aNodeThatHasEndedLeavesItsNetworkByItself() {
        assertThat(meaning("disconnect", NODE, false)).isNull();
        assertThat(meaning("die", NODE, false)).isNull();
    }

    @Test
    void aNodeThatWasRestartedOrThrottledIsNamed() {
        assertThat(meaning("restart", NODE, true))
                .hasToString("Interference[what=the container of node n1 was restarted" + ", and not by this harness]");
        assertThat(meaning("update", NODE, true))
                .hasToString("Interference[what=the resources of node n1's container"
                        + " were changed, and not by this harness]");
    }

    @Test
    void aToxiproxyThatEndsOrIsPausedIsNamed() {
        assertThat(meaning("die", PROXY, false))
                .hasToString("Interference[what=Toxiproxy, which carries the group's links,"
                        + " ended with exit code 137, and not by this harness]");
        assertThat(meaning("pause", PROXY, true))
                .hasToString("Interference[what=Toxiproxy, which carries the group's links,"
                        + " was paused, and not by this harness]");
        assertThat(meaning("disconnect", PROXY, true))
                .hasToString("Interference[what=Toxiproxy, which carries the group's"
                        + " links, was disconnected from the network maat-7-2-group, and not by this harness]");
    }

    @Test
    void otherContainersAndOtherEventsMeanNothing() {
        assertThat(meaning("pause", "0c", true)).isNull();
        assertThat(meaning("exec_create", NODE, true)).isNull();
        assertThat(meaning("start", PROXY, true)).isNull();
    }
}

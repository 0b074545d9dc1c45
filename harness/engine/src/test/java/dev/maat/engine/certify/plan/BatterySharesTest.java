package dev.maat.engine.certify.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.engine.certify.plan.Plan.NotRun;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Which cases of the battery are in a plan, and which runs of them reached their situation. */
class BatterySharesTest {
    private final List<Share> shares = new ArrayList<>();
    private final List<NotRun> notRun = new ArrayList<>();

    private static BatteryTarget target(String membership) {
        SequencedMap<String, List<String>> plain = new LinkedHashMap<>();
        plain.put(Implementation.PLAIN, List.of("reliable-fifo"));
        SequencedMap<String, SequencedMap<String, List<String>>> claims = new LinkedHashMap<>();
        claims.put("fifo", plain);
        Implementation implementation = new Implementation(
                "some",
                "1",
                List.of("simulation"),
                List.of("udp"),
                membership,
                "none",
                claims,
                List.of(),
                new Program.Provider("none"),
                Path.of("none"));
        return new BatteryTarget(implementation, "simulation", true, "udp", "fifo", "plain", null, "test");
    }

    private void plan(String membership, boolean pure, int runs) {
        new BatteryShares(target(membership), Simulation.capabilities("udp"), pure, runs).addTo(shares, notRun, 2, 42);
    }

    @Test
    void everyCaseIsAShareOrIsNamedWithTheReason() {
        plan("primary", true, 3);

        assertThat(shares.size() + notRun.size()).isEqualTo(Battery.cases().size());
        assertThat(shares).extracting(Share::source).contains("battery-bridge", "battery-joins-and-leaves");
        assertThat(shares).allSatisfy(share -> {
            assertThat(share.seeds()).hasSize(3).doesNotHaveDuplicates();
            assertThat(share.kept()).isEqualTo(2);
        });
        assertThat(notRun)
                .extracting(NotRun::source)
                .contains("battery-sequencer-dies", "battery-two-versions")
                .doesNotContain("battery-bridge");
        assertThat(notRun).allSatisfy(one -> assertThat(one.why()).isNotEmpty());
    }

    @Test
    void aBlackBoxIsOnlyAskedForSituationsThatItCanShow() {
        plan("primary", false, 1);

        assertThat(shares)
                .extracting(Share::source)
                .contains("battery-receiver-cut-off-then-sender-killed", "battery-joins-and-leaves")
                .doesNotContain("battery-coordinator-dies-after-prepare");
    }

    @Test
    void aBatteryThatWasNotAskedForIsNamedOnce() {
        plan("primary", true, 0);

        assertThat(shares).isEmpty();
        assertThat(notRun).containsExactly(new NotRun("battery", "simulation", "udp", "it was not asked for"));
    }

    @Test
    void whetherASituationWasReachedFollowsFromTheHistoryAlone() {
        Scenario scenario = Battery.named("whole-group-restarts").scenario(target("primary"), 1);
        String empty = """
                {"format":"maat-history","version":1,"claims":"atomic","membership":"primary","generation":"g","nodes":["n1"]}
                {"p":"n1.0","t":0,"e":"start"}
                """;

        assertThat(BatterySource.notReached("battery-whole-group-restarts", scenario, Histories.parse(empty)))
                .containsExactly("5 or more crashes");
        assertThat(BatterySource.notReached("swarm", scenario, Histories.parse(empty)))
                .isEmpty();
        assertThat(BatterySource.isOfCase(Battery.named("whole-group-restarts"), scenario))
                .isTrue();
        assertThat(BatterySource.isOfCase(Battery.named("bridge"), scenario)).isFalse();
    }
}

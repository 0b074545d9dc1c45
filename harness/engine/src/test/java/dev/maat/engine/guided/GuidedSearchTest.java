package dev.maat.engine.guided;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.Ambush;
import dev.maat.faults.FaultKind;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuidedSearchTest {
    private static final Set<FaultKind> KINDS = EnumSet.of(
            FaultKind.KILL,
            FaultKind.RESTART,
            FaultKind.PAUSE,
            FaultKind.PARTITION,
            FaultKind.ONE_WAY_CUT,
            FaultKind.JOIN,
            FaultKind.LEAVE);
    private static final int RUNS = 200;

    private static Scenario drawn(long seed) {
        Scenario quiet = Scenario.of("fake", "membership", "fifo", 5, seed, Workload.of(20, 10_000));
        return quiet.withPlan(new Ambush(quiet.nodes(), 5, 10_000, KINDS).draw(seed));
    }

    private static GuidedSearch search(long firstSeed) {
        return new GuidedSearch(GuidedSearchTest::drawn, firstSeed, KINDS, 4, 30);
    }

    /** A run shows how many faults its plan has, and which kinds. */
    private static List<Scenario> scenarios(GuidedSearch search) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Scenario next = search.next(run);
            int[] signs = {
                next.plan().faults().size(), 1_000 + next.plan().kinds().hashCode() % 1_000
            };
            search.learn(next, new Summary(signs[0] < signs[1] ? signs : new int[] {signs[0]}));
            scenarios.add(next);
        }
        return scenarios;
    }

    private static List<String> texts(List<Scenario> scenarios) {
        return scenarios.stream().map(ScenarioJson::write).toList();
    }

    @Test
    void theSameSeedGivesTheSameScenariosToTheByte() {
        assertThat(texts(scenarios(search(7)))).isEqualTo(texts(scenarios(search(7))));
        assertThat(texts(scenarios(search(7)))).isNotEqualTo(texts(scenarios(search(8))));
    }

    @Test
    void theFirstRunsAreThoseOfAnUnguidedHunt() {
        assertThat(scenarios(search(7)).subList(0, 4)).containsExactly(drawn(7), drawn(8), drawn(9), drawn(10));
    }

    @Test
    void aMutantIsReadBackFromItsFile() {
        for (Scenario scenario : scenarios(search(7))) {
            assertThat(ScenarioJson.read("a mutant", ScenarioJson.write(scenario)))
                    .isEqualTo(scenario);
        }
    }

    @Test
    void leavesAndFaultsAtMomentsDoNotMeetInAMutant() {
        for (Scenario scenario : scenarios(search(7)).subList(4, RUNS)) {
            boolean fresh = scenario.equals(drawn(scenario.seed()));
            boolean leaves = scenario.plan().kinds().contains(FaultKind.LEAVE);
            boolean onMarks = scenario.plan().faults().stream()
                    .anyMatch(each -> each.isOnMark() && each.fault().kind() != FaultKind.JOIN);
            assertThat(!fresh && leaves && onMarks)
                    .as("seed %d", scenario.seed())
                    .isFalse();
        }
    }
}

package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.recording.CompactEvidence;
import dev.maat.engine.RunRequest;
import dev.maat.engine.guided.GuidedSearch;
import dev.maat.engine.guided.Summary;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.PlantedDefect;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.EvidenceSink;
import dev.maat.simulation.Simulation;
import dev.maat.zoo.ZooProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Measures how many runs a guided hunt and an unguided one take to kill the defects of the zoo that resist, side by side. It takes long and
 * is run by name alone: {@code -Dtest=GuidedZooHunt}, with {@code -Dmaat.guided.campaigns=5} and {@code -Dmaat.guided.runs=150}.
 *
 * <p>The defects were chosen beforehand: those that needed 9 to 179 seeds in {@code zoo-kills.csv}, of each property those farthest apart.
 * The campaigns draw from other seeds than that table, so a seed that was lucky or unlucky there weighs nothing here.
 */
class GuidedZooHunt {
    private static final List<String> DEFECTS = List.of(
            "forgotten-promise",
            "stale-acceptance",
            "promises-as-votes",
            "forgotten-value",
            "unfrozen-survivor",
            "leaver-stays",
            "votes-before-load",
            "any-holder-stable",
            "silent-tail",
            "held-by-two",
            "open-cut",
            "lost-at-install",
            "first-reported-value");
    private static final int CAMPAIGNS = Integer.getInteger("maat.guided.campaigns", 5);
    private static final int MAX_RUNS = Integer.getInteger("maat.guided.runs", 150);
    private static final long SEEDS_OF_CAMPAIGN = 100_000;
    private static final int FIRST_RUNS = 6;
    private static final int FRESH_PERCENT = 35;
    private static final Capabilities CAPABILITIES = Simulation.capabilities("udp");
    private static final Implementations ZOO =
            Implementations.scan(MaatCommand.root().resolve("impl/zoo/src/main"));

    @Test
    void theMediansOfRunsToKillArePrinted() {
        List<Integer> unguided = new ArrayList<>();
        List<Integer> guided = new ArrayList<>();
        for (int campaign = 1; campaign <= CAMPAIGNS; campaign++) {
            for (String defect : DEFECTS) {
                unguided.add(runs("zoo:" + defect, campaign, MAX_RUNS));
                guided.add(runs("zoo:" + defect, campaign, FIRST_RUNS));
                System.out.println(defect + ", campaign " + campaign + ": " + unguided.getLast() + " runs unguided, "
                        + guided.getLast() + " guided");
            }
        }
        System.out.println("medians: " + median(unguided) + " unguided, " + median(guided) + " guided");

        assertThat(guided).hasSameSizeAs(unguided);
    }

    private static int median(List<Integer> runs) {
        return runs.stream().sorted().toList().get(runs.size() / 2);
    }

    /** The number of runs to the first that violates the property; one more than there were if none did. */
    private static int runs(String defect, int campaign, int firstRuns) {
        Implementation implementation = ZOO.find(defect);
        PlantedDefect planted = PlantedDefect.of(implementation).orElseThrow();
        RunRequest request = request(planted);
        Set<FaultKind> kinds = request.kinds(CAPABILITIES, implementation);
        GuidedSearch search = new GuidedSearch(
                seed -> request.draw(implementation, CAPABILITIES, seed),
                campaign * SEEDS_OF_CAMPAIGN,
                kinds,
                firstRuns,
                FRESH_PERCENT);
        return IntStream.rangeClosed(1, MAX_RUNS)
                .filter(run -> kills(search, run - 1, defect, planted.property()))
                .findFirst()
                .orElse(MAX_RUNS + 1);
    }

    private static boolean kills(GuidedSearch search, int run, String defect, String property) {
        Scenario scenario = search.next(run);
        CompactEvidence evidence = new CompactEvidence();
        Simulation.run(scenario, options -> new ZooProvider().newCore(defect, options), EvidenceSink.in(evidence));
        History history = Histories.ofEvidence(Objects.requireNonNull(evidence.bytes()));
        search.learn(scenario, Summary.of(history));
        return Judge.judge(history).property(property).verdict() == Verdict.VIOLATED;
    }

    private static RunRequest request(PlantedDefect planted) {
        return new RunRequest(
                "simulation",
                "udp",
                planted.ordering(),
                planted.delivery(),
                null,
                null,
                null,
                RunRequest.SWARM,
                RunRequest.USUAL_DURATION_MILLIS,
                null,
                null,
                0,
                null,
                null,
                "test");
    }
}

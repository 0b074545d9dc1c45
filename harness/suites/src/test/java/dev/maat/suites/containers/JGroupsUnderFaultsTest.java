package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JGroups goes the same way as the reference: it forms its group, suffers the same faults, and is judged. */
@NeedsContainers
final class JGroupsUnderFaultsTest {
    private static final long DURATION_MILLIS = 2_000;

    /** Founders that begin as groups of one merge only now and then, and a partition before that would cut nothing. */
    private static final long GATHER_MILLIS = 60_000;

    private static final Set<String> FOUNDERS = Set.of("n1.0", "n2.0", "n3.0", "n4.0", "n5.0");

    @TempDir
    Path work;

    @Test
    void jgroupsFormsItsGroupSuffersFaultsAndIsJudgedByItsClaims() throws Exception {
        Scenario scenario = Plans.of(
                        "jgroups", "reliable-fifo", "fifo", "udp", Plans.ofDatagramsForTheSlow(), DURATION_MILLIS)
                .withImplementation("jgroups", List.of("reliable-fifo"), "partitionable")
                .withBudgets(Budgets.DEFAULT.withGatherMillis(GATHER_MILLIS));
        try (HarnessRun run = HarnessRun.start(HarnessRun.implementation("jgroups"), scenario, work)) {
            // The verdict is about JGroups; none of the three says whether Maat works.
            assertThat(run.await()).as(run.output()).isIn(HarnessRun.HOLDS, HarnessRun.VIOLATED, HarnessRun.UNKNOWN);
            System.out.println(run.output());
            assertThat(inAViewOfAll(run)).as(run.output()).containsAll(FOUNDERS);
            run.requireThatEveryFaultBit(scenario.plan());
            isJudgedInFull(run.verdict());
            assertThat(Traces.of(run.pid())).isEmpty();
        }
    }

    /** Processes that installed a view with every node's first process. */
    private static Set<String> inAViewOfAll(HarnessRun run) throws IOException {
        Set<String> processes = new TreeSet<>();
        for (String line : run.history().lines().toList()) {
            JsonNode event = line.contains("\"e\":\"view\"") ? new ObjectMapper().readTree(line) : null;
            if (event != null) {
                Set<String> members = new TreeSet<>();
                event.path("members").forEach(member -> members.add(member.asText()));
                if (members.equals(FOUNDERS)) {
                    processes.add(event.path("p").asText());
                }
            }
        }
        return processes;
    }

    private static void isJudgedInFull(JsonNode verdict) {
        assertThat(verdict.path("run").path("end").asText()).isIn("complete", "timeout");
        assertThat(verdict.path("run").path("harnessFailure").asText()).isEmpty();
        List<String> judged = new ArrayList<>();
        for (JsonNode property : verdict.path("properties")) {
            assertThat(property.path("verdict").asText()).isNotEmpty();
            judged.add(property.path("id").asText());
        }
        assertThat(judged)
                .contains(
                        "delivery-integrity",
                        "no-duplication",
                        "no-unprovoked-exit",
                        "validity",
                        "agreement",
                        "send-liveness",
                        "fifo-gap-free");
    }
}

package dev.maat.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Link;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.Swarm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioJsonTest {
    private static final String MINIMAL = """
            {"format": "maat-scenario", "version": 1, "implementation": "reference", "nodes": ["n1", "n2", "n3"],
             "seed": 7, "workload": {"messagesPerSecond": 10, "durationMillis": 1000}%s}
            """;

    @Property(tries = 200)
    void aWrittenScenarioIsReadBackUnchanged(@ForAll long seed) {
        List<String> nodes = Scenario.nodeNames(5);
        Scenario scenario = Scenario.of("reference", "atomic", "total", 5, seed, Workload.of(50, 30_000))
                .withFounders(4)
                .withPlan(new Swarm(nodes, 4, 30_000, EnumSet.allOf(FaultKind.class), Swarm.Presence.EVERY_KIND)
                        .draw(seed));

        assertThat(ScenarioJson.read("written", ScenarioJson.write(scenario))).isEqualTo(scenario);
    }

    @Test
    void anAbsentKeyHasItsDefault() {
        Scenario scenario = ScenarioJson.read("minimal", MINIMAL.formatted(""));

        assertThat(scenario.founders()).isEqualTo(3);
        assertThat(scenario.deployment()).isEqualTo("simulation");
        assertThat(scenario.budgets()).isEqualTo(Budgets.DEFAULT);
        assertThat(scenario.plan().faults()).isEmpty();
    }

    @Test
    void theMessagesOfAWorkloadAreReadBackAndCheckedAsTheyAreRead() {
        String text = MINIMAL.formatted("").replace("1000}", "1000, \"messages\": [\"n1.0:3\", \"n2.1:1\"]}");
        Scenario scenario = ScenarioJson.read("some", text);

        assertThat(scenario.workload().messages()).containsExactly("n1.0:3", "n2.1:1");
        assertThat(ScenarioJson.read("written", ScenarioJson.write(scenario))).isEqualTo(scenario);
        assertThat(ScenarioJson.write(ScenarioJson.read("all", MINIMAL.formatted(""))))
                .doesNotContain("\"messages\"");
        assertThatThrownBy(() -> ScenarioJson.read("s.json", text.replace("n2.1:1", "n2:1\\u001b")))
                .isInstanceOf(ScenarioFileException.class)
                .hasMessageContaining("workload")
                .hasMessageContaining("as in n1.0:3, not 'n2:1?'");
    }

    @Test
    void aMisspeltKeyIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> ScenarioJson.read("s.json", MINIMAL.formatted(", \"foundres\": 2")))
                .isInstanceOf(ScenarioFileException.class)
                .hasMessageContaining("s.json")
                .hasMessageContaining("'foundres'")
                .hasMessageContaining("founders");
    }

    @Test
    void anErrorNamesThePlaceAndARightValue() {
        assertWrong("\"founders\": \"two\"", "s.json.founders", "a whole number");
        assertWrong("\"founders\": 4", "founders", "from 1 to 3, not 4");
        assertWrong("\"transport\": \"carrier pigeon\"", "transport", "udp, multicast or tcp");
        assertWrong("\"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"los\"}]}", "faults[0]", "'los'");
        assertWrong(
                "\"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"kill\", \"node\": \"n9\"}]}",
                "n9",
                "[n1, n2, n3]");
        assertWrong(
                "\"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"loss\", \"percent\": 120}]}",
                "faults[0]",
                "0 to 100");
        assertWrong(
                "\"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"kill\", \"node\": \"n1\", \"forMillis\": 9}]}",
                "faults[0]",
                "over at once");
        assertWrong("\"claims\": [\"super-atomic\"]", "s.json: claims", "did you mean atomic");
        assertWrong("\"mustExercise\": [\"no-such\"]", "s.json: mustExercise", "'no-such'");
        assertWrong("\"options\": {\"\\u001b[2J\": \"x\"}", "s.json: options", "'?[2J'");
        assertWrong("\"generation\": \"g\\u2028\"", "s.json: generation");
        assertWrong("\"seed\": 8", "s.json", "uplicate");
    }

    @Test
    void aMomentOfTheProtocolIsReadAndWrittenAndAWrongOneNamesItsPlace() {
        String plan = "\"plan\": {\"faults\": [{\"id\": 1, %s, \"kind\": \"kill\", \"node\": \"@marker\"}]}";
        Scenario scenario = ScenarioJson.read(
                "s.json",
                MINIMAL.formatted(", "
                        + plan.formatted("\"when\": {\"mark\": \"accept\", \"by\": \"@coordinator\", \"nth\": 2,"
                                + " \"times\": 3, \"delayMicros\": 40, \"notBeforeMillis\": 900}")));

        assertThat(scenario.plan().faults().getFirst().moment())
                .isEqualTo(new Moment.OnMark("accept", false, "@coordinator", 2, 3, 40, 900));
        assertThat(ScenarioJson.read("again", ScenarioJson.write(scenario))).isEqualTo(scenario);

        assertWrong(plan.formatted("\"when\": {\"mark\": \"\"}"), "faults[0].when", "flush", "first-delivery");
        assertWrong(plan.formatted("\"when\": {\"mark\": \"view\", \"by\": \"@leader\"}"), "when", "@coordinator");
        assertWrong(plan.formatted("\"when\": {\"mark\": \"view\", \"by\": \"n9\"}"), "n9", "[n1, n2, n3]");
        assertWrong(plan.formatted("\"when\": {\"mark\": \"view\", \"nth\": 0}"), "when", "nth: from 1");
        assertWrong(plan.formatted("\"when\": {\"mark\": \"view\"}, \"atMillis\": 5"), "faults[0]", "leave one out");
        assertWrong(plan.formatted("\"mustBite\": true"), "faults[0]", "atMillis", "when");
        assertWrong(plan.formatted("\"atMillis\": 5"), "faults[0]", "@marker", "when");
    }

    @Test
    void aPartitionIsWrittenWithItsWayOfMeetingConnectionsOnlyIfItRefusesThem() {
        List<List<String>> groups = List.of(List.of("n1"), List.of("n2", "n3"));
        String plan = ", \"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"partition\","
                + " \"groups\": [[\"n1\"], [\"n2\", \"n3\"]]%s}]}";

        assertThat(FaultJson.detail(new Fault.Partition(groups)).toString()).isEqualTo("{groups=[[n1], [n2, n3]]}");
        assertThat(FaultJson.detail(new Fault.Partition(groups, true)).toString())
                .isEqualTo("{groups=[[n1], [n2, n3]], refuseConnections=true}");
        assertThat(onlyFault(plan.formatted(""))).isEqualTo(new Fault.Partition(groups));
        assertThat(onlyFault(plan.formatted(", \"refuseConnections\": true")))
                .isEqualTo(new Fault.Partition(groups, true));
    }

    private static Fault onlyFault(String plan) {
        return ScenarioJson.read("s.json", MINIMAL.formatted(plan))
                .plan()
                .faults()
                .get(0)
                .fault();
    }

    @Test
    void aStaticGroupIsMadeOfAllItsNodesAndAloneMayResume() {
        Scenario scenario = ScenarioJson.read(
                "static", MINIMAL.formatted(", \"membership\": \"static\", \"recovery\": \"resume\""));

        assertThat(scenario.isStatic()).isTrue();
        assertThat(scenario.resumes()).isTrue();
        assertThat(scenario.headerExtras()).containsEntry("recovery", "resume");
        assertThat(ScenarioJson.read("written", ScenarioJson.write(scenario))).isEqualTo(scenario);
        assertThat(ScenarioJson.write(ScenarioJson.read("minimal", MINIMAL.formatted(""))))
                .doesNotContain("recovery");
        assertWrong("\"recovery\": \"resume\"", "recovery", "static group");
        assertWrong("\"membership\": \"static\", \"recovery\": \"soon\"", "recovery", "none or resume");
        assertWrong("\"membership\": \"static\", \"founders\": 2", "founders", "made of all its nodes");
    }

    @Test
    void garbageIsAnErrorThatNamesFileAndLine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{\n\"format\": \"maat-scenario\",\n!}");

        assertThatThrownBy(() -> ScenarioJson.read(file))
                .isInstanceOf(ScenarioFileException.class)
                .hasMessageContaining("broken.json, line 3");
        assertThatThrownBy(() -> ScenarioJson.read(folder)).hasMessageContaining("folder");
        assertThatThrownBy(() -> ScenarioJson.read(folder.resolve("none.json"))).hasMessageContaining("none.json");
    }

    @Test
    void aFaultIsWrittenWithTheKeysOfItsKindInTheirOrder() {
        assertThat(FaultJson.detail(new Fault.Reorder(List.of(), 10, 30)).toString())
                .isEqualTo("{percent=10, holdMillis=30}");
        assertThat(FaultJson.detail(new Fault.Latency(List.of(new Link("n1", "n3")), 50, 0))
                        .toString())
                .isEqualTo("{links=[n1>n3], delayMillis=50, jitterMillis=0}");
        assertThat(FaultJson.detail(new Fault.CrashPoint("n2", 0, null, 2_000)).toString())
                .isEqualTo("{node=n2, afterEffects=0, withinMillis=2000}");
        assertThat(FaultJson.write(new PlannedFault(3, 500, 200L, new Fault.Pause("n2"), true))
                        .toString())
                .isEqualTo("{id=3, atMillis=500, forMillis=200, mustBite=true, kind=pause, node=n2}");
    }

    private static void assertWrong(String extra, String... parts) {
        assertThatThrownBy(() -> ScenarioJson.read("s.json", MINIMAL.formatted(", " + extra)))
                .isInstanceOf(ScenarioFileException.class)
                .satisfies(error -> assertThat(error.getMessage()).contains(parts));
    }
}

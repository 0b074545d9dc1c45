package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.naive.NaiveTwins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Which results an incomplete log makes unknown, which it proves nevertheless, and which of two copies of a view
 * decides. Each case was once a disagreement between a checker and its naive twin on a random history. Both must
 * agree.
 */
class IncompleteLogTest {
    private final List<String> lines = new ArrayList<>(List.of("{\"format\":\"maat-history\",\"version\":1,"
            + "\"claims\":\"membership\",\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\",\"n3\"]}"));
    private long time;

    private IncompleteLogTest line(String p, String rest) {
        lines.add("{\"p\":\"" + p + ".0\",\"t\":" + ++time + "," + rest + "}");
        return this;
    }

    private IncompleteLogTest view(String p, int seq, String... members) {
        return viewWith("", p, seq, members);
    }

    private IncompleteLogTest viewWith(String more, String p, int seq, String... members) {
        return line(
                p,
                "\"e\":\"view\",\"id\":\"v" + seq + "\",\"seq\":" + seq + ",\"members\":[\""
                        + String.join(".0\",\"", members) + ".0\"]" + more);
    }

    private IncompleteLogTest event(String p, String e, String m) {
        return line(p, "\"e\":\"" + e + "\",\"m\":\"" + m.replace(":", ".0:") + "\"");
    }

    private IncompleteLogTest send(String p, int number, boolean end) {
        String m = "\"m\":\"" + p + ".0:" + number + "\"";
        return line(p, "\"e\":\"send\"," + m + (end ? ",\"last\":true" : "")).line(p, "\"e\":\"sent\"," + m);
    }

    private IncompleteLogTest closed(String... processes) {
        for (String p : processes) {
            long count = lines.stream()
                    .filter(line -> line.contains("{\"p\":\"" + p + ".0\""))
                    .count();
            line(p, "\"e\":\"closed\",\"events\":" + count);
        }
        return this;
    }

    private IncompleteLogTest quiet(String... core) {
        lines.add("{\"t\":" + ++time + ",\"e\":\"quiet\",\"core\":[\"" + String.join("\",\"", core)
                + "\"],\"probes\":{\"links\":\"ok\"}}");
        lines.add("{\"t\":9000,\"e\":\"end\",\"reason\":\"complete\"}");
        return this;
    }

    private void is(String property, String expected) {
        PropertyResult result =
                Judge.judge(Histories.parse(String.join("\n", lines) + "\n")).property(property);
        String word = result.verdict().word();
        boolean ok = word.equals("holds") || word.equals("not-exercised");
        assertThat(ok ? "ok" : word).as(result.toString()).isEqualTo(expected);
        assertThat(NaiveTwins.judge(lines)).containsEntry(property, expected);
    }

    @Test
    void aDeliveryBeforeTheFirstViewViolatesOnlyOnceTheLogIsClosed() {
        view("n1", 1, "n1", "n2").send("n1", 1, false).closed("n1");
        event("n2", "deliver", "n1:1").view("n2", 1, "n1", "n2");
        is("initial-view-event", "unknown");
        closed("n2");
        is("initial-view-event", "violated");
    }

    @Test
    void anEventAfterAnExclusionViolatesEvenIfTheLogIsNotClosed() {
        view("n1", 1, "n1", "n2").send("n1", 1, false).closed("n1");
        view("n2", 1, "n1", "n2").line("n2", "\"e\":\"excluded\"").event("n2", "deliver", "n1:1");
        is("initial-view-event", "violated");
    }

    @Test
    void aSendThatNeverReturnedAndThatNoProcessDeliveredIsNoEvent() {
        line("n1", "\"e\":\"send\",\"m\":\"n1.0:1\"").view("n1", 1, "n1").closed("n1");
        is("initial-view-event", "ok");
    }

    @Test
    void aProcessWhoseOpenLogShowsNoPreviousViewMayHaveComeFromIt() {
        view("n1", 1, "n1", "n2")
                .viewWith(",\"transitional\":[\"n1.0\",\"n2.0\"]", "n1", 2, "n1", "n2")
                .closed("n1");
        view("n2", 2, "n1", "n2");
        is("agreement-on-successors", "unknown");
        is("transitional-set", "unknown");
        closed("n2");
        is("agreement-on-successors", "violated");
        is("transitional-set", "violated");
    }

    @Test
    void aProcessWhoseOpenLogShowsThePreviousViewElsewhereDidNotComeFromIt() {
        view("n1", 1, "n1", "n2")
                .viewWith(",\"transitional\":[\"n1.0\",\"n2.0\"]", "n1", 3, "n1", "n2")
                .closed("n1");
        view("n2", 1, "n1", "n2").view("n2", 2, "n1", "n2").view("n2", 3, "n1", "n2");
        is("agreement-on-successors", "violated");
        is("transitional-set", "violated");
    }

    @Test
    void aProcessWhoseOpenLogShowsTheNextViewElsewhereSkippedIt() {
        view("n1", 1, "n1", "n2").view("n1", 3, "n1", "n2").closed("n1");
        view("n2", 1, "n1", "n2").view("n2", 2, "n1", "n2").view("n2", 3, "n1", "n2");
        is("no-skipped-view", "violated");
    }

    @Test
    void aProcessThatLeftInAnOpenLogMayHaveBeenAskedTo() {
        view("n1", 1, "n1").line("n1", "\"e\":\"left\"");
        is("no-unprovoked-exit", "unknown");
        closed("n1");
        is("no-unprovoked-exit", "violated");
    }

    @Test
    void anOpenLogThatShowsBothViewsShowsThatItsProcessDidNotMoveBetweenThem() {
        view("n1", 1, "n1", "n2").view("n2", 1, "n1", "n2");
        viewWith(",\"generation\":\"g2\"", "n1", 2, "n1", "n2").viewWith(",\"generation\":\"g2\"", "n2", 2, "n1", "n2");
        view("n1", 3, "n1", "n2").view("n2", 3, "n1", "n2").closed("n2");
        is("primary-component", "violated");
    }

    @Test
    void anOpenLogOfAMemberOfBothViewsMayLackTheMove() {
        view("n1", 1, "n1", "n2", "n3").viewWith(",\"generation\":\"g2\"", "n1", 2, "n1", "n2");
        view("n1", 3, "n1", "n2").closed("n1").view("n2", 1, "n1", "n2", "n3");
        is("primary-component", "unknown");
    }

    @Test
    void anOpenLogOfNoMemberOfTheNextViewLacksNoMoveToIt() {
        view("n1", 1, "n1", "n2", "n3").viewWith(",\"generation\":\"g2\"", "n1", 2, "n1", "n2");
        view("n1", 3, "n1", "n2").closed("n1").view("n2", 1, "n1", "n2", "n3").closed("n2");
        view("n3", 1, "n1", "n2", "n3").line("n3", "\"e\":\"excluded\"");
        is("primary-component", "violated");
    }

    @Test
    void aDeliveryInALaterViewOfAnOpenLogProvesThatThereWasNoEarlierOne() {
        view("n1", 1, "n1", "n2")
                .send("n1", 1, false)
                .event("n1", "deliver", "n1:1")
                .view("n1", 2, "n1", "n2");
        closed("n1").view("n2", 1, "n1", "n2").view("n2", 2, "n1", "n2").event("n2", "deliver", "n1:1");
        is("virtual-synchrony", "violated");
    }

    @Test
    void aDeliveryInAnEarlierViewOfAnOpenLogProvesThatThereWasNoLaterOne() {
        view("n1", 1, "n1", "n2").send("n1", 1, false).view("n1", 2, "n1", "n2").event("n1", "deliver", "n1:1");
        event("n1", "safe", "n1:1").view("n1", 3, "n1", "n2").closed("n1");
        view("n2", 1, "n1", "n2")
                .event("n2", "deliver", "n1:1")
                .view("n2", 2, "n1", "n2")
                .view("n2", 3, "n1", "n2");
        is("virtual-synchrony", "violated");
        is("uniform-prefix-order", "violated");
        is("safe-indication", "violated");
    }

    @Test
    void theCoreIsAQuorumInTheCopyOfOneOfItsProcesses() {
        line("n1", "\"e\":\"start\"")
                .view("n1", 1, "n1", "n2")
                .view("n2", 1, "n2", "n1")
                .quiet("n1");
        send("n1", 1, true).event("n1", "deliver", "n1:1").closed("n1", "n2");
        is("validity", "ok");
    }

    @Test
    void theCopyOfAProcessThatIsNotCoreDoesNotMakeTheCoreAQuorum() {
        line("n1", "\"e\":\"start\"")
                .view("n1", 1, "n2", "n1")
                .view("n2", 1, "n1", "n2")
                .quiet("n1");
        send("n1", 1, true).event("n1", "deliver", "n1:1").closed("n1", "n2");
        is("validity", "inapplicable");
    }

    @Test
    void theLastGenerationCountsThoughNoneOfItsViewsIsPrimary() {
        view("n1", 1, "n1")
                .viewWith(",\"primary\":false,\"generation\":\"g2\"", "n1", 2, "n1")
                .quiet("n1");
        line("n1", "\"e\":\"start\"")
                .send("n1", 1, true)
                .event("n1", "deliver", "n1:1")
                .closed("n1");
        is("validity", "inapplicable");
    }

    @Test
    void theMembersOfTheLastViewAreThoseOfTheSendersCopy() {
        view("n1", 1, "n1").view("n2", 1, "n1", "n2").quiet("n1", "n2");
        line("n1", "\"e\":\"start\"").line("n2", "\"e\":\"start\"").send("n1", 1, true);
        line("n2", "\"e\":\"send\",\"m\":\"n2.0:1\",\"last\":true").event("n2", "failed", "n2:1");
        event("n1", "deliver", "n1:1").closed("n1", "n2");
        is("multicast-liveness", "ok");
        lines.replaceAll(line -> line.replace("\"members\":[\"n1.0\"]", "\"members\":[\"n1.0\",\"n2.0\"]"));
        is("multicast-liveness", "violated");
    }
}

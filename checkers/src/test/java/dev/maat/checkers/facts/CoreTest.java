package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import org.junit.jupiter.api.Test;

/** Which processes are the core, and of which view the core must be a quorum. */
class CoreTest {
    private final StringBuilder text =
            new StringBuilder("{\"format\":\"maat-history\",\"version\":1,\"claims\":\"atomic\"}\n");

    private CoreTest start(String p, long t) {
        text.append("{\"p\":\"%s\",\"t\":%d,\"e\":\"start\"}%n".formatted(p, t));
        return this;
    }

    private CoreTest view(String p, long t, String generation, String id, int seq, String... members) {
        text.append(
                "{\"p\":\"%s\",\"t\":%d,\"e\":\"view\",\"id\":\"%s\",\"seq\":%d,\"generation\":\"%s\",\"members\":[\"%s\"]}%n"
                        .formatted(p, t, id, seq, generation, String.join("\",\"", members)));
        return this;
    }

    /** Adds an END of n1 and the quiet line. */
    private Core core(String... nodes) {
        text.append("{\"p\":\"n1.0\",\"t\":900,\"e\":\"send\",\"m\":\"n1.0:1\",\"last\":true}\n");
        text.append("{\"t\":901,\"e\":\"quiet\",\"core\":[\"%s\"],\"probes\":{\"links\":\"ok\"}}%n"
                .formatted(String.join("\",\"", nodes)));
        text.append("{\"t\":902,\"e\":\"end\",\"reason\":\"complete\"}\n");
        return new Facts(Histories.parse(text.toString())).core;
    }

    private String newest(String... nodes) {
        core(nodes);
        Facts facts = new Facts(Histories.parse(text.toString()));
        return facts.views.content(facts.core.quorumInstall()).id();
    }

    @Test
    void theNewestViewIsTheHighestOfItsGeneration() {
        start("n1.0", 1).view("n1.0", 2, "g", "v1", 1, "n1.0").view("n1.0", 3, "g", "v2", 2, "n1.0");
        start("n2.0", 1).view("n2.0", 4, "g", "v1", 1, "n1.0");
        assertThat(newest("n1")).isEqualTo("v2");
    }

    @Test
    void aGenerationThatBeganLaterIsNewerWhateverItsNumbersAndItsName() {
        start("n1.0", 1).view("n1.0", 2, "h", "v9", 9, "n1.0").view("n1.0", 5, "g", "v1", 1, "n1.0");
        assertThat(newest("n1")).isEqualTo("v1");
    }

    @Test
    void aGenerationThatBeganEarlierIsOlderEvenIfItIsReadLater() {
        start("n1.0", 1).view("n1.0", 5, "g", "v9", 9, "n1.0").view("n1.0", 6, "h", "v1", 1, "n1.0");
        start("n2.0", 1).view("n2.0", 2, "h", "w", 1, "n1.0");
        assertThat(newest("n1")).as("h began at n2, before g").isEqualTo("v9");
    }

    @Test
    void ifTwoGenerationsBeganAtOnceTheOneWithTheGreaterNameIsNewer() {
        start("n1.0", 1).view("n1.0", 5, "h", "v1", 1, "n1.0").view("n1.0", 6, "g", "v9", 9, "n1.0");
        start("n2.0", 1).view("n2.0", 5, "g", "w", 8, "n1.0");
        assertThat(newest("n1")).isEqualTo("v1");
    }

    @Test
    void ifTwoGenerationsBeganAtOnceTheOrderOfReadingDoesNotMatter() {
        start("n1.0", 1).view("n1.0", 5, "g", "v9", 9, "n1.0").view("n1.0", 6, "h", "v1", 1, "n1.0");
        start("n2.0", 1).view("n2.0", 5, "h", "w", 0, "n1.0");
        assertThat(newest("n1")).isEqualTo("v1");
    }

    @Test
    void theFirstInstallOfEachGenerationIsShown() {
        start("n1.0", 1).view("n1.0", 5, "g", "v1", 1, "n1.0").view("n1.0", 6, "h", "v2", 2, "n1.0");
        start("n2.0", 1).view("n2.0", 3, "g", "v1", 1, "n1.0").view("n2.0", 6, "h", "v2", 2, "n1.0");
        assertThat(core("n1").generationBegins()).containsExactly(2, 1);
    }

    @Test
    void ifTwoViewsHaveTheHighestSeqTheCoreNeedsAQuorumOfOneOfThem() {
        start("n1.0", 1).view("n1.0", 2, "g", "2a", 2, "n1.0", "n2.0");
        start("n2.0", 1).view("n2.0", 2, "g", "2b", 2, "n3.0", "n4.0");
        assertThat(newest("n1", "n2")).isEqualTo("2a");
    }

    @Test
    void halfOfAViewIsAQuorumIfItIncludesTheFirstMember() {
        start("n1.0", 1).view("n1.0", 2, "g", "v1", 1, "n1.0", "n2.0");
        assertThat(core("n1").inapplicable()).isNull();
    }

    @Test
    void halfOfAViewIsNoQuorumWithoutItsFirstMember() {
        start("n1.0", 1).view("n1.0", 2, "g", "v1", 1, "n2.0", "n1.0");
        assertThat(core("n1").inapplicable()).isEqualTo("the core is not a quorum of the newest view, view v1");
    }

    @Test
    void theReasonNamesTheNewestViewOfWhichTheCoreIsNoQuorum() {
        start("n1.0", 1).view("n1.0", 2, "g", "v1", 1, "n1.0").view("n1.0", 3, "g", "v2", 2, "n2.0", "n3.0");
        assertThat(core("n1").inapplicable()).isEqualTo("the core is not a quorum of the newest view, view v2");
    }

    @Test
    void withoutAViewLivenessIsInapplicable() {
        start("n1.0", 1);
        assertThat(core("n1").inapplicable()).isEqualTo("no view was installed by which liveness could be judged");
    }

    @Test
    void theLastStartedProcessOfANodeIsCore() {
        start("n1.0", 10).start("n1.1", 5);
        Core core = core("n1");
        assertThat(core.processes()).containsExactly(0);
    }

    @Test
    void ifTwoProcessesStartedAtOnceTheLaterIncarnationIsCore() {
        start("n1.0", 5).start("n1.1", 5);
        assertThat(core("n1").processes()).containsExactly(1);
    }

    @Test
    void theMissingLogOfACoreNodeIsNamed() {
        start("n1.0", 1).view("n1.0", 2, "g", "v1", 1, "n1.0", "n2.0");
        Core core = core("n1", "n2");
        assertThat(core.missing()).containsExactly("n2");
        assertThat(core.unfinished())
                .isEqualTo("no log shows the start of a process of n2, a node of the core: is a file missing?");
    }

    @Test
    void aCoreNodeWhoseLastKnownProcessWasKilledBeforeQuietLacksALog() {
        start("n1.0", 1).start("n2.0", 1).view("n1.0", 2, "g", "v1", 1, "n1.0", "n2.0");
        text.append("{\"t\":3,\"e\":\"fault\",\"id\":4,\"on\":true,\"kind\":\"kill\",\"bit\":true}\n");
        text.append("{\"p\":\"n2.0\",\"t\":4,\"e\":\"crash\",\"cause\":4}\n");
        assertThat(core("n1", "n2").unfinished())
                .isEqualTo(
                        "no log shows the start of a process of n2, a node of the core, after the end of n2.0: is a file missing?");
    }

    @Test
    void aCoreProcessThatDiedOfItselfIsJudgedThough() {
        start("n1.0", 1).start("n2.0", 1).view("n1.0", 2, "g", "v1", 1, "n1.0", "n2.0");
        text.append("{\"p\":\"n2.0\",\"t\":4,\"e\":\"crash\",\"cause\":\"unprovoked\"}\n");
        assertThat(core("n1", "n2").processes()).containsExactly(0, 1);
    }

    @Test
    void whereOnlyAMissingLogCouldShowAQuorumLivenessIsUnknown() {
        start("n1.0", 1).view("n1.0", 2, "g", "v1", 1, "n2.0", "n1.0");
        Core core = core("n1", "n2");
        assertThat(core.inapplicable()).isNull();
        assertThat(core.unknown())
                .isEqualTo("no log shows the start of a process of n2, a node of the core: is a file missing?");
    }
}

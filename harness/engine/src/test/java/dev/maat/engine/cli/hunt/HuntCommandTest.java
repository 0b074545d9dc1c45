package dev.maat.engine.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.bundle.HarnessDigest;
import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuntCommandTest {
    @TempDir
    Path temp;

    private List<Path> fake = List.of();

    @BeforeEach
    void makeTheFake() throws IOException {
        fake = List.of(FakeImplementation.in(temp.resolve("fake")));
    }

    private CommandRun hunt(String out, String... more) {
        String[] usual = {"hunt", "--implementation", "fake:outsider", "--nodes", "3", "--duration", "1s", "--out"};
        String[] all = new String[usual.length + 1 + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        all[usual.length] = temp.resolve(out).toString();
        System.arraycopy(more, 0, all, usual.length + 1, more.length);
        return CommandRun.of(fake, all);
    }

    @Test
    void aHuntShowsEachFindingOnceAndGoesOnOnlyWithItsOwnSettings() {
        CommandRun first = hunt("out", "--seeds", "1..4");

        assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.VIOLATED);
        assertThat(first.out())
                .containsOnlyOnce("violated  seed 1 (fifo, plain): self-inclusion")
                .contains("4 violated, 0 unknown, of 4 seeds");
        assertThat(temp.resolve("out/hunt.html")).content().contains("Faults by phase");

        CommandRun again = hunt("out", "--seeds", "1..4");
        assertThat(again.out()).contains("goes on after 4 seeds", "of 4 seeds");

        CommandRun other = hunt("out", "--seeds", "1..4", "--no-steering");
        assertThat(other.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(other.err()).contains("steering is on there, and off here").contains("--out");
    }

    @Test
    void aSumOfShardsThatLacksOneNamesItAndDecidesNoMoreThanItsViolations() {
        hunt("s1", "--seeds", "1..66", "--shard", "2/2");

        CommandRun sum = CommandRun.of(
                fake,
                "hunt",
                "--merge",
                temp.resolve("s1").toString(),
                "--out",
                temp.resolve("sum").toString());

        assertThat(sum.code()).as(sum.err()).isEqualTo(ExitCode.VIOLATED);
        assertThat(sum.out()).contains("1 of 2 shards are missing: 1").contains("of 2 seeds");
    }

    @Test
    void mistakesInTheOptionsAreNamedWithARightValue() {
        assertThat(hunt("out", "--seeds", "7").err()).contains("1..10000");
        assertThat(hunt("out", "--seeds", "1..").err()).contains("--time");
        assertThat(hunt("out", "--seeds", "1..2", "--shard", "3/2").err()).contains("I/N");
        assertThat(hunt("out", "--seeds", "1..2", "--ordering", "total").err()).contains("offers no ordering 'total'");
        assertThat(CommandRun.of(
                                fake,
                                "hunt",
                                "--merge",
                                "nowhere",
                                "--out",
                                temp.resolve("sum").toString())
                        .err())
                .contains("hunt.json");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    /** The manifest of one planted defect. */
    private void plant(String name, String mustViolate) throws IOException {
        Files.writeString(
                temp.resolve("fake/manifest.json"), """
                    {"format": "maat-implementation", "version": 1, "provider": "dev.maat.engine.fake.FakeProvider",
                     "implementations": [{"name": "NAME", "version": "1", "deployments": ["simulation"], "transports": ["udp"],
                     "claims": {"fifo": "membership"}, "mustViolate": WHAT}]}
                    """.replace("NAME", name).replace("WHAT", mustViolate));
    }

    private CommandRun zoo() {
        return zoo("1..2");
    }

    private CommandRun zoo(String seeds, String... further) {
        List<String> arguments = new ArrayList<>(List.of("hunt", "--zoo", "--seeds", seeds, "--duration", "1s"));
        arguments.addAll(List.of("--out", temp.resolve("zoo").toString()));
        arguments.addAll(List.of(further));
        return CommandRun.of(fake, arguments.toArray(new String[0]));
    }

    @Test
    void aDefectIsKilledByThePropertyThatItsManifestNames() throws IOException {
        plant("fake:outsider", "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\"}");

        CommandRun zoo = zoo();

        assertThat(zoo.code()).as(zoo.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(zoo.out()).contains("fake:outsider  killed by self-inclusion: seed 1", "1 of 1 defects killed");
        assertThat(temp.resolve("zoo/zoo.json")).content().contains("\"killedBy\" : \"seed 1\"");
        assertThat(temp.resolve("zoo/zoo.html")).content().contains("fake:outsider", "--duration 1000ms");
    }

    @Test
    void aPlantedDefectIsHuntedInTheOrderThatExercisesItUnlessAnotherIsAskedFor() throws IOException {
        plant("fake:outsider", "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\"}");
        Path manifest = temp.resolve("fake/manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace(
                                "{\"fifo\": \"membership\"}", "{\"total\": \"membership\", \"fifo\": \"membership\"}"));

        assertThat(hunt("out", "--seeds", "1..1").out()).contains("(fifo, plain)");
        assertThat(hunt("other", "--seeds", "1..1", "--ordering", "total").out())
                .contains("(total, plain)");
    }

    @Test
    void aMaskedDefectIsToldWithItsReasonAndIsNotKilled() throws IOException {
        plant("fake", "{\"property\": \"agreement\", \"ordering\": \"fifo\", \"masked\": \"nobody looks\"}");

        CommandRun zoo = zoo();

        assertThat(zoo.code()).as(zoo.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(zoo.out()).contains("masked (nobody looks)", "0 of 1 defects killed", "1 masked");
    }

    @Test
    void aHuntOfTheZooGoesOnWithTheDefectsThatWereNotHunted() throws IOException {
        plant("fake:outsider", "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\"}");
        zoo();

        CommandRun again = zoo();

        assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(again.out())
                .contains("1 of 1 were hunted before", "1 of 1 defects killed")
                .doesNotContain("fake:outsider  killed");
    }

    @Test
    void aHuntOfTheZooDoesNotGoOnWithOtherSettings() throws IOException {
        plant("fake:outsider", "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\"}");
        zoo();

        CommandRun other = zoo("1..3");

        assertThat(other.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(other.err()).contains("seeds is 1..2 there, and 1..3 here", "--out");
    }

    @Test
    void aHuntOfOneDefectDoesNotReplaceTheResultsOfAll() throws IOException {
        plant("fake:outsider", "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\"}");
        zoo();
        Path results = temp.resolve("zoo/zoo.json");
        String before = Files.readString(results);

        CommandRun one = zoo("1..2", "--implementation", "fake:outsider");

        assertThat(one.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(one.err()).contains("defect is all there, and fake:outsider here");
        assertThat(results).hasContent(before);
    }

    @Test
    void aDefectWhoseManifestSaysOtherwiseIsHuntedAnew() throws IOException {
        plant(
                "fake:outsider",
                "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\", \"masked\": \"nobody looks\"}");
        zoo();
        plant("fake:outsider", "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\"}");

        assertThat(zoo().out()).contains("fake:outsider  killed by self-inclusion: seed 1");
    }

    @Test
    void aDefectOfAnotherBuildOfItsImplementationIsHuntedAnew() throws IOException {
        plant("fake:outsider", "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\"}");
        zoo();
        Files.writeString(temp.resolve("fake/lib/more.txt"), "another build");

        assertThat(zoo().out())
                .contains(
                        "another build or another manifest, which do not count: 1",
                        "fake:outsider  killed by self-inclusion: seed 1")
                .doesNotContain("were hunted before");
        assertThat(zoo().out()).contains("1 of 1 were hunted before").doesNotContain("another build");
    }

    @Test
    void aDefectThatAnotherBuildOfTheHarnessKilledIsHuntedAnew() throws IOException {
        plant("fake:outsider", "{\"property\": \"self-inclusion\", \"ordering\": \"fifo\"}");
        zoo();
        Path results = temp.resolve("zoo/zoo.json");
        String here = HarnessDigest.hex();
        assertThat(results).content().contains(here);
        Files.writeString(results, Files.readString(results).replace(here, "another"));

        assertThat(zoo().out()).contains("fake:outsider  killed by self-inclusion: seed 1");
    }

    @Test
    void aManifestThatNamesNoPropertyIsRefused() throws IOException {
        plant("fake", "{\"property\": \"luck\", \"ordering\": \"fifo\"}");

        assertThat(zoo().err()).contains("mustViolate").contains("property of the catalogue");
    }

    /** The order of a defect is that of its manifest, so a hunt of one implementation reads the entry too. */
    @Test
    void aPlainHuntRefusesAManifestThatNamesNoProperty() throws IOException {
        plant("fake:outsider", "{\"property\": \"luck\", \"ordering\": \"fifo\"}");

        CommandRun run = hunt("out");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("manifest.json").contains("mustViolate").contains("property of the catalogue");
    }

    @Test
    void noSeedIsAimedAtByAFaultThatTheImplementationNeedNotSurvive() {
        CommandRun run = hunt("out", "--seeds", "1..80", "--self-check", "0");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.VIOLATED);
        assertThat(temp.resolve("out/steering.jsonl"))
                .content()
                .contains("\"phase\"")
                .doesNotContain("corrupt");
        assertThat(temp.resolve("out/hunt.html")).content().doesNotContain("corrupt");
    }

    @Test
    void anOptionWithoutEffectIsRefusedAndNamed() {
        assertThat(CommandRun.of(fake, "hunt", "--zoo", "--time", "1m").err())
                .contains("--time has no effect with --zoo", "--seeds");
        assertThat(CommandRun.of(fake, "hunt", "--merge", "one", "--zoo").err())
                .contains("--zoo has no effect with --merge", "--out");
        CommandRun none = CommandRun.of(fake, "hunt", "--zoo", "--jobs", "0");
        assertThat(none.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.err()).contains("--jobs is at least 1");
    }

    @Test
    void aHuntOfAnotherBuildOfTheImplementationDoesNotGoOn() throws IOException {
        hunt("out", "--seeds", "1..2");
        FakeImplementation.in(temp.resolve("fake"));
        assertThat(hunt("out", "--seeds", "1..2").code()).as("packed again").isEqualTo(ExitCode.VIOLATED);

        Files.writeString(temp.resolve("fake/lib/more.txt"), "another build");
        CommandRun other = hunt("out", "--seeds", "1..2");

        assertThat(other.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(other.err()).contains("the build of fake:outsider is ");
    }
}

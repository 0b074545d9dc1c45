package dev.maat.engine.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.hunt.HuntedFake.Heard;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuntTest {
    private static final HuntPlan THREE_EPOCHS = HuntedFake.plan(20, Shard.WHOLE);

    @TempDir
    Path temp;

    /** Ends the hunt as a kill does: between two seeds, with nothing written. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void seedsThatFailAlikeAreOneFindingWithItsFirstSeed() {
        HuntFolder folder = HuntFolder.open(temp.resolve("out"));
        HuntState state = Hunt.stateIn(folder, THREE_EPOCHS);
        Heard heard = new Heard();

        Hunt.End end = HuntedFake.hunt(state, folder, 1).run(heard, () -> false);

        assertThat(end).isEqualTo(Hunt.End.FINISHED);
        assertThat(state.exitCode()).isEqualTo(ExitCode.VIOLATED);
        assertThat(heard.findings).isNotEmpty();
        assertThat(state.findings().list()).hasSameSizeAs(heard.findings);
        long failed = state.findings().list().stream().mapToLong(Finding::count).sum();
        assertThat(failed)
                .isGreaterThan(heard.findings.size())
                .isEqualTo(state.total().of(Tally.Sort.VIOLATED));
        for (Finding finding : state.findings().list()) {
            assertThat(finding.kept())
                    .hasSizeBetween(1, Finding.MAX_KEPT)
                    .allMatch(kept -> Files.isRegularFile(
                            temp.resolve("out").resolve(kept).resolve("scenario.json")));
            assertThat(finding.kept().getFirst()).endsWith("seed-" + finding.firstSeed());
        }
    }

    @Test
    void aHuntThatWasKilledInTheMiddleOfAnEpochGoesOnAsIfNothingHadHappened() throws IOException {
        Path whole = temp.resolve("whole");
        Path killed = temp.resolve("killed");
        HuntedFake.finished(whole, THREE_EPOCHS, 1);
        HuntFolder folder = HuntFolder.open(killed);
        Heard listener = new Heard() {
            @Override
            public void seed(SeedResult result) {
                if (result.seed() == 14) {
                    throw new Killed();
                }
            }
        };

        assertThatThrownBy(() -> HuntedFake.hunt(Hunt.stateIn(folder, THREE_EPOCHS), folder, 1)
                        .run(listener, () -> false))
                .isInstanceOf(Killed.class);
        assertThat(HuntFolder.read(killed).epochs()).isEqualTo(1);
        HuntedFake.finished(killed, THREE_EPOCHS, 1);

        assertThat(HuntedFake.written(killed)).isEqualTo(HuntedFake.written(whole));
        assertThat(killed.resolve("steering.jsonl")).hasSameTextualContentAs(whole.resolve("steering.jsonl"));
    }

    @Test
    void theNumberOfJobsChangesNoResultAndNoSteering() throws IOException {
        HuntedFake.finished(temp.resolve("one"), THREE_EPOCHS, 1);
        HuntedFake.finished(temp.resolve("two"), THREE_EPOCHS, 2);

        assertThat(HuntedFake.written(temp.resolve("two"))).isEqualTo(HuntedFake.written(temp.resolve("one")));
        assertThat(temp.resolve("two/steering.jsonl"))
                .hasSameTextualContentAs(temp.resolve("one/steering.jsonl"))
                .content()
                .contains("\"phase\":\"suspicion\"");
    }

    @Test
    void aHuntWithOtherSettingsIsRefusedByTheDifference() {
        Path out = temp.resolve("out");
        HuntedFake.finished(out, HuntedFake.plan(8, Shard.WHOLE), 1);

        assertThatThrownBy(() -> Hunt.stateIn(HuntFolder.open(out), HuntedFake.plan(8, new Shard(1, 2))))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("the number of shards is 1 there, and 2 here");
    }

    @Test
    void aFinishedHuntMayGrowByFurtherSeeds() throws IOException {
        HuntedFake.finished(temp.resolve("grown"), HuntedFake.plan(8, Shard.WHOLE), 1);
        HuntState grown = HuntedFake.finished(temp.resolve("grown"), THREE_EPOCHS, 1);
        HuntedFake.finished(temp.resolve("whole"), THREE_EPOCHS, 1);

        assertThat(grown.total().of(Tally.Sort.RUNS)).isEqualTo(20);
        assertThat(HuntedFake.written(temp.resolve("grown"))).isEqualTo(HuntedFake.written(temp.resolve("whole")));
    }

    @Test
    void aHuntStopsBetweenTwoEpochsWhenItsTimeIsOver() {
        HuntFolder folder = HuntFolder.open(temp.resolve("out"));
        HuntState state = Hunt.stateIn(folder, THREE_EPOCHS);
        Heard heard = new Heard();

        Hunt.End end = HuntedFake.hunt(state, folder, 1).run(heard, () -> !heard.seeds.isEmpty());

        assertThat(end).isEqualTo(Hunt.End.TIME);
        assertThat(heard.seeds).hasSize(HuntedFake.EPOCH_SEEDS);
        assertThat(state.isComplete()).isFalse();
    }

    @Test
    void aFolderWithOtherFilesIsNotTouched() throws IOException {
        Path out = Files.createDirectories(temp.resolve("mine"));
        Files.writeString(out.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> HuntFolder.open(out)).isInstanceOf(ArgumentException.class);
        assertThat(out.resolve("letter.txt")).hasContent("dear");
    }

    @Test
    void aDamagedStateIsRefusedWithTheRemedy() throws IOException {
        Path out = temp.resolve("out");
        HuntFolder.open(out);
        Files.writeString(out.resolve("hunt.json"), "{\"format\": \"maat-hunt\"");

        assertThatThrownBy(() -> HuntFolder.read(out))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("hunt.json")
                .hasMessageContaining("begin anew");
    }

    @Test
    void namesAndNumbersOfOneRunAreNoPartOfACause() {
        String one = "n1.0 and n2.0 both moved from view 3@n1.0/2 to view 4@n1.0/3, but n1.0 alone delivered n5.0:17";
        String other = "n4.2 and n3.0 both moved from view 7@n2.1/5 to view 8@n2.1/6, but n4.2 alone delivered n1.0:9";

        assertThat(Finding.cause(one)).isEqualTo(Finding.cause(other)).doesNotContain("n1", "17");
        assertThat(Finding.cause("n1 waits for ever")).isNotEqualTo(Finding.cause(one));
    }

    @Test
    void thePageShowsFindingsAndHoles() throws IOException {
        Path out = temp.resolve("out");
        HuntState state = HuntedFake.finished(out, HuntedFake.plan(8, Shard.WHOLE), 1);

        HuntPage.write(state, HuntedFake.KINDS, "./maat hunt", out.resolve("hunt.html"));

        assertThat(out.resolve("hunt.html"))
                .content()
                .contains("\u25cb</span> 0", "membership-precision", "Phases at the same time");
    }

    @Test
    void shardsMergeWhateverTheOrderAndOneThatIsMissingIsNamed() throws IOException {
        List<Path> shards = List.of(temp.resolve("s1"), temp.resolve("s2"), temp.resolve("s3"));
        for (int i = 0; i < shards.size(); i++) {
            HuntedFake.finished(shards.get(i), HuntedFake.plan(24, new Shard(i + 1, 3)), 1);
        }
        Path target = temp.resolve("sum");

        HuntFolder.open(target).write(HuntMerge.merge(shards, target));
        String forward = HuntedFake.written(target);
        HuntState backward = HuntMerge.merge(shards.reversed(), target);
        HuntFolder.open(target).write(backward);

        assertThat(HuntedFake.written(target)).isEqualTo(forward);
        assertThat(backward.total().of(Tally.Sort.RUNS)).isEqualTo(24);
        assertThat(backward.isComplete()).isTrue();
        assertThat(target.resolve(backward.findings().list().getFirst().kept().getFirst())
                        .resolve("scenario.json"))
                .exists();

        HuntState without = HuntMerge.merge(List.of(shards.get(2), shards.get(0)), target);
        assertThat(without.isComplete()).isFalse();
        assertThat(HuntMerge.gaps(without)).containsExactly("1 of 3 shards are missing: 2");
        assertThat(without.total().of(Tally.Sort.RUNS)).isEqualTo(16);
    }

    @Test
    void aShardThatIsGivenTwiceIsRefused() {
        Path shard = temp.resolve("s1");
        HuntedFake.finished(shard, HuntedFake.plan(8, new Shard(1, 2)), 1);

        assertThatThrownBy(() -> HuntMerge.merge(List.of(shard, shard), temp))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("shard 1 is in");
    }

    @Test
    void theShardsOfAHuntHaveEachSeedOnce() {
        long seeds = 0;
        for (int i = 1; i <= 3; i++) {
            HuntPlan plan = HuntedFake.plan(1_000, new Shard(i, 3));
            long own = 0;
            for (long n = 0; plan.epoch(n) != null; n++) {
                own += plan.epoch(n).runs();
            }
            assertThat(plan.shardSeeds()).isEqualTo(own);
            seeds += own;
        }
        assertThat(seeds).isEqualTo(1_000);
    }

    @Test
    void anEndThatIsAskedForEndsAHuntThatHadNone() {
        HuntFolder folder = HuntFolder.open(temp.resolve("out"));
        HuntState endless = Hunt.stateIn(folder, HuntedFake.plan(Long.MAX_VALUE, Shard.WHOLE));
        Heard heard = new Heard();
        HuntedFake.hunt(endless, folder, 1).run(heard, () -> !heard.seeds.isEmpty());

        HuntState ended = HuntedFake.finished(temp.resolve("out"), THREE_EPOCHS, 1);

        assertThat(ended.plan().lastSeed()).isEqualTo(20);
        assertThat(ended.total().of(Tally.Sort.RUNS)).isEqualTo(20);
    }
}

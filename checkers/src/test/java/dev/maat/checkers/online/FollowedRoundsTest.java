package dev.maat.checkers.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedRoundsTest {
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\","
            + "\"claims\":\"reliable\",\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\"]}\n";
    private static final String START = "{\"p\":\"%s\",\"t\":1,\"e\":\"start\"}\n"
            + "{\"p\":\"%<s\",\"t\":2,\"e\":\"view\",\"id\":\"v1\",\"seq\":1,\"members\":[\"n1.0\",\"n2.0\"]}\n";

    private static final int LONG_LINES = 800;

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file + ".jsonl"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void poll(Follower follower, int rounds) {
        for (int round = 0; round < rounds; round++) {
            follower.poll();
        }
    }

    @Test
    void aViolationWaitsForASendersFileThatLagsByManyRounds() throws IOException {
        Follower follower = new Follower(() -> folder, null, OnlineJudge.EVERY_LOOK, this::tell);
        write("harness", HEADER);
        write("n1.0", START.formatted("n1.0"));
        write("n2.0", START.formatted("n2.0"));
        write("n2.0", "{\"p\":\"n2.0\",\"t\":20,\"e\":\"deliver\",\"m\":\"n1.0:1\"}\n");
        poll(follower, 5);
        write("n2.0", "{\"p\":\"n2.0\",\"t\":30,\"e\":\"x-other\"}\n");
        poll(follower, 5);
        write("n2.0", "{\"p\":\"n2.0\",\"t\":40,\"e\":\"x-other\"}\n");
        poll(follower, 5);
        write(
                "n1.0",
                "{\"p\":\"n1.0\",\"t\":10,\"e\":\"send\",\"m\":\"n1.0:1\"}\n"
                        + "{\"p\":\"n1.0\",\"t\":11,\"e\":\"sent\",\"m\":\"n1.0:1\"}\n"
                        + "{\"p\":\"n1.0\",\"t\":12,\"e\":\"deliver\",\"m\":\"n1.0:1\"}\n"
                        + "{\"p\":\"n1.0\",\"t\":50,\"e\":\"closed\",\"events\":5}\n");
        poll(follower, 5);
        follower.finish();

        assertThat(told).doesNotContain("delivery-integrity");
        assertThat(follower.judge().judgement().property("delivery-integrity").verdict())
                .isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void eachEntryOfAFollowedFolderThatIsNotReadIsAWarning() throws IOException {
        Follower follower = new Follower(() -> folder, null, OnlineJudge.EVERY_LOOK, this::tell);
        write("harness", HEADER);
        write("n1.0", START.formatted("n1.0"));
        Files.writeString(folder.resolve("notes.txt"), "");
        poll(follower, 1);
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve(".hidden.jsonl"), "");
        follower.finish();

        assertThat(follower.judge().judgement().warnings())
                .contains(
                        folder.resolve("notes.txt")
                                + ": left out, its name does not end in .jsonl, .jsonl.gz or .jsonl.zst",
                        folder.resolve("more") + ": left out, a folder in a folder is not read",
                        folder.resolve(".hidden.jsonl") + ": left out, its name begins with a dot");
    }

    @Test
    void aFollowedFolderMayHoldNoFolderThatIsNamedLikeAFile() throws IOException {
        Follower follower = new Follower(() -> folder, null, OnlineJudge.EVERY_LOOK, this::tell);
        write("harness", HEADER);
        Files.createDirectory(folder.resolve("n1.0.jsonl"));

        assertThatThrownBy(follower::poll)
                .isInstanceOf(HistoryInputException.class)
                .hasMessageContaining("named like a file");
    }

    private void tell(PropertyResult result) {
        told.add(result.id());
    }

    private void writeAViewWithoutWhoInstallsItBehindAPollOf(Follower follower) throws IOException {
        write("harness", HEADER);
        write("n1.0", START.formatted("n1.0"));
        follower.poll();
        write("n1.0", "{\"p\":\"n1.0\",\"t\":3,\"e\":\"view\",\"id\":\"v2\",\"seq\":2,\"members\":[\"n2.0\"]}\n");
    }

    @Test
    void theNextLookWaitsForSeveralTimesTheWorkOfTheLastOneHoweverLongItTook() throws IOException {
        long[] clockNanos = {0};
        long[] workNanos = {0};
        // A look takes 100 ns of time, and 15 ns of this process's work.
        Follower follower = new Follower(
                () -> folder,
                null,
                OnlineJudge.DEFAULT_MIN_LINES,
                this::tell,
                () -> clockNanos[0] += 100,
                () -> workNanos[0] += 15);
        writeAViewWithoutWhoInstallsItBehindAPollOf(follower);

        follower.poll();
        assertThat(told).isEmpty();
        follower.poll();
        assertThat(told).contains("self-inclusion");
    }

    @Test
    void linesNotLookedAtBeforeAreLookedAtInTheEnd() throws IOException {
        // A look never ends.
        long[] nanos = {0};
        LongSupplier endless = () -> nanos[0] += 1_000_000_000_000L;
        Follower follower =
                new Follower(() -> folder, null, OnlineJudge.DEFAULT_MIN_LINES, this::tell, endless, endless);
        writeAViewWithoutWhoInstallsItBehindAPollOf(follower);
        follower.poll();
        assertThat(told).isEmpty();

        follower.finish();

        assertThat(told).contains("self-inclusion");
    }

    @Test
    void aFileReplacedByALongerOneIsReadOn() throws IOException {
        Follower follower = new Follower(() -> folder, null, OnlineJudge.EVERY_LOOK, this::tell);
        write("harness", HEADER);
        write("n1.0", START.formatted("n1.0"));
        follower.poll();
        Path file = folder.resolve("n1.0.jsonl");
        Path aside = folder.resolve("n1.0.jsonl.part");

        Files.move(file, aside);
        assertThat(follower.poll()).isFalse();
        Files.writeString(
                aside,
                "{\"p\":\"n1.0\",\"t\":3,\"e\":\"view\",\"id\":\"v2\",\"seq\":2,\"members\":[\"n2.0\"]}\n",
                StandardOpenOption.APPEND);
        Files.move(aside, file);
        assertThat(follower.poll()).isTrue();
        follower.finish();

        assertThat(told).contains("self-inclusion");
        assertThat(follower.judge().events()).isEqualTo(3);
    }

    @Test
    void aFileMissingAtTheEndIsAnError() throws IOException {
        Follower follower = new Follower(() -> folder, null, OnlineJudge.EVERY_LOOK, this::tell);
        write("harness", HEADER);
        write("n1.0", START.formatted("n1.0"));
        follower.poll();
        Files.delete(folder.resolve("n1.0.jsonl"));
        follower.poll();

        assertThatThrownBy(follower::finish)
                .isInstanceOf(HistoryInputException.class)
                .hasMessageContaining("n1.0.jsonl")
                .hasMessageContaining("gone");
    }

    /** Writes enough lines of a kilobyte for many parts of a round. */
    private void writeMuch(String process, int firstNanos) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < LONG_LINES; line++) {
            lines.append("{\"p\":\"%s\",\"t\":%d,\"e\":\"x-other\",\"x-pad\":\"%s\"}\n"
                    .formatted(process, firstNanos + line, "-".repeat(1_000)));
        }
        write(process, lines.toString());
    }

    private void writeTwoThatFollowEachOther() throws IOException {
        write("harness", HEADER);
        write("n1.0", START.formatted("n1.0"));
        writeMuch("n1.0", 10);
        write("n1.0", "{\"p\":\"n1.0\",\"t\":1000,\"e\":\"view\",\"id\":\"v2\",\"seq\":2,\"members\":[\"n2.0\"]}\n");
        write("n2.0", "{\"p\":\"n2.0\",\"t\":2000,\"e\":\"start\"}\n");
        writeMuch("n2.0", 2_010);
    }

    @Test
    void aLargeBacklogIsReadInTheOrderOfTime() throws IOException {
        writeTwoThatFollowEachOther();
        List<Long> readByThen = new ArrayList<>();
        Follower[] itself = new Follower[1];
        itself[0] = new Follower(
                () -> folder,
                null,
                OnlineJudge.EVERY_LOOK,
                result -> readByThen.add(itself[0].judge().events()));

        itself[0].poll();

        assertThat(readByThen.get(0)).isBetween((long) LONG_LINES, LONG_LINES * 3 / 2L);
        assertThat(itself[0].judge().events()).isEqualTo(2 * LONG_LINES + 4);
    }

    @Test
    void anInterruptedFollowerStopsReadingAndReportsHowMuchWasLeft() throws IOException {
        writeTwoThatFollowEachOther();
        Follower follower = new Follower(
                () -> folder,
                null,
                OnlineJudge.EVERY_LOOK,
                result -> Thread.currentThread().interrupt());

        follower.poll();
        assertThat(follower.judge().events()).isLessThan(LONG_LINES * 3 / 2L);
        assertThat(Thread.interrupted()).isTrue();
        follower.breakOff();
        assertThat(follower.judge().events()).isLessThan(LONG_LINES * 3 / 2L);
        assertThat(follower.judge().judgement().warnings())
                .singleElement()
                .asString()
                .startsWith("stopped early: ");
    }
}

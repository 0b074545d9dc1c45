package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.online.Follower;
import dev.maat.checkers.online.OnlineJudge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder whose files grow by any number of bytes at a time gives the same result when followed as when read at the
 * end.
 */
class FollowedFolderTest {
    private static final int FOLDERS = 25;

    @TempDir
    Path temp;

    @Test
    void aFollowedFolderGivesTheSameResultAsTheWholeFolder() throws IOException {
        int letGo = 0;
        for (long seed = 1; seed <= FOLDERS; seed++) {
            Path folder = Files.createDirectory(temp.resolve("h" + seed));
            Follower follower = new Follower(() -> folder, null, OnlineJudge.EVERY_LOOK, told -> {});
            grow(folder, files(RandomHistories.corrupted(seed)), follower, RandomHistories.random(~seed));
            follower.finish();
            letGo += follower.judge().retained() < follower.judge().events() ? 1 : 0;
            assertThat(told(follower.judge().judgement()))
                    .as("seed %d", seed)
                    .isEqualTo(told(Judge.judge(Histories.read(folder))));
        }
        assertThat(letGo).as("folders of which some message was released").isPositive();
    }

    private static Map<String, byte[]> files(List<String> lines) {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        for (String line : lines) {
            boolean ofProcess = line.startsWith("{\"p\"") && !line.contains("\"e\":\"crash\"");
            String file = ofProcess ? line.substring(6, line.indexOf('"', 6)) : "harness";
            texts.computeIfAbsent(file, absent -> new StringBuilder())
                    .append(line)
                    .append('\n');
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        texts.forEach((file, text) -> files.put(file, text.toString().getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    private static void grow(Path folder, Map<String, byte[]> files, Follower follower, Random random)
            throws IOException {
        Map<String, Integer> written = new LinkedHashMap<>();
        List<String> growing = new ArrayList<>(files.keySet());
        while (!growing.isEmpty()) {
            String file = growing.get(random.nextInt(growing.size()));
            byte[] bytes = files.get(file);
            int from = written.getOrDefault(file, 0);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(700));
            Files.write(
                    folder.resolve(file + ".jsonl"),
                    Arrays.copyOfRange(bytes, from, to),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            written.put(file, to);
            if (to == bytes.length) {
                growing.remove(file);
            }
            follower.poll();
        }
        follower.poll();
        follower.poll();
    }

    private static List<String> told(Judgement judgement) {
        List<String> told = new ArrayList<>();
        for (PropertyResult result : judgement.properties()) {
            told.add(result.id() + " " + result.verdict() + " " + result.applicable() + "/" + result.atRisk());
        }
        told.add(judgement.verdict() + " " + judgement.events());
        return told;
    }
}

package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.history.History;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A history has the same table of verdicts and counts however it is written down. */
class InvarianceTest {
    private static final int HISTORIES = Integer.getInteger("maat.histories", 100);
    private static final int HISTORIES_ON_DISK = 20;
    private static final long FIRST_SEED = Long.getLong("maat.firstSeed", 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Retelling.class)
    void theTableDependsOnTheHistoryAndNotOnItsWriting(Retelling retelling) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            List<String> lines = RandomHistories.corrupted(seed);
            List<String> retold = retelling.retell(lines, RandomHistories.random(seed));

            List<String> table = table(Histories.parse(RandomHistories.text(lines)));
            List<String> other = table(Histories.parse(RandomHistories.text(retold)));
            List<String> rows = new ArrayList<>(other);
            rows.removeAll(table);
            assertThat(other).as("seed %d, rows that differ: %s", seed, rows).isEqualTo(table);
        }
    }

    @Test
    void theTableIsTheSameForPackedAndPlainFilesAndForOneFileAndMany() throws IOException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES_ON_DISK; seed++) {
            List<String> lines = RandomHistories.corrupted(seed);
            List<String> table = table(Histories.parse(RandomHistories.text(lines)));
            String text = RandomHistories.text(lines);

            Path plain = Files.writeString(folder.resolve(seed + ".jsonl"), text);
            Path gzip = folder.resolve(seed + ".jsonl.gz");
            Path zstd = folder.resolve(seed + ".jsonl.zst");
            pack(gzip, text);
            pack(zstd, text);

            assertThat(table(Histories.read(plain))).as("seed %d", seed).isEqualTo(table);
            assertThat(table(Histories.read(gzip))).as("seed %d, gzip", seed).isEqualTo(table);
            assertThat(table(Histories.read(zstd))).as("seed %d, zstd", seed).isEqualTo(table);
            assertThat(table(Histories.read(split(seed, lines))))
                    .as("seed %d, a folder", seed)
                    .isEqualTo(table);
        }
    }

    /** A file for each process and one for the harness, some packed, some with the header. */
    private Path split(long seed, List<String> lines) throws IOException {
        Random random = RandomHistories.random(seed);
        Path many = Files.createDirectories(folder.resolve("split-" + seed));
        List<String> owners = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String owner = owner(line);
            if (!owners.contains(owner)) {
                owners.add(owner);
            }
        }
        for (String owner : owners) {
            List<String> own = new ArrayList<>();
            if (owner.isEmpty() || owners.size() == 1 || random.nextBoolean() || !owners.contains("")) {
                own.add(lines.get(0));
            }
            lines.stream().skip(1).filter(line -> owner(line).equals(owner)).forEach(own::add);
            String packing = List.of("", ".gz", ".zst").get(random.nextInt(3));
            pack(many.resolve("log-" + owner + ".jsonl" + packing), RandomHistories.text(own));
        }
        return many;
    }

    private static String owner(String line) {
        return line.startsWith("{\"p\":\"") ? line.substring(6, line.indexOf('"', 6)) : "";
    }

    private static void pack(Path file, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = file.toString().endsWith(".gz")
                ? new GZIPOutputStream(bytes)
                : file.toString().endsWith(".zst") ? new ZstdOutputStream(bytes) : bytes) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file, bytes.toByteArray());
    }

    /** Verdicts and counts. Which violation is told first depends on the writing. */
    private static List<String> table(History history) {
        Judgement judgement = Judge.judge(history);
        List<String> table = new ArrayList<>();
        judgement
                .properties()
                .forEach(row -> table.add("%s %s applicable %d, at risk %d, violations %d, without weight %s"
                        .formatted(
                                row.id(),
                                row.verdict(),
                                row.applicable(),
                                row.atRisk(),
                                row.violations(),
                                row.withoutWeight())));
        judgement.profiles().forEach((profile, verdict) -> table.add(profile + " " + verdict));
        table.add("overall " + judgement.verdict() + ", warnings " + judgement.warnings());
        return table;
    }
}

package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.suites.ZooKillsTest.Kill;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Hunts each planted defect through the seeds 1 to {@code -Dmaat.huntZoo} (60), and writes the table of {@link ZooKillsTest} anew. It takes
 * minutes and is run by name alone: {@code -Dtest=ZooHunt}. {@code -Dmaat.zoo=zoo:one,zoo:other} hunts some, and leaves the other lines as they
 * are.
 */
class ZooHunt {
    private static final long SEEDS = Long.getLong("maat.huntZoo", 60);

    private static final Set<String> ONLY =
            Set.copyOf(Stream.of(System.getProperty("maat.zoo", "").split(","))
                    .filter(name -> !name.isBlank())
                    .toList());

    @Test
    void theTableOfKillsIsWrittenAnew() throws IOException {
        List<String> written = new ArrayList<>();
        for (String line : ZooKillsTest.lines()) {
            written.add(isHunted(line) ? hunted(Kill.parse(line)).line() : line);
        }
        Files.write(ZooKillsTest.table(), written, StandardCharsets.UTF_8);

        assertThat(written).hasSameSizeAs(ZooKillsTest.lines());
    }

    private static boolean isHunted(String line) {
        return !line.startsWith("#")
                && (ONLY.isEmpty() || ONLY.contains(Kill.parse(line).defect()));
    }

    private static Kill hunted(Kill kill) {
        List<String> others = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Judgement judgement;
            try {
                judgement = kill.judged(seed);
            } catch (HistoryInputException unreadable) {
                others.add(seed + " its history cannot be judged: " + unreadable.reason());
                continue;
            }
            if (judgement.property(kill.property()).verdict() == Verdict.VIOLATED) {
                System.out.println(
                        kill.defect() + " is killed under seed " + seed + " by " + kill.property() + others(others));
                return kill.withSeed(seed);
            }
            if (judgement.verdict() == Verdict.VIOLATED) {
                others.add(seed + " " + judgement.reasons());
            }
        }
        System.out.println(kill.defect() + " escapes " + SEEDS + " seeds" + others(others));
        return kill.withSeed(0);
    }

    private static String others(List<String> others) {
        return others.isEmpty() ? "" : "; besides: " + others.subList(0, Math.min(3, others.size()));
    }
}

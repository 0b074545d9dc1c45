package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.Profiles;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.online.OnlineJudge;
import dev.maat.checkers.online.Recall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A history judged line by line, with all messages released as soon as they can be, gives the same result as when
 * judged whole. {@code -Dmaat.histories=1000000} goes on for longer; {@code -Dmaat.firstSeed=N} begins elsewhere.
 */
class OnlineAgreesTest {
    private static final int HISTORIES = Integer.getInteger("maat.histories", 600);
    private static final long FIRST_SEED = Long.getLong("maat.firstSeed", 1);

    /** Not counted case by case once broken: see the documentation of the online package. */
    private static final Set<String> COUNTED_ROUGHLY =
            Set.of("fifo-gap-free", "causal-gap-free", "evs-causal", "evs-agreed");

    @Test
    void onlineAndOfflineAgreeOnValidAndOnCorruptedHistories() {
        Map<String, List<String>> disagreements = new TreeMap<>();
        Totals totals = new Totals();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            List<String> lines = RandomHistories.corrupted(seed);
            Fed fed = Fed.of(lines, new Random(~seed), seed % 3 == 0);
            totals.letGo += fed.mostLetGo > 0 ? 1 : 0;
            totals.recalls += fed.judge.recalls();
            Judgement whole = Judge.judge(Histories.parse(text(lines)), Profiles.TOTAL_ORDER_BROADCAST);
            compare(disagreements, seed, whole, fed.judge.judgement());
        }
        assertThat(disagreements).isEmpty();
        assertThat(totals.letGo)
                .as("histories of which some message was released")
                .isGreaterThan(HISTORIES / 10);
        assertThat(totals.recalls).as("times that lines were read again").isPositive();
    }

    private static final class Totals {
        long letGo;
        long recalls;
    }

    private static void compare(Map<String, List<String>> disagreements, long seed, Judgement whole, Judgement online) {
        for (PropertyResult expected : whole.properties()) {
            PropertyResult actual = online.property(expected.id());
            String a = told(expected);
            String b = told(actual);
            if (!a.equals(b)) {
                List<String> seeds = disagreements.computeIfAbsent(expected.id(), x -> new ArrayList<>());
                if (seeds.size() < 5) {
                    seeds.add("%nseed %d: whole %s, online %s".formatted(seed, a, b));
                }
            }
        }
        if (whole.events() != online.events() || whole.verdict() != online.verdict()) {
            disagreements
                    .computeIfAbsent("all", x -> new ArrayList<>())
                    .add("%nseed %d: whole %d events, online %d".formatted(seed, whole.events(), online.events()));
        }
    }

    private static String told(PropertyResult result) {
        return result.verdict() + " " + result.applicable() + "/" + result.atRisk()
                + (COUNTED_ROUGHLY.contains(result.id()) ? "" : " x" + result.violations());
    }

    /**
     * A violation proved by the beginnings of logs is told at the first look after it, however far one log is read
     * ahead of another.
     */
    @Test
    void aViolationToldEarlyIsViolatedInTheEnd() {
        Set<String> ever = new TreeSet<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 3; seed++) {
            Random random = new Random(~seed);
            List<String> lines = RandomHistories.corrupted(seed);
            Fed fed = Fed.of(seed % 2 == 0 ? lines : lagging(lines, random), random, false);
            Judgement asIfComplete = Judge.judge(Histories.parse(text(lines)), Profiles.TOTAL_ORDER_BROADCAST);
            for (PropertyResult told : fed.judge.told()) {
                ever.add(told.id());
                // A violation that needs complete logs is unknown in the end if they are not complete.
                assertThat(asIfComplete.property(told.id()).verdict())
                        .as("seed %d: %s", seed, told)
                        .isIn(Verdict.VIOLATED, Verdict.UNKNOWN);
            }
        }
        assertThat(ever).hasSizeGreaterThan(10);
    }

    /** The same logs, some of them read far ahead of others. */
    private static List<String> lagging(List<String> lines, Random random) {
        Map<String, Deque<String>> logs = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            boolean ofProcess = line.startsWith("{\"p\"") && !line.contains("\"e\":\"crash\"");
            logs.computeIfAbsent(ofProcess ? line.substring(6, line.indexOf('"', 6)) : "", x -> new ArrayDeque<>())
                    .add(line);
        }
        List<String> lagging = new ArrayList<>(lines.subList(0, 1));
        List<Deque<String>> left = new ArrayList<>(logs.values());
        while (!left.isEmpty()) {
            Deque<String> log = left.get(random.nextInt(left.size()));
            for (int burst = 1 + random.nextInt(20); burst > 0 && !log.isEmpty(); burst--) {
                lagging.add(log.remove());
            }
            left.removeIf(Deque::isEmpty);
        }
        return lagging;
    }

    /** Lines fed in chunks. */
    private record Fed(OnlineJudge judge, long mostLetGo) {
        static Fed of(List<String> lines, Random random, boolean rounds) {
            int[] taken = {0};
            Recall recall = taker -> {
                for (int i = 0; i < taken[0]; i++) {
                    take(taker, lines.get(i), i + 1);
                }
            };
            OnlineJudge judge = new OnlineJudge(recall, Profiles.TOTAL_ORDER_BROADCAST, OnlineJudge.EVERY_LOOK);
            int chunk = 1 + random.nextInt(12);
            long most = 0;
            for (int i = 0; i < lines.size(); i++) {
                take(judge, lines.get(i), i + 1);
                taken[0] = i + 1;
                if (random.nextInt(chunk) == 0) {
                    judge.look();
                    if (rounds) {
                        judge.caughtUp();
                    }
                    most = Math.max(most, judge.events() - judge.retained());
                }
            }
            judge.look();
            return new Fed(judge, Math.max(most, judge.events() - judge.retained()));
        }

        private static void take(Recall.LineTaker taker, String line, int number) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            taker.line("text", number, bytes, 0, bytes.length);
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}

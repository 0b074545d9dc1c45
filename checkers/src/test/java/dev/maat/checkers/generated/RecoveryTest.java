package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.online.OnlineJudge;
import dev.maat.checkers.properties.Checkers;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.naive.NaiveTwins;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Static groups whose nodes keep their state over a restart: the processes of a node are one recovering process. */
class RecoveryTest {
    private static final int HISTORIES = Integer.getInteger("maat.histories", 1_500) / 5;
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"claims\":\"reliable-fifo\","
            + "\"membership\":\"static\",\"recovery\":\"resume\",\"nodes\":[\"n1\",\"n2\"]}";

    private final List<String> lines = new ArrayList<>(List.of(HEADER));
    private int clock;

    private RecoveryTest line(String p, String e, String... more) {
        String rest = more.length > 0 ? ",\"m\":\"" + more[0] + "\"" : "";
        lines.add("{\"p\":\"%s\",\"t\":%d,\"e\":\"%s\"%s}".formatted(p, ++clock, e, rest));
        return this;
    }

    private RecoveryTest crash(String p) {
        lines.add("{\"t\":%d,\"e\":\"fault\",\"id\":1,\"on\":true,\"kind\":\"kill\",\"bit\":true}".formatted(++clock));
        lines.add("{\"p\":\"%s\",\"t\":%d,\"e\":\"crash\",\"cause\":1}".formatted(p, ++clock));
        return this;
    }

    private String verdict(String property) {
        PropertyResult result =
                Judge.judge(Histories.parse(RandomHistories.text(lines))).property(property);
        String word = result.verdict() == Verdict.VIOLATED ? "violated" : "ok";
        assertThat(NaiveTwins.judge(lines)).as(result.toString()).containsEntry(property, word);
        return word;
    }

    /** n1 sends three messages; n2 delivers them and dies. */
    private RecoveryTest threeDelivered() {
        line("n1.0", "start").line("n2.0", "start");
        for (int k = 1; k <= 3; k++) {
            line("n1.0", "send", "n1.0:" + k).line("n1.0", "sent", "n1.0:" + k).line("n2.0", "deliver", "n1.0:" + k);
        }
        return crash("n2.0").line("n2.1", "start");
    }

    @Test
    void aRunThatReachesToTheLastDeliveryMayComeAgain() {
        threeDelivered().line("n2.1", "deliver", "n1.0:2").line("n2.1", "deliver", "n1.0:3");
        assertThat(verdict("no-duplication")).isEqualTo("ok");
    }

    @Test
    void aRunThatTheLogEndsInIsRightSoFar() {
        threeDelivered().line("n2.1", "deliver", "n1.0:1").line("n2.1", "deliver", "n1.0:2");
        assertThat(verdict("no-duplication")).isEqualTo("ok");
    }

    @Test
    void aRunWithAHoleIsADuplication() {
        threeDelivered().line("n2.1", "deliver", "n1.0:1").line("n2.1", "deliver", "n1.0:3");
        assertThat(verdict("no-duplication")).isEqualTo("violated");
    }

    @Test
    void aDeliveryThatComesAgainAfterTheRunIsADuplication() {
        threeDelivered().line("n2.1", "deliver", "n1.0:3").line("n2.1", "deliver", "n1.0:3");
        assertThat(verdict("no-duplication")).isEqualTo("violated");
    }

    @Test
    void aRunThatStopsBeforeTheLastDeliveryAndGoesOnWithSomethingNewIsADuplication() {
        line("n1.0", "start").line("n1.0", "send", "n1.0:9");
        threeDelivered().line("n2.1", "deliver", "n1.0:2").line("n2.1", "deliver", "n1.0:9");
        lines.remove(1);
        assertThat(verdict("no-duplication")).isEqualTo("violated");
    }

    @Test
    void theCauseOfEachCrashIsJudged() {
        threeDelivered().line("n2.1", "block");
        lines.replaceAll(line -> line.replace("\"cause\":1", "\"cause\":\"unprovoked\""));
        assertThat(verdict("no-unprovoked-exit")).isEqualTo("violated");
    }

    @Test
    void anIncarnationsOwnMessagesAreThoseOfTheRecoveringProcess() {
        threeDelivered().line("n2.1", "send", "n2.1:1").line("n2.1", "sent", "n2.1:1");
        line("n1.0", "deliver", "n2.1:1");
        assertThat(verdict("sending-view-delivery")).isEqualTo("ok");
        assertThat(verdict("sender-in-view")).isEqualTo("ok");
    }

    @Test
    void aFollowedHistoryIsJudgedAsTheWholeOne() {
        threeDelivered().line("n2.1", "deliver", "n1.0:1").line("n2.1", "deliver", "n1.0:3");
        OnlineJudge judge = new OnlineJudge(taker -> {}, null, OnlineJudge.EVERY_LOOK);
        for (int i = 0; i < lines.size(); i++) {
            byte[] bytes = lines.get(i).getBytes(StandardCharsets.UTF_8);
            judge.line("text", i + 1, bytes, 0, bytes.length);
            assertThat(judge.look()).as("nothing is firm before the end").isEmpty();
        }
        assertThat(judge.judgement().property("no-duplication"))
                .isEqualTo(Judge.judge(Histories.parse(RandomHistories.text(lines)))
                        .property("no-duplication"));
    }

    @Test
    void checkersTwinsAndWitnessesAgreeOnRandomRecoveries() {
        Map<String, String> wrong = new TreeMap<>();
        Map<String, Integer> violated = new TreeMap<>();
        for (long seed = 1; seed <= HISTORIES; seed++) {
            List<String> history = random(new Random(seed));
            Map<String, String> twins = NaiveTwins.judge(history);
            History whole = Histories.parse(RandomHistories.text(history));
            for (PropertyResult result : Judge.judge(whole).properties()) {
                String twin = twins.get(result.id());
                String word = result.verdict().word();
                word = word.equals("holds") || word.equals("not-exercised") ? "ok" : word;
                if (twin == null || result.id().startsWith("evs-")) {
                    continue;
                }
                if (!twin.equals(word)) {
                    wrong.putIfAbsent(
                            result.id(),
                            "seed " + seed + " fast " + word + " twin " + twin + " " + result.sentence() + "\n"
                                    + String.join("\n", history));
                } else if (word.equals("violated")) {
                    violated.merge(result.id(), 1, Integer::sum);
                    History alone = Witnesses.alone(whole, result.witness());
                    PropertyId property = PropertyId.named(result.id());
                    List<String> text = HistoryWriter.text(alone).lines().toList();
                    if (!Checkers.told(alone, property).contains(result.sentence())
                            || !"violated".equals(NaiveTwins.judge(text).get(result.id()))) {
                        wrong.putIfAbsent(
                                "witness of " + result.id(),
                                "seed " + seed + " " + result.sentence() + "\n" + String.join("\n", text));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(violated).containsKeys("no-duplication", "fifo", "fifo-gap-free", "agreement", "total-order");
    }

    /** Nodes that start up to three times, and deliver what was sent in about the order of sending, from some point on. */
    private static List<String> random(Random random) {
        RecoveryTest made = new RecoveryTest();
        List<String> sent = new ArrayList<>();
        int[] life = {0, 0};
        int[] next = {0, 0};
        int[] number = {0, 0};
        made.line("n1.0", "start").line("n2.0", "start");
        for (int step = 10 + random.nextInt(20); step > 0; step--) {
            int k = random.nextInt(2);
            String p = "n" + (k + 1) + "." + life[k];
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    String m = p + ":" + ++number[k];
                    made.line(p, "send", m);
                    if (random.nextInt(8) > 0) {
                        made.line(p, "sent", m);
                    }
                    sent.add(m);
                }
                case 2 -> {
                    if (life[k] < 2 && random.nextBoolean()) {
                        if (random.nextInt(10) > 0) {
                            made.crash(p);
                        }
                        made.line("n" + (k + 1) + "." + ++life[k], "start");
                        next[k] = next[k] == 0 ? 0 : random.nextInt(next[k] + 1);
                        number[k] = 0;
                    }
                }
                default -> {
                    if (next[k] < sent.size()) {
                        made.line(p, "deliver", sent.get(next[k]));
                        next[k] += random.nextInt(12) == 0 ? 2 : random.nextInt(20) == 0 ? 0 : 1;
                    }
                }
            }
        }
        made.lines.add("{\"t\":%d,\"e\":\"quiet\",\"core\":[\"n1\",\"n2\"],\"probes\":{\"links\":\"ok\"}}"
                .formatted(++made.clock));
        for (int k = 0; k < 2; k++) {
            String p = "n" + (k + 1) + "." + life[k];
            String m = p + ":99";
            made.lines.add(
                    "{\"p\":\"%s\",\"t\":%d,\"e\":\"send\",\"m\":\"%s\",\"last\":true}".formatted(p, ++made.clock, m));
            made.line(p, "sent", m);
            sent.add(m);
        }
        for (int k = 0; k < 2; k++) {
            String p = "n" + (k + 1) + "." + life[k];
            for (; next[k] < sent.size(); next[k]++) {
                made.line(p, "deliver", sent.get(next[k]));
            }
            long own = made.lines.stream()
                    .filter(line -> line.startsWith("{\"p\":\"" + p + "\"") && !line.contains("\"crash\""))
                    .count();
            if (random.nextInt(10) > 0) {
                made.lines.add(
                        "{\"p\":\"%s\",\"t\":%d,\"e\":\"closed\",\"events\":%d}".formatted(p, ++made.clock, own));
            }
        }
        made.lines.add("{\"t\":%d,\"e\":\"end\",\"reason\":\"complete\"}".formatted(++made.clock));
        return made.lines;
    }
}

package dev.maat.checkers.properties.evs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.naive.NaiveTwins;
import java.util.ArrayList;
import java.util.List;

/**
 * A history of configurations, built step by step: each step is recorded at all processes that take it. Checkers and
 * naive twin judge it.
 */
abstract class EvsStory {
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"claims\":\"extended\","
            + "\"membership\":\"partitionable\",\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\",\"n3\"]}";

    final List<String> lines = new ArrayList<>(List.of(HEADER));
    private long time;

    EvsStory line(String p, String rest) {
        lines.add("{\"p\":\"" + p + ".0\",\"t\":" + ++time + "," + rest + "}");
        return this;
    }

    EvsStory regular(String id, String... members) {
        for (String p : members) {
            line(p, "\"e\":\"view\",\"id\":\"" + id + "\",\"seq\":" + id + ",\"members\":" + names(members));
        }
        return this;
    }

    EvsStory transitional(String id, String of, String... members) {
        for (String p : members) {
            transitionalAt(p, id, of, members);
        }
        return this;
    }

    EvsStory transitionalAt(String p, String id, String of, String... members) {
        return line(
                p,
                "\"e\":\"view\",\"id\":\"" + id + "\",\"seq\":1,\"members\":" + names(members)
                        + ",\"kind\":\"transitional\",\"of\":\"" + of + "\"");
    }

    static String names(String... members) {
        return "[\"" + String.join(".0\",\"", members) + ".0\"]";
    }

    EvsStory send(String p, int number) {
        String m = "\"m\":\"" + p + ".0:" + number + "\"";
        return line(p, "\"e\":\"send\"," + m).line(p, "\"e\":\"sent\"," + m);
    }

    EvsStory deliver(String m, String... processes) {
        return all("deliver", m, processes);
    }

    EvsStory safe(String m, String... processes) {
        return all("safe", m, processes);
    }

    EvsStory all(String e, String m, String... processes) {
        for (String p : processes) {
            line(p, "\"e\":\"" + e + "\",\"m\":\"" + m.replace(":", ".0:") + "\"");
        }
        return this;
    }

    EvsStory crash(String p) {
        lines.add("{\"t\":" + ++time + ",\"e\":\"fault\",\"id\":1,\"on\":true,\"requested\":1,\"kind\":\"kill\"}");
        lines.add("{\"p\":\"" + p + ".0\",\"t\":" + ++time + ",\"e\":\"crash\",\"cause\":1}");
        return this;
    }

    EvsStory closed(String... processes) {
        for (String p : processes) {
            long count = lines.stream()
                    .filter(line -> line.contains("{\"p\":\"" + p + ".0\""))
                    .count();
            line(p, "\"e\":\"closed\",\"events\":" + count);
        }
        return this;
    }

    EvsStory quiet(String... core) {
        lines.add("{\"t\":" + ++time + ",\"e\":\"quiet\",\"core\":[\"" + String.join("\",\"", core)
                + "\"],\"probes\":{\"links\":\"ok\"}}");
        return this;
    }

    PropertyResult result(String property) {
        return Judge.judge(Histories.parse(String.join("\n", lines) + "\n")).property(property);
    }

    void is(Verdict verdict, String property) {
        History history = Histories.parse(String.join("\n", lines) + "\n");
        Judgement judgement = Judge.judge(history);
        assertThat(judgement.notJudged()).isEmpty();
        PropertyResult result = judgement.property(property);
        assertThat(result.verdict()).as(result.toString()).isEqualTo(verdict);
        if (verdict == Verdict.VIOLATED) {
            PropertyResult alone =
                    Judge.judge(Witnesses.alone(history, result.witness())).property(property);
            assertThat(alone.sentence()).isEqualTo(result.sentence());
        }
        boolean ok = verdict == Verdict.HOLDS || verdict == Verdict.NOT_EXERCISED;
        assertThat(NaiveTwins.judge(lines)).containsEntry(property, ok ? "ok" : verdict.word());
    }
}

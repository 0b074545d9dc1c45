package dev.maat.checkers.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.synthetic.Shape;
import dev.maat.checkers.synthetic.SyntheticHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowTest {
    private static final int LEAST_LINES = 500;

    /** The lines of one view change and of the messages in flight, added to the window's smallest size. */
    private static final int BOUND = 4 * LEAST_LINES;

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theWindowIsBoundedByWhatIsInFlightHoweverLongTheHistory(Shape shape) throws IOException {
        long atTenThousand = mostRetained(shape, 10_000);
        long atSixtyThousand = mostRetained(shape, 60_000);
        assertThat(atTenThousand).isLessThan(BOUND);
        assertThat(atSixtyThousand).isLessThan(BOUND);
    }

    private static long mostRetained(Shape shape, int events) throws IOException {
        List<String> lines = lines(shape, events);
        Feed feed = new Feed(lines);
        long most = 0;
        while (feed.next()) {
            most = Math.max(most, feed.judge.retained());
            if (feed.judge.isDue()) {
                assertThat(feed.judge.look())
                        .noneMatch(told -> feed.judge.claimed().stream()
                                .anyMatch(property -> property.id().equals(told.id())));
            }
        }
        assertThat(feed.judge.recalls()).isZero();
        Judgement whole = Judge.judge(Histories.parse(String.join("\n", lines) + "\n"));
        Judgement online = feed.judge.judgement();
        assertThat(counts(online)).isEqualTo(counts(whole));
        assertThat(online.profiles()).isEqualTo(whole.profiles());
        assertThat(online.events()).isEqualTo(whole.events());
        return most;
    }

    /** Everything except the sentence and witness of the first violation, since another one may come first. */
    private static String counts(Judgement judgement) {
        return judgement.properties().stream()
                .map(result -> "%s %s %d/%d x%d"
                        .formatted(
                                result.id(),
                                result.verdict(),
                                result.applicable(),
                                result.atRisk(),
                                result.violations()))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> lines(Shape shape, int events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SyntheticHistory(events, 5, 6, shape).writeTo(out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Feeds lines one by one. */
    private static final class Feed {
        final OnlineJudge judge;
        private final List<String> lines;
        private int taken;

        Feed(List<String> lines) {
            this.lines = lines;
            this.judge = new OnlineJudge(
                    taker -> {
                        for (int i = 0; i < taken; i++) {
                            take(taker, i);
                        }
                    },
                    null,
                    LEAST_LINES);
        }

        boolean next() {
            if (taken == lines.size()) {
                return false;
            }
            take(judge, taken);
            taken++;
            return true;
        }

        private void take(Recall.LineTaker taker, int i) {
            byte[] bytes = lines.get(i).getBytes(StandardCharsets.UTF_8);
            taker.line("text", i + 1, bytes, 0, bytes.length);
        }
    }
}

package dev.maat.checkers.properties.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import org.junit.jupiter.api.Test;

/** The number of violations of a history, counted by hand: verdicts alone do not show it. */
class OrderCountsTest {
    private static final String HEADER =
            "{\"format\":\"maat-history\",\"version\":1,\"membership\":\"static\",\"nodes\":[\"n1\",\"n2\",\"n3\"]}\n";

    /** A process and its deliveries, by the numbers of n1's messages; {@code 2@7} is the second one at place 7. */
    private static String log(int node, boolean closed, String... deliveries) {
        String p = "{\"p\":\"n%d.0\",\"t\":1,\"e\":".formatted(node);
        StringBuilder lines = new StringBuilder(p + "\"start\"}\n");
        int count = 1;
        for (int m = 1; node == 1 && m <= 3; m++) {
            lines.append(p).append("\"send\",\"m\":\"n1.0:%d\"}%n".formatted(m));
            count++;
        }
        for (String delivery : deliveries) {
            String[] parts = delivery.split("@");
            String place = parts.length > 1 ? ",\"place\":" + parts[1] : "";
            lines.append(p).append("\"deliver\",\"m\":\"n1.0:%s\"%s}%n".formatted(parts[0], place));
            count++;
        }
        return closed ? lines + p + "\"closed\",\"events\":%d}%n".formatted(count) : lines.toString();
    }

    private static PropertyResult judge(String property, String... logs) {
        return Judge.judge(Histories.parse(HEADER + String.join("", logs))).property(property);
    }

    @Test
    void aRivalOrderIsOneViolationHoweverManyProcessesFollowEither() {
        PropertyResult result =
                judge("uniform-prefix-order", log(1, true, "1", "2"), log(2, true, "2", "1"), log(3, true, "1", "2"));
        assertThat(result.violations()).isEqualTo(1);
        assertThat(result.applicable()).isEqualTo(2);
    }

    @Test
    void aPrefixOfARivalOrderIsNoSeparateRival() {
        assertThat(judge("uniform-prefix-order", log(1, true, "1", "2"), log(2, true, "2", "1"), log(3, true, "2"))
                        .violations())
                .isEqualTo(1);
        assertThat(judge("uniform-prefix-order", log(1, true, "1"), log(2, true, "2"), log(3, true, "3"))
                        .violations())
                .isEqualTo(2);
    }

    @Test
    void anOpenLogInAnotherOrderIsAViolationAndAShorterOneIsNot() {
        PropertyResult other =
                judge("uniform-prefix-order", log(1, true, "1", "2"), log(2, true, "1", "2"), log(3, false, "2", "1"));
        assertThat(other.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(other.violations()).isEqualTo(1);
        PropertyResult shorter =
                judge("uniform-prefix-order", log(1, true, "1", "2"), log(2, true, "1", "2"), log(3, false, "1"));
        assertThat(shorter.violations()).isZero();
        assertThat(shorter.verdict()).isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void twoMessagesAtOnePlaceAreBothBroken() {
        PropertyResult result =
                judge("uniform-place-agreement", log(1, true, "1@7"), log(2, true, "2@7"), log(3, true));
        assertThat(result.violations()).isEqualTo(2);
        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void oneMessageAtTwoPlacesIsBrokenOnce() {
        assertThat(judge("uniform-place-agreement", log(1, true, "1@7"), log(2, true, "1@8"), log(3, true, "1@7"))
                        .violations())
                .isEqualTo(1);
    }
}

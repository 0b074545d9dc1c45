package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private final StringBuilder text = new StringBuilder(
            "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\",\"claims\":\"reliable\","
                    + "\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\",\"n3\"]}\n");
    private long time;

    private void event(String process, String name, String more) {
        text.append("{\"p\":\"%s\",\"t\":%d,\"e\":\"%s\"%s}\n".formatted(process, ++time, name, more));
    }

    private void message(int number, String... deliverers) {
        String m = ",\"m\":\"n1.0:" + number + "\"";
        event("n1.0", "send", m);
        event("n1.0", "sent", m);
        for (String p : deliverers) {
            event(p, "deliver", m);
        }
    }

    /** n3 dies in the first view, and the others go on with what it never delivered. */
    private History goneOnWithoutOne() {
        for (String p : new String[] {"n1.0", "n2.0", "n3.0"}) {
            event(p, "start", "");
            event(p, "view", ",\"id\":\"v1\",\"seq\":1,\"members\":[\"n1.0\",\"n2.0\",\"n3.0\"]");
        }
        message(1, "n1.0", "n2.0", "n3.0");
        message(2, "n1.0", "n2.0", "n3.0");
        event("n3.0", "crash", ",\"cause\":\"unprovoked\"");
        for (int number = 3; number <= 9; number++) {
            message(number, "n1.0", "n2.0");
        }
        for (String p : new String[] {"n1.0", "n2.0"}) {
            event(p, "view", ",\"id\":\"v2\",\"seq\":2,\"members\":[\"n1.0\",\"n2.0\"]");
        }
        for (int number = 10; number <= 12; number++) {
            message(number, "n1.0", "n2.0");
        }
        return Histories.parse(text.toString());
    }

    @Test
    void aMessageStaysWhereThePastsAreTooLargeToSayWhetherADeadProcessOwesIt() {
        History history = goneOnWithoutOne();
        Facts tooLarge = new Facts(history) {
            @Override
            CausalPast causalPast() {
                throw new TooLargeException("too large");
            }
        };

        int passedOver = Release.of(history, Long.MAX_VALUE).passedOver().size();
        Release release = Release.of(tooLarge, Long.MAX_VALUE);

        assertThat(passedOver).isEqualTo(1);
        assertThat(release.passedOver()).isEmpty();
        assertThat(release.messages().isEmpty()).isFalse();
    }
}

package dev.maat.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.reference.options.Options;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceProviderTest {
    private final ReferenceProvider provider = new ReferenceProvider();

    @Test
    void anUnknownNameOrOptionIsRefusedTogetherWithTheKnownOnes() {
        assertThatThrownBy(() -> provider.newCore("other", Map.of())).hasMessageContaining("offered is reference");
        refused("suspicion", "5", "known are reliability, ordering, delivery, ballotMillis,");
    }

    @Test
    void aModeThatIsNotOfferedIsRefusedTogetherWithTheOfferedOnes() {
        refused("ordering", "random", "option ordering is 'random'; known are fifo, causal, total, agreed");
        refused("reliability", "fec", "option reliability is 'fec'; known are ack, nack, tree");
        refused("delivery", "safe", "option delivery is 'safe'; known are plain, uniform");
    }

    @Test
    void aTimeThatMakesNoSenseIsRefused() {
        refused("suspicionMillis", "soon", "not a whole number");
        refused("suspicionMillis", "0", "not within 1 to 600000");
        refused("suspicionMillis", "60", "twice heartbeatMillis");
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutShowingIt() {
        for (String wrong : new String[] {"c2hvcnQ=", "kein base64!"}) {
            assertThatThrownBy(() -> provider.newCore("reference", Map.of("groupKey", wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("option groupKey")
                    .message()
                    .doesNotContain(wrong)
                    .doesNotContain("short");
        }
        String key = "MDEyMzQ1Njc4OWFiY2RlZg==";
        assertThat(Options.parse(Map.of("groupKey", key)).toString())
                .doesNotContain(key)
                .contains("groupKey=a secret");
    }

    private void refused(String option, String value, String message) {
        assertThatThrownBy(() -> provider.newCore("reference", Map.of(option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}

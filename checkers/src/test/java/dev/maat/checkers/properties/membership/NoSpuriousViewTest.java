package dev.maat.checkers.properties.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.properties.Checkers;
import org.junit.jupiter.api.Test;

/** A view at 200 in a run that is quiet since 100, and a fault around it, to the instant. */
class NoSpuriousViewTest {
    private final StringBuilder faults = new StringBuilder();

    private void on(long t) {
        faults.append("{\"t\":%d,\"e\":\"fault\",\"id\":1,\"on\":true,\"kind\":\"loss\"}%n".formatted(t));
    }

    private void off(long t) {
        faults.append("{\"t\":%d,\"e\":\"fault\",\"id\":1,\"on\":false}%n".formatted(t));
    }

    private boolean violated(long viewNanos) {
        String text = """
                {"format":"maat-history","version":1,"claims":"atomic","generation":"g"}
                {"p":"n1.0","t":1,"e":"start"}
                {"p":"n1.0","t":2,"e":"view","id":"v1","seq":1,"members":["n1.0"]}
                {"p":"n1.0","t":%d,"e":"view","id":"v2","seq":2,"members":["n1.0"]}
                {"t":100,"e":"quiet","core":["n1"],"probes":{"links":"ok"}}
                """.formatted(viewNanos);
        return Checkers.judge(Histories.parse(text + faults))
                        .get(PropertyId.NO_SPURIOUS_VIEW)
                        .violations()
                > 0;
    }

    @Test
    void aViewAfterQuietIsSpurious() {
        assertThat(violated(101)).isTrue();
        assertThat(violated(100)).as("not after it").isFalse();
        assertThat(violated(99)).isFalse();
    }

    @Test
    void aFaultThatIsOnExcusesAView() {
        on(50);
        assertThat(violated(200)).isFalse();
    }

    @Test
    void aFaultIsOnUntilTheInstantOfItsHeal() {
        on(50);
        off(201);
        assertThat(violated(200)).isFalse();
        assertThat(violated(201)).isTrue();
    }

    @Test
    void aFaultIsOnFromTheInstantItFell() {
        on(200);
        assertThat(violated(200)).isFalse();
        assertThat(violated(199)).isTrue();
    }

    @Test
    void aFaultThatFellSinceExcusesAViewEvenIfItIsOver() {
        on(101);
        off(102);
        assertThat(violated(200)).isFalse();
    }

    @Test
    void aFaultThatFellAtTheInstantOfQuietDidNotFallSince() {
        on(100);
        off(102);
        assertThat(violated(200)).isTrue();
    }

    @Test
    void aFaultThatFellAndWasHealedAtTheInstantOfTheViewFellSince() {
        on(200);
        off(200);
        assertThat(violated(200)).isFalse();
        assertThat(violated(199)).isTrue();
    }

    @Test
    void aHealAloneExcusesNothing() {
        off(150);
        assertThat(violated(200)).isTrue();
    }
}

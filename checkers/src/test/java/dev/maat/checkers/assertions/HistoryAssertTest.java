package dev.maat.checkers.assertions;

import static dev.maat.checkers.assertions.HistoryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Profiles;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.history.History;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HistoryAssertTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/examples");
    private final History good = Histories.read(EXAMPLES.resolve("valid-virtually-synchronous-0.jsonl"));
    private final History calm = Histories.read(EXAMPLES.resolve("hand-quiet-but-nothing-sent.jsonl"));
    private final History duplicatePlaces = Histories.read(EXAMPLES.resolve("hand-one-message-two-places.jsonl"));
    private final History unfinished = Histories.read(EXAMPLES.resolve("text-torn-last-line.jsonl"));

    @Test
    void aPropertyThatHoldsPasses() {
        assertThat(good)
                .holds(Profiles.VIRTUALLY_SYNCHRONOUS)
                .satisfies(PropertyId.VIRTUAL_SYNCHRONY)
                .doesNotViolate(PropertyId.VIRTUAL_SYNCHRONY)
                .exercised(PropertyId.VIRTUAL_SYNCHRONY, 1);
        assertThat(calm).satisfies(PropertyId.FIFO).exercised(PropertyId.FIFO, 0);
    }

    @Test
    void aFailedAssertionTellsTheViolationAndTheLinesThatProveIt() {
        assertThat(duplicatePlaces).violates(PropertyId.PLACE_AGREEMENT).violates(Profiles.ATOMIC);
        assertThatThrownBy(() -> assertThat(duplicatePlaces).satisfies(PropertyId.PLACE_AGREEMENT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("place-agreement is violated, and was expected to be kept")
                .hasMessageContaining(" at place ")
                .hasMessageContaining("\"e\":\"deliver\"");
        assertThatThrownBy(() -> assertThat(duplicatePlaces).doesNotViolate(PropertyId.PLACE_AGREEMENT))
                .hasMessageContaining("expected to be not violated");
        assertThatThrownBy(() -> assertThat(duplicatePlaces).holds(Profiles.ATOMIC))
                .hasMessageContaining("profile atomic is violated")
                .hasMessageContaining("not atomic")
                .hasMessageContaining("\"e\":\"deliver\"");
    }

    @Test
    void anExpectedViolationThatIsMissingFails() {
        assertThatThrownBy(() -> assertThat(good).violates(PropertyId.FIFO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("fifo is")
                .hasMessageContaining("expected to be violated");
        assertThatThrownBy(() -> assertThat(good).violates(Profiles.VIRTUALLY_SYNCHRONOUS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("profile virtually-synchronous is holds");
    }

    @Test
    void anUnknownResultIsNoProof() {
        assertThatThrownBy(() -> assertThat(unfinished).holds(Profiles.VIRTUALLY_SYNCHRONOUS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is unknown");
        assertThatThrownBy(() -> assertThat(unfinished).satisfies(PropertyId.VALIDITY))
                .hasMessageContaining("validity is unknown");
        assertThatThrownBy(() -> assertThat(calm).satisfies(PropertyId.BOUNDED_MEMORY))
                .hasMessageContaining("bounded-memory is inapplicable");
        assertThat(unfinished).doesNotViolate(PropertyId.VALIDITY);
    }

    @Test
    void aPropertyWithoutCasesAtRiskIsNotExercised() {
        assertThatThrownBy(() -> assertThat(calm).exercised(PropertyId.VIRTUAL_SYNCHRONY, 30))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("virtual-synchrony had 0 cases at risk")
                .hasMessageContaining("at least 30");
    }

    @Test
    void aNameOutsideTheCatalogueIsRejected() {
        assertThatThrownBy(() -> assertThat(calm).satisfies(PropertyId.TOTAL_ORDER_OF_CORE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

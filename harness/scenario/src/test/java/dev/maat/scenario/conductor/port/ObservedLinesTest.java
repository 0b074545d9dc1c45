package dev.maat.scenario.conductor.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedLinesTest {
    @Test
    void linesOfTheFormatBecomeObservations() {
        assertThat(ObservedLines.parse("{\"p\":\"n1.0\",\"t\":1200,\"e\":\"start\"}"))
                .isEqualTo(new Observation.Started("n1.0"));
        assertThat(
                        ObservedLines.parse(
                                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"1@n1.0\",\"seq\":1,\"members\":[\"n1.0\",\"n2.0\"],\"x\":{\"y\":[1]}}"))
                .isEqualTo(new Observation.Installed("n1.0", "1@n1.0", 1, List.of("n1.0", "n2.0"), true));
        assertThat(ObservedLines.parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"sent\",\"m\":\"n1.0:17\"}"))
                .isEqualTo(new Observation.Sent("n1.0", 17));
        assertThat(ObservedLines.parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"deliver\",\"m\":\"?\",\"hash\":\"00\"}"))
                .isEqualTo(new Observation.Delivered("n1.0", "?"));
        assertThat(ObservedLines.parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"block\"}"))
                .isNull();
        assertThat(ObservedLines.parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"x-own\"}"))
                .isNull();
    }

    @Test
    void aLineThatIsMalformedIsAnError() {
        assertThatThrownBy(() -> ObservedLines.parse("garbage")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ObservedLines.parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\"}"))
                .hasMessageContaining("'id'");
    }
}

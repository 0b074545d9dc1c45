package dev.maat.scenario.conductor.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedLinesTest {
    private static @Nullable Observation parse(String line) {
        return ObservedLines.parse(line, List.of("n1.0")::contains);
    }

    @Test
    void linesOfTheFormatBecomeObservations() {
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1200,\"e\":\"start\"}")).isEqualTo(new Observation.Started("n1.0"));
        assertThat(
                        parse(
                                "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"1@n1.0\",\"seq\":1,\"members\":[\"n1.0\",\"n2.0\"],\"x\":{\"y\":[1]}}"))
                .isEqualTo(new Observation.Installed("n1.0", "1@n1.0", 1, List.of("n1.0", "n2.0"), true));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"sent\",\"m\":\"n1.0:17\"}"))
                .isEqualTo(new Observation.Sent("n1.0", 17));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"deliver\",\"m\":\"?\",\"hash\":\"00\"}"))
                .isEqualTo(new Observation.Delivered("n1.0", "?"));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"safe\",\"m\":\"n2.0:1\"}"))
                .isNull();
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"x-own\"}")).isNull();
    }

    @Test
    void signsOfTheProtocolAndCommandsToAProcessBecomeObservations() {
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"block\"}"))
                .isEqualTo(new Observation.InPhase("n1.0", ObservedLines.BLOCKED, true));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"unblock\"}"))
                .isEqualTo(new Observation.InPhase("n1.0", ObservedLines.BLOCKED, false));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"phase\",\"name\":\"flush\",\"on\":true}"))
                .isEqualTo(new Observation.InPhase("n1.0", "flush", true));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"lostquorum\",\"on\":true}"))
                .isEqualTo(new Observation.InPhase("n1.0", ObservedLines.WITHOUT_QUORUM, true));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\",\"m\":\"n1.0:9\",\"size\":3}"))
                .isEqualTo(new Observation.Invoked("n1.0", 9));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"leave\"}")).isEqualTo(new Observation.AskedToLeave("n1.0"));
        assertThat(parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"closed\",\"events\":4}"))
                .isEqualTo(new Observation.ClosedLog("n1.0"));
    }

    @Test
    void aLineThatIsMalformedIsAnError() {
        assertThatThrownBy(() -> parse("garbage")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse("{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\"}"))
                .hasMessageContaining("'id'");
    }

    @Test
    void aLineOfAProcessThatMayNotReportItIsAnErrorWhateverItsEvent() {
        assertThatThrownBy(() -> parse("{\"p\":\"n2.0\",\"t\":1,\"e\":\"start\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'n2.0' is no process of this node");
        assertThatThrownBy(() -> parse("{\"p\":\"harness\",\"t\":1,\"e\":\"x-own\"}"))
                .hasMessageContaining("'harness'");
        assertThatThrownBy(() -> parse("{\"t\":1,\"e\":\"x-own\"}")).hasMessageContaining("no 'p'");
    }

    @Timeout(30)
    @ParameterizedTest
    @ValueSource(
            strings = {"\"n1.0\"", "{}", "{\"a\":[\"n1.0\"]}", "3", "null", "[[\"n1.0\"]]", "[1]", "[null]", "[\"n1.0\""
            })
    void membersThatAreNoListOfNamesAreAnError(String members) {
        String view = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"view\",\"id\":\"1\",\"seq\":1,\"members\":" + members + "}";

        assertThatThrownBy(() -> parse(view)).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.maat.engine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.node.protocol.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EarTest {
    private static final String LINE = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}";

    private final Ear ear = new Ear("n1", () -> "its process has ended with exit code 70");

    @Test
    void theEndOfAConnectionIsToldWithTheEndOfItsProcess() {
        ear.closed(new IOException("reset"));

        assertThatThrownBy(() -> ear.await("sent", any -> true, 1, "a line 'sent'"))
                .isInstanceOf(WrongException.class)
                .hasMessageStartingWith("n1's connection ended (reset): its process has ended with exit code 70; ");
    }

    @Test
    void aLineThatDoesNotComeIsToldWithTheLastThatTheNodeSaid() {
        ear.answer(new Answer.Refused(1, "no room"));
        ear.historyLine(LINE.getBytes(StandardCharsets.UTF_8));

        assertThat(ear.lastWords())
                .startsWith("n1's last answer: Refused")
                .contains("no room")
                .endsWith("; its last line: " + LINE);
        assertThatThrownBy(() -> ear.await("sent", any -> true, 1, "a line 'sent'"))
                .hasMessage("it did not come within 1 ms; " + ear.lastWords());
    }
}
